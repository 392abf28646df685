package promc.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Unicode simple case folding as Go's `unicode.SimpleFold` has it: which code points are the same letter under `(?i)`.
final class CaseFolding {
    /// No cased letter lies outside these bounds.
    private static final int FIRST_CASED = 'A';
    private static final int LAST_CASED = 0x1E943;

    /// Dotted capital and dotless small i fold to nothing in CaseFolding.txt, though Java's case mappings join them with i and I;
    /// the others got their case with Unicode 16, which Go's tables do not have yet.
    private static final CodePointSet UNFOLDED = CodePointSet.of(
        0x130, 0x131, 0x1C89, 0x1C8A, 0xA7CB, 0xA7CD, 0xA7DA, 0xA7DC, 0x10D50, 0x10D65, 0x10D70, 0x10D85);

    private CaseFolding() {
    }

    /// All code points that fold together with `codePoint`, itself included.
    static CodePointSet orbit(int codePoint) {
        if (codePoint < FIRST_CASED || codePoint > LAST_CASED) {
            return CodePointSet.single(codePoint);
        }
        if (codePoint < 0x80) {
            return asciiOrbit(codePoint);
        }
        return Orbits.BY_MEMBER.getOrDefault(codePoint, CodePointSet.single(codePoint));
    }

    /// The smallest set that holds `set` and with each code point its whole orbit.
    static CodePointSet close(CodePointSet set) {
        var builder = new CodePointSet.Builder().addAll(set);
        for (int i = 0; i < set.rangeCount(); i++) {
            for (int c = Math.max(set.low(i), FIRST_CASED); c <= Math.min(set.high(i), 'z'); c++) {
                builder.addAll(asciiOrbit(c));
            }
            if (set.high(i) >= 0x80) {
                // Few code points are cased: going through those is cheaper than through a wide range.
                int at = Arrays.binarySearch(Orbits.CASED, Math.max(set.low(i), 0x80));
                for (at = at < 0 ? -at - 1 : at; at < Orbits.CASED.length && Orbits.CASED[at] <= set.high(i); at++) {
                    builder.addAll(Orbits.BY_MEMBER.get(Orbits.CASED[at]));
                }
            }
        }
        return builder.build();
    }

    private static CodePointSet asciiOrbit(int codePoint) {
        int upper = codePoint & ~0x20;
        if (upper < 'A' || upper > 'Z') {
            return CodePointSet.single(codePoint);
        }
        int lower = upper | 0x20;
        return switch (upper) {
            case 'K' -> CodePointSet.of(upper, upper, lower, lower, 0x212A, 0x212A);
            case 'S' -> CodePointSet.of(upper, upper, lower, lower, 0x17F, 0x17F);
            default -> CodePointSet.of(upper, upper, lower, lower);
        };
    }

    /// Built on first use only: most patterns fold ASCII letters or nothing.
    private static final class Orbits {
        static final Map<Integer, CodePointSet> BY_MEMBER = build();
        static final int[] CASED = BY_MEMBER.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();

        private static Map<Integer, CodePointSet> build() {
            var byKey = new HashMap<Integer, CodePointSet.Builder>();
            for (int c = FIRST_CASED; c <= LAST_CASED; c++) {
                if (!UNFOLDED.contains(c)) {
                    byKey.computeIfAbsent(key(c), _ -> new CodePointSet.Builder()).add(c, c);
                }
            }
            var byMember = new HashMap<Integer, CodePointSet>();
            for (var builder : byKey.values()) {
                var orbit = builder.build();
                if (orbit.size() > 1) {
                    for (int i = 0; i < orbit.rangeCount(); i++) {
                        for (int c = orbit.low(i); c <= orbit.high(i); c++) {
                            byMember.put(c, orbit);
                        }
                    }
                }
            }
            return byMember;
        }

        private static int key(int codePoint) {
            return Character.toLowerCase(Character.toUpperCase(codePoint));
        }
    }
}
