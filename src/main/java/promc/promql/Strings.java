package promc.promql;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// String literals of PromQL: escapes checked and undone as in Prometheus' lexer and `strutil.Unquote`, and written as Go's `strconv.Quote`.
///
/// An escape can put a single byte (`\xff`) into a string. Where such bytes are no UTF-8, each of them is held as the lone surrogate `U+DC00 + byte`; no
/// other way leads to a lone surrogate, since a literal one is refused.
final class Strings {
    private static final int BYTE_BASE = 0xDC00;

    private Strings() {}

    /// What is wrong with a quoted literal, if anything is.
    static Optional<String> error(String literal) {
        char quote = literal.charAt(0);
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == '\uFFFD' || Character.isSurrogate(c) && !isPair(literal, i)) {
                return Optional.of("the string holds a character that is no valid UTF-8");
            }
            if (Character.isSurrogate(c)) {
                i++;
            } else if (c == '\\' && quote != '`') {
                Escape escape = escape(literal, i, quote);
                if (escape.error.isPresent()) {
                    return escape.error;
                }
                i = escape.end - 1;
            }
        }
        return Optional.empty();
    }

    /// Where the backslash of the first unknown escape sequence of a literal stands; -1 if there is none.
    static int badEscape(String literal) {
        char quote = literal.charAt(0);
        for (int i = 1; quote != '`' && i < literal.length() - 1; i++) {
            if (literal.charAt(i) == '\\') {
                Escape escape = escape(literal, i, quote);
                if (escape.error.isPresent()) {
                    return escape.error.get().startsWith("unknown") ? i : -1;
                }
                i = escape.end - 1;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private record Escape(int value, boolean isByte, int end, Optional<String> error) {
        static Escape wrong(String message) {
            return new Escape(0, false, 0, Optional.of(message));
        }
    }

    private static Escape escape(String text, int backslash, char quote) {
        int last = text.length() - 1;
        int i = backslash + 1;
        if (i >= last) {
            return Escape.wrong("escape sequence not terminated");
        }
        char c = text.charAt(i);
        int plain = "abfnrtv\\".indexOf(c);
        if (plain >= 0) {
            return new Escape("\u0007\b\f\n\r\t\u000b\\".charAt(plain), false, i + 1, Optional.empty());
        }
        if (c == quote) {
            return new Escape(c, false, i + 1, Optional.empty());
        }
        int length;
        int base;
        switch (c) {
            case 'x' -> { length = 2; base = 16; }
            case 'u' -> { length = 4; base = 16; }
            case 'U' -> { length = 8; base = 16; }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> { length = 3; base = 8; }
            default -> {
                return Escape.wrong("unknown escape sequence `\\" + Character.toString(text.codePointAt(i)) + "` in the string");
            }
        }
        int digit = base == 8 ? i : i + 1;
        long value = 0;
        for (int end = digit + length; digit < end; digit++) {
            int d = digit < last && text.charAt(digit) < 128 ? Character.digit(text.charAt(digit), base) : -1;
            if (d < 0) {
                return Escape.wrong("escape sequence `\\" + c + "` needs " + length + (base == 8 ? " octal digits" : " hexadecimal digits"));
            }
            value = value * base + d;
        }
        boolean isByte = base == 8 || c == 'x';
        if (isByte && value > 255 || value > Character.MAX_CODE_POINT || !isByte && 0xD800 <= value && value < 0xE000) {
            return Escape.wrong("escape sequence `" + text.substring(backslash, digit) + "` is no valid Unicode code point");
        }
        return new Escape((int) value, isByte, digit, Optional.empty());
    }

    /// The value of a literal without [#error(String)].
    static String unquote(String literal) {
        String body = literal.substring(1, literal.length() - 1);
        char quote = literal.charAt(0);
        if (quote == '`' || body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder out = new StringBuilder(body.length());
        boolean bytes = false;
        for (int i = 1; i < literal.length() - 1;) {
            char c = literal.charAt(i);
            if (c != '\\') {
                out.append(c);
                i++;
                continue;
            }
            Escape escape = escape(literal, i, quote);
            if (escape.isByte && escape.value > 127) {
                bytes = true;
                out.append((char) (BYTE_BASE + escape.value));
            } else {
                out.appendCodePoint(escape.value);
            }
            i = escape.end;
        }
        return bytes ? joinBytes(out) : out.toString();
    }

    /// Single bytes that make up a character together become that character.
    private static String joinBytes(CharSequence text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length();) {
            if (!isByte(text, i)) {
                out.append(text.charAt(i));
                i++;
                continue;
            }
            int length = characterLength(text, i);
            if (length == 0) {
                out.append(text.charAt(i));
                i++;
            } else {
                byte[] utf8 = new byte[length];
                for (int j = 0; j < length; j++) {
                    utf8[j] = (byte) (text.charAt(i + j) - BYTE_BASE);
                }
                out.append(new String(utf8, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return out.toString();
    }

    private static boolean isByte(CharSequence text, int i) {
        return i < text.length() && BYTE_BASE < text.charAt(i) && text.charAt(i) <= BYTE_BASE + 255
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /// How many bytes at `i` form one valid UTF-8 character; 0 if none do.
    private static int characterLength(CharSequence text, int i) {
        int lead = text.charAt(i) - BYTE_BASE;
        int length = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
        if (length == 0) {
            return 0;
        }
        int value = lead & 0xFF >> length + 1;
        for (int j = 1; j < length; j++) {
            if (!isByte(text, i + j) || (text.charAt(i + j) - BYTE_BASE & 0xC0) != 0x80) {
                return 0;
            }
            value = value << 6 | text.charAt(i + j) - BYTE_BASE & 0x3F;
        }
        int least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
        return value < least || value > Character.MAX_CODE_POINT || 0xD800 <= value && value < 0xE000 ? 0 : length;
    }

    /// True if `value` is text, that is without single bytes.
    static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                if (!isPair(value, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// `value` in double quotes as Go writes it.
    static void quote(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length();) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 11 -> out.append("\\v");
                default -> {
                    if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else if (c < 0x80) {
                        out.append(String.format("\\x%02x", c));
                    } else if (0xDC80 <= c && c <= 0xDCFF) {
                        out.append(String.format("\\x%02x", c - BYTE_BASE));
                    } else {
                        out.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPrintable(int c) {
        if (c < 0x80) {
            return 0x20 <= c && c < 0x7f;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
