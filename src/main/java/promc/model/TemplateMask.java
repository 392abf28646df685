package promc.model;

/// Hides the actions of a template (Helm, Jinja) so that the YAML around them can be read where it lies, without rendering anything: an action that stands alone on its lines becomes
/// blanks, one inside a line becomes a word. The text keeps its length, so every place stays where it is. What an action would have written is not known: whoever reads on
/// must not trust text that holds one.
final class TemplateMask {
    private TemplateMask() {}

    static String mask(String text) {
        StringBuilder masked = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int start = next(text, at);
            if (start < 0) {
                break;
            }
            int end = end(text, start);
            boolean alone = isBlank(masked, lineStart(text, start), start) && isBlankOrActions(text, end);
            for (int i = start; i < end; i++) {
                char c = text.charAt(i);
                if (c != '\n' && c != '\r') {
                    masked.setCharAt(i, alone ? ' ' : 'x');
                } else if (!alone) {
                    masked.setCharAt(i, ' ');
                }
            }
            at = end;
        }
        return masked.toString();
    }

    /// Hides the braces of variables such as `${NAME}`, so that YAML takes them for words wherever they stand; they still begin with `$`.
    static String variables(String text) {
        StringBuilder masked = new StringBuilder(text);
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", start + 1)) {
            int end = start + 2;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            if (end > start + 2 && end < text.length() && text.charAt(end) == '}') {
                masked.setCharAt(start + 1, '_');
                masked.setCharAt(end, '_');
            }
        }
        return masked.toString();
    }

    private static int next(String text, int from) {
        int go = text.indexOf("{{", from);
        int jinja = text.indexOf("{%", from);
        return go < 0 ? jinja : jinja < 0 ? go : Math.min(go, jinja);
    }

    /// Behind the end of the action that starts at `start`; quoted text inside it may hold its closing braces.
    private static int end(String text, int start) {
        String close = text.startsWith("{%", start) ? "%}" : "}}";
        char quote = 0;
        for (int i = start + 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote != '`') {
                    i++;
                } else if (c == quote || c == '\n' && quote != '`') {
                    quote = 0;
                }
            } else if (c == '"' || c == '`') {
                quote = c;
            } else if (text.startsWith(close, i)) {
                return i + 2;
            }
        }
        return text.length();
    }

    private static int lineStart(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static boolean isBlank(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    /// True if the rest of the line holds nothing but blanks and further actions.
    private static boolean isBlankOrActions(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '\n') {
            if (text.startsWith("{{", i) || text.startsWith("{%", i)) {
                i = end(text, i);
            } else if (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\r') {
                i++;
            } else {
                return false;
            }
        }
        return true;
    }
}
