package promc.model;

import promc.model.Dashboard.Filled;

/// Puts something that PromQL can be in the place of Grafana's variables (`$name`, `${name}`, `${name:format}`, `[[name]]`), character by character, so that every place stays where it is.
final class GrafanaVariables {
    private static final String DURATION = "1m";

    private final String text;
    private final StringBuilder masked;
    private Filled filled = Filled.NOTHING;

    private GrafanaVariables(String text) {
        this.text = text;
        this.masked = new StringBuilder(text);
    }

    /// A text of the same length without variables.
    record Masked(String text, Filled filled) {}

    static Masked mask(String text) {
        GrafanaVariables variables = new GrafanaVariables(text);
        variables.run();
        return new Masked(variables.masked.toString(), variables.filled);
    }

    private void run() {
        char quote = 0;
        int brackets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = end(i);
            if (end > i) {
                if (quote != 0) {
                    fill(i, end, 'x', Filled.VALUES);
                } else if (brackets > 0) {
                    duration(i, end);
                } else {
                    outside(i, end);
                }
                i = end - 1;
            } else if (quote != 0) {
                if (c == '\\' && quote != '`') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '#') {
                int line = text.indexOf('\n', i);
                i = line < 0 ? text.length() : line;
            } else if (c == '[') {
                brackets++;
            } else if (c == ']') {
                brackets = Math.max(0, brackets - 1);
            }
        }
    }

    /// Behind the variable that begins at `start`; `start` itself if none does.
    private int end(int start) {
        if (text.startsWith("${", start) || text.startsWith("[[", start)) {
            String close = text.charAt(start) == '$' ? "}" : "]]";
            int end = text.indexOf(close, start + 2);
            return end > start + 2 && isName(text.charAt(start + 2)) ? end + close.length() : start;
        }
        if (text.charAt(start) != '$' || start + 1 >= text.length() || !isName(text.charAt(start + 1)) || Character.isDigit(text.charAt(start + 1))) {
            return start;
        }
        int end = start + 1;
        while (end < text.length() && isName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private char at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : 0;
    }

    /// Inside square brackets: a duration, or the number of one where its unit stands behind the variable.
    private void duration(int start, int end) {
        if (Character.isLetter(at(end))) {
            fill(start, end, '1', Filled.VALUES);
        } else if (Character.isDigit(at(start - 1))) {
            filled = Filled.SYNTAX;
        } else {
            fill(start, end, ' ', Filled.VALUES);
            masked.replace(start, start + DURATION.length(), DURATION);
        }
    }

    /// Where only the variable knows what stands there; a word is the likeliest. Behind `offset` it is a duration, and in a list of matchers it may be whole matchers.
    private void outside(int start, int end) {
        int before = start - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        int after = end;
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        if (text.substring(0, before + 1).endsWith("offset")) {
            duration(start, end);
            return;
        }
        boolean matchers = (at(before) == '{' || at(before) == ',') && (at(after) == '}' || at(after) == ',') && text.lastIndexOf('{', before) > text.lastIndexOf('}', before);
        fill(start, end, matchers ? ' ' : 'x', Filled.SYNTAX);
        if (matchers && at(after) == ',') {
            masked.setCharAt(after, ' ');
        }
    }

    private void fill(int start, int end, char with, Filled how) {
        for (int i = start; i < end; i++) {
            masked.setCharAt(i, with);
        }
        filled = filled.compareTo(how) >= 0 ? filled : how;
    }
}
