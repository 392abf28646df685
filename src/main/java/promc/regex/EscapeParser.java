package promc.regex;

import java.util.Map;
import java.util.Optional;

/// Reads what may follow a backslash, inside and outside of brackets.
final class EscapeParser {
    private static final CodePointSet DIGIT = CodePointSet.of('0', '9');
    private static final CodePointSet SPACE = CodePointSet.of('\t', '\n', '\f', '\r', ' ', ' ');
    static final CodePointSet WORD = CodePointSet.of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
    private static final Map<Character, CodePointSet> PERL = Map.of('d', DIGIT, 's', SPACE, 'w', WORD);

    private static final int MAX_OCTAL_DIGITS = 3;

    private final String pattern;
    private final UnicodeClasses.Names names;

    EscapeParser(String pattern, UnicodeClasses.Names names) {
        this.pattern = pattern;
        this.names = names;
    }

    /// A set of characters and the offset behind it.
    record SetAt(CodePointSet set, int end) {
    }

    /// One character and the offset behind it.
    record CharAt(int codePoint, int end) {
    }

    static boolean isAlphanumeric(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    ParseFailure failure(String message, int start, int end) {
        return new ParseFailure(new RegexError(message + ": `" + pattern.substring(start, end) + "`", start, end));
    }

    /// `\d`, `\W`, `\pL`, `\p{^Greek}` and the like at `start`; empty when the backslash begins something else.
    Optional<SetAt> classEscape(int start, boolean foldCase) throws ParseFailure {
        if (start + 1 >= pattern.length() || pattern.charAt(start) != '\\') {
            return Optional.empty();
        }
        char letter = pattern.charAt(start + 1);
        if (letter == 'p' || letter == 'P') {
            return Optional.of(unicodeClass(start, foldCase));
        }
        var perl = PERL.get((char) (letter | 0x20));
        if (perl == null) {
            return Optional.empty();
        }
        return Optional.of(new SetAt(signed(perl, foldCase, letter < 'a'), start + 2));
    }

    /// The set, closed under folding first, then negated: the order that Go keeps.
    static CodePointSet signed(CodePointSet set, boolean foldCase, boolean negated) {
        var closed = foldCase ? CaseFolding.close(set) : set;
        return negated ? closed.complement() : closed;
    }

    private SetAt unicodeClass(int start, boolean foldCase) throws ParseFailure {
        boolean negated = pattern.charAt(start + 1) == 'P';
        int nameStart = start + 2;
        int nameEnd;
        int end;
        if (nameStart < pattern.length() && pattern.charAt(nameStart) == '{') {
            nameStart++;
            nameEnd = pattern.indexOf('}', start);
            if (nameEnd < 0) {
                throw failure("invalid character class range", start, pattern.length());
            }
            end = nameEnd + 1;
        } else {
            nameEnd = nameStart < pattern.length() ? nameStart + Character.charCount(pattern.codePointAt(nameStart)) : nameStart;
            end = nameEnd;
        }
        var name = pattern.substring(nameStart, nameEnd);
        if (name.startsWith("^")) {
            negated = !negated;
            name = name.substring(1);
        }
        var set = UnicodeClasses.named(name, names);
        if (set.isEmpty()) {
            throw failure("invalid character class range", start, end);
        }
        return new SetAt(signed(set.get(), foldCase, negated), end);
    }

    /// The single character that the escape at `start` stands for.
    CharAt character(int start) throws ParseFailure {
        int at = start + 1;
        if (at >= pattern.length()) {
            throw new ParseFailure(new RegexError("trailing backslash at end of expression: ``", start, at));
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        switch (c) {
            case '1', '2', '3', '4', '5', '6', '7':
                // One digit alone would be a back-reference, which RE2 has not.
                if (octal(at) < 0) {
                    throw failure("invalid escape sequence", start, at);
                }
                return octalNumber(c, at);
            case '0':
                return octalNumber(c, at);
            case 'x':
                return hexadecimal(start, at);
            case 'a':
                return new CharAt(7, at);
            case 'f':
                return new CharAt('\f', at);
            case 'n':
                return new CharAt('\n', at);
            case 'r':
                return new CharAt('\r', at);
            case 't':
                return new CharAt('\t', at);
            case 'v':
                return new CharAt(0x0B, at);
            default:
                if (c < 0x80 && !isAlphanumeric(c)) {
                    return new CharAt(c, at);
                }
                throw failure("invalid escape sequence", start, at);
        }
    }

    private int octal(int at) {
        return at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '7' ? pattern.charAt(at) - '0' : -1;
    }

    private CharAt octalNumber(int first, int from) {
        int at = from;
        int value = first - '0';
        for (int i = 1; i < MAX_OCTAL_DIGITS && octal(at) >= 0; i++) {
            value = value * 8 + octal(at++);
        }
        return new CharAt(value, at);
    }

    private CharAt hexadecimal(int start, int from) throws ParseFailure {
        int at = from;
        if (at < pattern.length() && pattern.charAt(at) == '{') {
            int value = 0;
            int digits = 0;
            for (at++; at < pattern.length(); digits++) {
                int c = pattern.codePointAt(at);
                at += Character.charCount(c);
                if (c == '}') {
                    if (digits == 0) {
                        break;
                    }
                    return new CharAt(value, at);
                }
                int digit = hexDigit(c);
                value = value * 16 + digit;
                if (digit < 0 || value > Character.MAX_CODE_POINT) {
                    break;
                }
            }
            throw failure("invalid escape sequence", start, at);
        }
        int value = 0;
        boolean valid = true;
        for (int i = 0; i < 2 && at < pattern.length(); i++) {
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            valid &= hexDigit(c) >= 0;
            value = value * 16 + hexDigit(c);
        }
        if (!valid || at < from + 2) {
            throw failure("invalid escape sequence", start, at);
        }
        return new CharAt(value, at);
    }

    /// ASCII digits only: other scripts have digits too, and Go takes none of them.
    private static int hexDigit(int c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
