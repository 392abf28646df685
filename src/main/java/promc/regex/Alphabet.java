package promc.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The code points divided into classes that no set of the given programs tells apart.
/// Classes are numbered by how readable their best member is, so that a search in this order finds readable witnesses first.
final class Alphabet {
    /// Where to look for a readable member, best first.
    private static final int[][] READABLE = {{'a', 'z'}, {'0', '9'}, {'A', 'Z'}, {'-', '-'}, {'_', '_'}, {'.', '/'}, {':', ':'},
        {'!', '~'}, {' ', ' '}, {0xC0, 0xFF}};
    /// How far into a range one looks for a letter before taking what is there.
    private static final int LETTER_SEARCH = 64;
    /// Ranges over all sets, and memberships of classes in sets, above which one gives up: some tens of megabytes. One `\pL` has some 650
    /// ranges, so this takes a pattern written to hurt.
    private static final long MAX_RANGES = 1_000_000;
    private static final long MAX_MEMBERSHIPS = 10_000_000;

    private final int[] members;
    private final int[] contexts;
    private final Map<CodePointSet, int[]> classes;

    private Alphabet(int[] members, int[] contexts, Map<CodePointSet, int[]> classes) {
        this.members = members;
        this.contexts = contexts;
        this.classes = classes;
    }

    /// Number of classes.
    int size() {
        return members.length;
    }

    /// A readable code point of the class.
    int member(int symbol) {
        return members[symbol];
    }

    /// The context the members of the class make for assertions; `OTHER` for all when no program has an assertion.
    int context(int symbol) {
        return contexts[symbol];
    }

    /// The classes, ascending, that make up a set of one of the programs.
    int[] classesOf(CodePointSet set) {
        return classes.get(set);
    }

    /// Empty when the sets are so many and so entangled that dividing them is not worth the room.
    static Optional<Alphabet> of(List<Program> programs) {
        var sets = new ArrayList<CodePointSet>();
        boolean assertions = false;
        for (var program : programs) {
            assertions |= program.hasAssertions();
            for (int i = 0; i < program.setCount(); i++) {
                sets.add(program.set(i));
            }
        }
        var distinct = new ArrayList<>(sets.stream().distinct().toList());
        int given = distinct.size();
        distinct.add(CodePointSet.SCALARS);
        if (assertions) {
            distinct.add(EscapeParser.WORD);
            distinct.add(CodePointSet.single('\n'));
        }
        if (distinct.stream().mapToLong(CodePointSet::rangeCount).sum() > MAX_RANGES) {
            return Optional.empty();
        }
        var swept = sweep(distinct);
        if (swept.isEmpty()) {
            return Optional.empty();
        }
        var found = swept.get();
        found.removeIf(candidate -> Arrays.binarySearch(candidate.sets, given) < 0);
        found.sort((a, b) -> a.rank != b.rank ? Integer.compare(a.rank, b.rank) : Integer.compare(a.member, b.member));
        var members = found.stream().mapToInt(c -> c.member).toArray();
        var contexts = new int[members.length];
        var byNumber = new int[given][];
        var counts = new int[given];
        Arrays.setAll(byNumber, _ -> new int[4]);
        for (int symbol = 0; symbol < members.length; symbol++) {
            contexts[symbol] = assertions ? Program.context(members[symbol]) : Program.OTHER;
            for (int set : found.get(symbol).sets) {
                if (set >= given) {
                    break;
                }
                if (counts[set] == byNumber[set].length) {
                    byNumber[set] = Arrays.copyOf(byNumber[set], 2 * counts[set]);
                }
                byNumber[set][counts[set]++] = symbol;
            }
        }
        var classes = new HashMap<CodePointSet, int[]>();
        for (int set = 0; set < given; set++) {
            classes.put(distinct.get(set), Arrays.copyOf(byNumber[set], counts[set]));
        }
        return Optional.of(new Alphabet(members, contexts, classes));
    }

    /// A class while it is being collected: the sets it lies in, and its best member so far.
    private static final class Candidate {
        final int[] sets;
        int rank = Integer.MAX_VALUE;
        int member;

        Candidate(int[] sets) {
            this.sets = sets;
        }

        void offer(int low, int high) {
            for (int i = 0; i <= READABLE.length && i < rank; i++) {
                if (i == READABLE.length) {
                    rank = i;
                    member = letter(low, high);
                } else if (low <= READABLE[i][1] && high >= READABLE[i][0]) {
                    rank = i;
                    member = Math.max(low, READABLE[i][0]);
                }
            }
        }

        private static int letter(int low, int high) {
            for (int c = low; c <= Math.min(high, low + LETTER_SEARCH); c++) {
                if (Character.isLetterOrDigit(c)) {
                    return c;
                }
            }
            return low;
        }
    }

    private static Optional<List<Candidate>> sweep(List<CodePointSet> sets) {
        // Each event: where a set begins or ends to hold code points, and which.
        var events = new long[2 * sets.stream().mapToInt(CodePointSet::rangeCount).sum()];
        int count = 0;
        for (int set = 0; set < sets.size(); set++) {
            for (int range = 0; range < sets.get(set).rangeCount(); range++) {
                events[count++] = (long) sets.get(set).low(range) << 32 | set;
                events[count++] = (long) (sets.get(set).high(range) + 1) << 32 | set;
            }
        }
        Arrays.sort(events);
        var bySets = new HashMap<Signature, Candidate>();
        var active = new int[sets.size()];
        int activeCount = 0;
        long copied = 0;
        for (int i = 0; i < count; ) {
            int low = (int) (events[i] >>> 32);
            for (; i < count && (int) (events[i] >>> 32) == low; i++) {
                activeCount = flip(active, activeCount, (int) events[i]);
            }
            copied += activeCount;
            if (copied > MAX_MEMBERSHIPS) {
                return Optional.empty();
            }
            if (activeCount > 0) {
                var signature = new Signature(Arrays.copyOf(active, activeCount));
                bySets.computeIfAbsent(signature, key -> new Candidate(key.sets)).offer(low, (int) (events[i] >>> 32) - 1);
            }
        }
        return Optional.of(new ArrayList<>(bySets.values()));
    }

    /// Adds `set` to the ascending numbers, or takes it out; returns how many there are then.
    private static int flip(int[] active, int count, int set) {
        int at = Arrays.binarySearch(active, 0, count, set);
        if (at >= 0) {
            System.arraycopy(active, at + 1, active, at, count - at - 1);
            return count - 1;
        }
        System.arraycopy(active, -at - 1, active, -at, count + at + 1);
        active[-at - 1] = set;
        return count + 1;
    }

    /// An array compared by its content.
    private record Signature(int[] sets) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Signature signature && Arrays.equals(sets, signature.sets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sets);
        }
    }
}
