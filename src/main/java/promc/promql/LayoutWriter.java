package promc.promql;

/// Writes tokens with their comments, line by line. A line break is written when something follows it, so no line ends in blanks; whatever comes behind a comment starts a new line.
final class LayoutWriter {
    static final int INDENT = 2;

    private final LayoutTokens tokens;
    private final StringBuilder out = new StringBuilder();
    private int indent;
    private int column;
    private boolean fresh = true;

    LayoutWriter(LayoutTokens tokens) {
        this.tokens = tokens;
    }

    void indent(int by) {
        indent += by;
    }

    int indent() {
        return indent;
    }

    void newline() {
        fresh = true;
    }

    /// The column at which token `i` would be written.
    int column(int i) {
        return fresh ? indent : column + (tokens.isSpaced(i) ? 1 : 0);
    }

    void token(int i) {
        above(i);
        text(tokens.text(i), tokens.isSpaced(i));
        behind(i);
    }

    void tokens(int from, int to) {
        for (int i = from; i <= to; i++) {
            token(i);
        }
    }

    /// A closing token on a line of its own; comments above it stand with what it closes.
    void closing(int i) {
        above(i);
        indent -= INDENT;
        newline();
        text(tokens.text(i), false);
        behind(i);
    }

    private void behind(int i) {
        for (LayoutTokens.Comment comment : tokens.behind(i)) {
            text(comment.text(), true);
            newline();
        }
    }

    void end() {
        above(tokens.count());
    }

    private void above(int i) {
        for (LayoutTokens.Comment comment : tokens.above(i)) {
            newline();
            if (comment.afterBlank() && !out.isEmpty()) {
                out.append('\n');
            }
            text(comment.text(), false);
            newline();
        }
    }

    private void text(String text, boolean spaced) {
        if (fresh) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            out.repeat(' ', indent);
            column = indent;
        } else if (spaced) {
            out.append(' ');
            column++;
        }
        fresh = false;
        out.append(text);
        int line = text.lastIndexOf('\n');
        column = line < 0 ? column + text.codePointCount(0, text.length()) : text.codePointCount(line + 1, text.length());
    }

    @Override public String toString() {
        return out.toString();
    }
}
