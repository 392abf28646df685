package promc.report;

/// Text of files as a terminal can show it: nothing in it moves the cursor or turns the writing direction, and its width in columns is known.
final class Printable {
    private static final int TAB = 4;
    private static final String REPLACED = "\uFFFD";

    private Printable() {}

    /// One line of text: line breaks and other control characters are written as escapes.
    static String line(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || turnsDirection(c)) {
                out = out == null ? new StringBuilder(text.substring(0, i)) : out;
                switch (c) {
                    case '\n' -> out.append("\\n");
                    case '\r' -> out.append("\\r");
                    case '\t' -> out.append("\\t");
                    default -> out.append(String.format("\\u%04x", (int) c));
                }
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? text : out.toString();
    }

    /// How one code point of a source line is shown.
    static String shown(int codePoint) {
        if (codePoint == '\t') {
            return " ".repeat(TAB);
        }
        return Character.isISOControl(codePoint) || turnsDirection(codePoint) ? REPLACED : Character.toString(codePoint);
    }

    /// How many columns [#shown] takes.
    static int width(int codePoint) {
        if (codePoint < 0x300) {
            return codePoint == '\t' ? TAB : 1;
        }
        if (turnsDirection(codePoint)) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /// The ranges of Unicode's East Asian Width W and F that terminals agree on.
    private static boolean isWide(int c) {
        return c >= 0x1100 && (c <= 0x115F
                || c >= 0x2E80 && c <= 0x303E
                || c >= 0x3041 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F680 && c <= 0x1F6FF
                || c >= 0x1F900 && c <= 0x1F9FF
                || c >= 0x20000 && c <= 0x3FFFD);
    }

    /// Bidirectional controls can make a line read as something it is not.
    private static boolean turnsDirection(int c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
