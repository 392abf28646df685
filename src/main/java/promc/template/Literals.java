package promc.template;

import java.util.Arrays;
import java.util.Optional;
import promc.source.EmbeddedText.Origins;

/// What string and character constants stand for (Go's `strconv.Unquote` and `UnquoteChar`).
final class Literals {
    /// A decoded constant: character `i` of `value` comes from `[from[i], to[i])` of what is written, quotes counted.
    record Decoded(String value, Origins origins) {}

    private final String written;
    private final StringBuilder value = new StringBuilder();
    private final int[] from;
    private final int[] to;
    private int at = 1;

    private Literals(String written) {
        this.written = written;
        from = new int[written.length()];
        to = new int[written.length()];
    }

    /// What a string in double quotes or backquotes stands for; empty if it has an escape sequence that Go does not know. Bytes that are no text become U+FFFD.
    static Optional<Decoded> string(String written) {
        return new Literals(written).decode();
    }

    /// The code point of a character constant; empty if it is none.
    static Optional<Integer> character(String written) {
        if (written.length() < 3) {
            return Optional.empty();
        }
        Literals literal = new Literals(written);
        int c = literal.one('\'');
        return c >= 0 && literal.at == written.length() - 1 ? Optional.of(c) : Optional.empty();
    }

    private Optional<Decoded> decode() {
        int end = written.length() - 1;
        boolean raw = written.charAt(0) == '`';
        while (at < end) {
            int start = at;
            if (raw) {
                char c = written.charAt(at++);
                if (c != '\r') {
                    append(c, start);
                }
            } else {
                int c = one('"');
                if (c < 0) {
                    return Optional.empty();
                }
                append(c, start);
            }
        }
        int[] starts = Arrays.copyOf(from, value.length());
        int[] ends = Arrays.copyOf(to, value.length());
        return Optional.of(new Decoded(value.toString(), new Origins(starts, ends)));
    }

    private void append(int c, int start) {
        int before = value.length();
        value.appendCodePoint(c);
        for (int i = before; i < value.length(); i++) {
            from[i] = start;
            to[i] = at;
        }
    }

    /// The character at `at`, which moves on; negative if it is none.
    private int one(char quote) {
        int c = written.codePointAt(at);
        if (c != '\\') {
            at += Character.charCount(c);
            return c == quote ? -1 : c;
        }
        if (at + 1 >= written.length()) {
            return -1;
        }
        char kind = written.charAt(at + 1);
        at += 2;
        return switch (kind) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '\\' -> '\\';
            case '\'', '"' -> kind == quote ? kind : -1;
            case 'x' -> bytes(number(2, 16), quote);
            case 'u' -> rune(number(4, 16));
            case 'U' -> rune(number(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                int value = number(3, 8);
                yield value > 255 ? -1 : bytes(value, quote);
            }
            default -> -1;
        };
    }

    private int number(int digits, int radix) {
        long number = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < written.length() ? Character.digit(written.charAt(at), radix) : -1;
            if (digit < 0 || written.charAt(at) > 127) {
                return -1;
            }
            number = number * radix + digit;
            at++;
        }
        return number > Character.MAX_CODE_POINT ? -1 : (int) number;
    }

    private static int rune(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? -1 : c;
    }

    /// In a string the byte alone would have to be put together with its neighbours, in a character constant it is the number.
    private static int bytes(int value, char quote) {
        return value > 127 && quote == '"' ? 0xFFFD : value;
    }
}
