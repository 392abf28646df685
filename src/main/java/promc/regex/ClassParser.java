package promc.regex;

import java.util.Map;
import java.util.Optional;

/// Reads a bracket expression: ranges, escapes, `\d`, `\pL`, `[:alpha:]`, negation.
final class ClassParser {
    private static final Map<String, CodePointSet> POSIX = Map.ofEntries(
        Map.entry("alnum", CodePointSet.of('0', '9', 'A', 'Z', 'a', 'z')),
        Map.entry("alpha", CodePointSet.of('A', 'Z', 'a', 'z')),
        Map.entry("ascii", CodePointSet.of(0, 0x7F)),
        Map.entry("blank", CodePointSet.of('\t', '\t', ' ', ' ')),
        Map.entry("cntrl", CodePointSet.of(0, 0x1F, 0x7F, 0x7F)),
        Map.entry("digit", CodePointSet.of('0', '9')),
        Map.entry("graph", CodePointSet.of('!', '~')),
        Map.entry("lower", CodePointSet.of('a', 'z')),
        Map.entry("print", CodePointSet.of(' ', '~')),
        Map.entry("punct", CodePointSet.of('!', '/', ':', '@', '[', '`', '{', '~')),
        Map.entry("space", CodePointSet.of('\t', '\r', ' ', ' ')),
        Map.entry("upper", CodePointSet.of('A', 'Z')),
        Map.entry("word", EscapeParser.WORD),
        Map.entry("xdigit", CodePointSet.of('0', '9', 'A', 'F', 'a', 'f')));

    private final String pattern;
    private final EscapeParser escapes;
    private final boolean foldCase;
    /// Set when no `:]` follows, so that it is not looked for again at each bracket.
    private boolean noPosixAhead;

    ClassParser(String pattern, EscapeParser escapes, boolean foldCase) {
        this.pattern = pattern;
        this.escapes = escapes;
        this.foldCase = foldCase;
    }

    /// Reads the expression whose `[` stands at `start`.
    EscapeParser.SetAt parse(int start) throws ParseFailure {
        int at = start + 1;
        boolean negated = pattern.startsWith("^", at);
        at += negated ? 1 : 0;
        var set = new CodePointSet.Builder();
        for (boolean first = true; first || !pattern.startsWith("]", at); first = false) {
            var group = posixClass(at);
            if (group.isEmpty()) {
                group = escapes.classEscape(at, foldCase);
            }
            if (group.isPresent()) {
                set.addAll(group.get().set());
                at = group.get().end();
                continue;
            }
            var low = character(at, start);
            var high = low;
            if (pattern.startsWith("-", low.end()) && low.end() + 1 < pattern.length() && pattern.charAt(low.end() + 1) != ']') {
                high = character(low.end() + 1, start);
                if (high.codePoint() < low.codePoint()) {
                    throw escapes.failure("invalid character class range", at, high.end());
                }
            }
            if (foldCase) {
                set.addAll(CaseFolding.close(CodePointSet.range(low.codePoint(), high.codePoint())));
            } else {
                set.add(low.codePoint(), high.codePoint());
            }
            at = high.end();
        }
        var built = set.build();
        return new EscapeParser.SetAt(negated ? built.complement() : built, at + 1);
    }

    private EscapeParser.CharAt character(int at, int classStart) throws ParseFailure {
        if (at >= pattern.length()) {
            throw escapes.failure("missing closing ]", classStart, pattern.length());
        }
        if (pattern.charAt(at) == '\\') {
            return escapes.character(at);
        }
        int c = pattern.codePointAt(at);
        return new EscapeParser.CharAt(c, at + Character.charCount(c));
    }

    /// `[:name:]` or `[:^name:]`; without a closing `:]` the bracket is an ordinary character.
    private Optional<EscapeParser.SetAt> posixClass(int at) throws ParseFailure {
        if (noPosixAhead || !pattern.startsWith("[:", at)) {
            return Optional.empty();
        }
        int close = pattern.indexOf(":]", at + 2);
        if (close < 0) {
            noPosixAhead = true;
            return Optional.empty();
        }
        boolean negated = pattern.startsWith("^", at + 2);
        var set = POSIX.get(pattern.substring(at + (negated ? 3 : 2), close));
        if (set == null) {
            throw escapes.failure("invalid character class range", at, close + 2);
        }
        return Optional.of(new EscapeParser.SetAt(EscapeParser.signed(set, foldCase, negated), close + 2));
    }
}
