package promc.regex;

import java.util.Optional;

/// Parses a pattern as Go's `regexp/syntax.Parse` does with the flags `Perl`: same language, same refusals, same messages. The parser of
/// Prometheus' fork differs in the names of properties alone ([UnicodeClasses.Names]).
/// Works in one pass with an explicit stack, so that depth and length of the input cannot hurt.
final class RegexParser {
    static final int FOLD_CASE = 1;
    static final int DOT_NEWLINE = 2;
    static final int MULTI_LINE = 4;
    static final int UNGREEDY = 8;

    /// Go gives up computing a count at this size; anything over the repeat limit would do.
    private static final int COUNT_CAP = 100_000_000;
    private static final int NO_REPEAT = -1;

    private final String pattern;
    private final TreeBuilder tree = new TreeBuilder();
    private final EscapeParser escapes;
    private int flags;
    private int at;
    private boolean openQuote;

    private RegexParser(String pattern, int flags, UnicodeClasses.Names names) {
        this.pattern = pattern;
        this.flags = flags;
        this.escapes = new EscapeParser(pattern, names);
    }

    /// A parsed pattern: `openQuote` tells that a `\Q` was never closed, so that nothing can be written behind it; `highest` that nothing
    /// fits between two anchors any more without exceeding Go's limit.
    record Parsed(RegexNode root, boolean openQuote, boolean highest) {
    }

    static Parsed parse(String pattern, int flags, UnicodeClasses.Names names) throws ParseFailure {
        var parser = new RegexParser(pattern, flags, names);
        var root = parser.run();
        return new Parsed(root, parser.openQuote, parser.tree.isHighest());
    }

    private RegexNode run() throws ParseFailure {
        rejectLoneSurrogates();
        int lastRepeat = NO_REPEAT;
        while (at < pattern.length()) {
            int repeat = NO_REPEAT;
            switch (pattern.charAt(at)) {
                case '(' -> group();
                case ')' -> closeGroup();
                case '|' -> tree.nextBranch(at++);
                case '^' -> assertion(set(MULTI_LINE) ? RegexNode.Assertion.Kind.BEGIN_LINE : RegexNode.Assertion.Kind.BEGIN_TEXT, 1);
                case '$' -> assertion(set(MULTI_LINE) ? RegexNode.Assertion.Kind.END_LINE : RegexNode.Assertion.Kind.END_TEXT, 1);
                case '.' -> tree.add(new RegexNode.Dot(set(DOT_NEWLINE), at, ++at));
                case '[' -> {
                    var parsed = new ClassParser(pattern, escapes, set(FOLD_CASE)).parse(at);
                    tree.add(new RegexNode.CharClass(parsed.set(), at, parsed.end()));
                    at = parsed.end();
                }
                case '*', '+', '?' -> {
                    repeat = at;
                    char operator = pattern.charAt(at++);
                    repeat(operator == '+' ? 1 : 0, operator == '?' ? 1 : RegexNode.Repeat.UNBOUNDED, false, repeat, lastRepeat);
                }
                case '{' -> repeat = count(lastRepeat);
                case '\\' -> escape();
                default -> {
                    int start = at;
                    int c = pattern.codePointAt(at);
                    at += Character.charCount(c);
                    literal(c, start);
                }
            }
            switch (tree.exceeded()) {
                case HEIGHT -> throw whole("expression nests too deeply");
                case SIZE -> throw whole("expression too large");
                case NONE -> { }
            }
            lastRepeat = repeat;
        }
        if (tree.hasOpenGroup()) {
            throw whole("missing closing )");
        }
        var root = tree.build(at);
        if (tree.exceeded() != TreeBuilder.Limit.NONE) {
            throw whole(tree.exceeded() == TreeBuilder.Limit.HEIGHT ? "expression nests too deeply" : "expression too large");
        }
        return root;
    }

    private boolean set(int flag) {
        return (flags & flag) != 0;
    }

    private void rejectLoneSurrogates() throws ParseFailure {
        for (int i = 0; i < pattern.length(); ) {
            int c = pattern.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new ParseFailure(new RegexError("invalid UTF-8", i, i + 1));
            }
            i += Character.charCount(c);
        }
    }

    private ParseFailure failure(String message, int start, int end) {
        return new ParseFailure(new RegexError(message + ": `" + pattern.substring(start, end) + "`", start, end));
    }

    private ParseFailure whole(String message) {
        return failure(message, 0, pattern.length());
    }

    private void literal(int codePoint, int start) {
        tree.add(new RegexNode.Literal(Character.toString(codePoint), set(FOLD_CASE), start, at));
    }

    private void assertion(RegexNode.Assertion.Kind kind, int length) {
        tree.add(new RegexNode.Assertion(kind, at, at + length));
        at += length;
    }

    private void closeGroup() throws ParseFailure {
        if (!tree.hasOpenGroup()) {
            throw whole("unexpected )");
        }
        flags = tree.closeGroup(++at);
    }

    private void repeat(int min, int max, boolean counted, int start, int lastRepeat) throws ParseFailure {
        boolean greedy = !set(UNGREEDY);
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
            greedy = !greedy;
        }
        if (lastRepeat != NO_REPEAT) {
            throw failure("invalid nested repetition operator", lastRepeat, at);
        }
        if (!tree.hasOperand()) {
            throw failure("missing argument to repetition operator", start, at);
        }
        boolean valid = tree.repeat(min, max, greedy, counted, at);
        if (tree.exceeded() == TreeBuilder.Limit.NONE && !valid) {
            throw failure("invalid repeat count", start, at);
        }
    }

    /// Reads `{n}`, `{n,}` or `{n,m}`; anything else makes the brace a literal. Returns where the operator started, or `NO_REPEAT`.
    private int count(int lastRepeat) throws ParseFailure {
        int start = at;
        int firstEnd = digits(start + 1);
        int end = firstEnd;
        boolean comma = firstEnd >= 0 && firstEnd < pattern.length() && pattern.charAt(firstEnd) == ',';
        boolean open = comma && firstEnd + 1 < pattern.length() && pattern.charAt(firstEnd + 1) == '}';
        if (comma) {
            end = open ? firstEnd + 1 : digits(firstEnd + 1);
        }
        if (end < 0 || end >= pattern.length() || pattern.charAt(end) != '}') {
            at = start + 1;
            literal('{', start);
            return NO_REPEAT;
        }
        int min = number(start + 1, firstEnd);
        int max = open ? RegexNode.Repeat.UNBOUNDED : comma ? number(firstEnd + 1, end) : min;
        at = end + 1;
        if (min > TreeBuilder.MAX_REPEAT || max > TreeBuilder.MAX_REPEAT || max >= 0 && min > max) {
            throw failure("invalid repeat count", start, at);
        }
        repeat(min, max, true, start, lastRepeat);
        return start;
    }

    /// End of the decimal number at `from`, or -1 when there is none; a leading zero is no number.
    private int digits(int from) {
        int end = from;
        while (end < pattern.length() && pattern.charAt(end) >= '0' && pattern.charAt(end) <= '9') {
            end++;
        }
        return end == from || end > from + 1 && pattern.charAt(from) == '0' ? -1 : end;
    }

    private int number(int start, int end) {
        int value = 0;
        for (int i = start; i < end && value < COUNT_CAP; i++) {
            value = value * 10 + pattern.charAt(i) - '0';
        }
        return value;
    }

    private void group() throws ParseFailure {
        if (!pattern.startsWith("(?", at)) {
            tree.openCapture(at++, flags, Optional.empty());
            return;
        }
        boolean pythonName = pattern.startsWith("(?P<", at) && pattern.length() > at + 4;
        if (pythonName || pattern.startsWith("(?<", at) && pattern.length() > at + 3) {
            namedCapture(at + (pythonName ? 4 : 3));
        } else {
            flagGroup();
        }
    }

    private void namedCapture(int nameStart) throws ParseFailure {
        int close = pattern.indexOf('>', at);
        if (close < 0) {
            throw failure("invalid named capture", at, pattern.length());
        }
        boolean valid = close > nameStart;
        for (int i = nameStart; i < close; i++) {
            valid &= pattern.charAt(i) == '_' || EscapeParser.isAlphanumeric(pattern.charAt(i));
        }
        if (!valid) {
            throw failure("invalid named capture", at, close + 1);
        }
        tree.openCapture(at, flags, Optional.of(pattern.substring(nameStart, close)));
        at = close + 1;
    }

    /// `(?flags)`, `(?flags-flags)` and both forms with a colon.
    private void flagGroup() throws ParseFailure {
        int start = at;
        int on = 0;
        int off = 0;
        boolean negated = false;
        boolean sawFlag = false;
        for (at += 2; at < pattern.length(); ) {
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            int flag = switch (c) {
                case 'i' -> FOLD_CASE;
                case 'm' -> MULTI_LINE;
                case 's' -> DOT_NEWLINE;
                case 'U' -> UNGREEDY;
                default -> 0;
            };
            if (flag != 0) {
                on |= negated ? 0 : flag;
                off |= negated ? flag : 0;
                sawFlag = true;
            } else if (c == '-' && !negated) {
                negated = true;
                sawFlag = false;
            } else if ((c == ':' || c == ')') && (!negated || sawFlag)) {
                if (c == ':') {
                    tree.openGroup(start, flags);
                }
                flags = (flags | on) & ~off;
                return;
            } else {
                break;
            }
        }
        throw failure("invalid or unsupported Perl syntax", start, at);
    }

    private void escape() throws ParseFailure {
        int start = at;
        switch (at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0) {
            case 'A' -> assertion(RegexNode.Assertion.Kind.BEGIN_TEXT, 2);
            case 'z' -> assertion(RegexNode.Assertion.Kind.END_TEXT, 2);
            case 'b' -> assertion(RegexNode.Assertion.Kind.WORD_BOUNDARY, 2);
            case 'B' -> assertion(RegexNode.Assertion.Kind.NOT_WORD_BOUNDARY, 2);
            case 'C' -> throw failure("invalid escape sequence", at, at + 2);
            case 'Q' -> quoted();
            default -> {
                var group = escapes.classEscape(at, set(FOLD_CASE));
                if (group.isPresent()) {
                    at = group.get().end();
                    tree.add(new RegexNode.CharClass(group.get().set(), start, at));
                } else {
                    var escaped = escapes.character(at);
                    at = escaped.end();
                    literal(escaped.codePoint(), start);
                }
            }
        }
    }

    private void quoted() {
        int close = pattern.indexOf("\\E", at + 2);
        openQuote |= close < 0;
        int end = close < 0 ? pattern.length() : close;
        for (at += 2; at < end; ) {
            int start = at;
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            literal(c, start);
        }
        at = close < 0 ? end : close + 2;
    }
}
