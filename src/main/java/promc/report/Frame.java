package promc.report;

import java.io.IOException;
import java.util.Optional;
import promc.source.SourceFile;
import promc.source.Span;

/// A place in a file as people see it: `--> file:line:column`, the source line, and carets under what is meant.
/// Carets stand under the columns a terminal uses, so a tab counts four and a wide character two. Of a span over several lines the first and last are shown.
final class Frame {
    /// A longer line is cut around the span: a minified file must not flood the terminal.
    private static final int MAX_LINE = 200;
    private static final int CONTEXT = 60;
    private static final String HIDDEN = "***";

    private final Style style;
    private final Appendable out;
    private final Optional<Span> secret;

    /// `secret` is a part of the file that is not shown, but for three stars.
    Frame(Style style, Appendable out, Optional<Span> secret) {
        this.style = style;
        this.out = out;
        this.secret = secret;
    }

    /// The digits of the largest line number the span needs.
    static int digits(SourceFile file, Span span) {
        return Integer.toString(lastLine(file, span)).length();
    }

    /// `path` is what is shown for the file, `digits` the width of the line numbers, `label` stands behind the last caret line.
    void write(SourceFile file, Span span, String path, int digits, String label) throws IOException {
        int first = file.line(span.start());
        int last = lastLine(file, span);
        String margin = " ".repeat(digits + 1);
        out.append(margin).append(style.frame("-->")).append(' ').append(Printable.line(path)).append(':')
                .append(file.location(span.start()).toString()).append('\n');
        out.append(margin).append(style.frame("|")).append('\n');
        if (first == last) {
            row(file, first, span, digits, label);
            return;
        }
        Span head = file.lineSpan(first);
        row(file, first, new Span(span.start(), Math.max(span.start(), head.end())), digits, "");
        if (last > first + 1) {
            out.append(style.frame(".".repeat(Math.max(3, digits)))).append('\n');
        }
        Span tail = file.lineSpan(last);
        String text = tail.of(file.text());
        int indent = text.length() - text.stripLeading().length();
        row(file, last, new Span(Math.min(tail.start() + indent, span.end()), span.end()), digits, label);
    }

    private static int lastLine(SourceFile file, Span span) {
        return file.line(span.isEmpty() ? span.start() : span.end() - 1);
    }

    private void row(SourceFile file, int number, Span marked, int digits, String label) throws IOException {
        Span line = file.lineSpan(number);
        int from = line.start();
        int to = line.end();
        int start = Math.min(marked.start(), line.end());
        if (line.length() > MAX_LINE) {
            from = start - line.start() <= MAX_LINE / 2 ? line.start() : boundary(file.text(), start - CONTEXT);
            to = boundary(file.text(), Math.min(line.end(), from + MAX_LINE));
        }
        int end = Math.clamp(marked.end(), start, Math.max(start, to));
        String text = file.text();
        StringBuilder shown = new StringBuilder();
        int before = 0;
        int under = 0;
        if (from > line.start()) {
            shown.append('…');
            before++;
        }
        for (int i = from; i < to; ) {
            if (secret.isPresent() && i >= secret.get().start() && i < secret.get().end()) {
                shown.append(HIDDEN);
                before += i < start ? HIDDEN.length() : 0;
                i = secret.get().end();
                continue;
            }
            int codePoint = text.codePointAt(i);
            shown.append(Printable.shown(codePoint));
            int width = Printable.width(codePoint);
            if (i < start) {
                before += width;
            } else if (i < end) {
                under += width;
            }
            i += Character.charCount(codePoint);
        }
        if (to < line.end()) {
            shown.append('…');
        }
        String source = shown.toString().stripTrailing();
        String count = Integer.toString(number);
        out.append(style.frame(" ".repeat(Math.max(0, digits - count.length())) + count + " |")).append(source.isEmpty() ? "" : " ").append(source).append('\n');
        out.append(" ".repeat(digits + 1)).append(style.frame("|")).append(' ').append(" ".repeat(before))
                .append(style.strong("^".repeat(Math.max(1, under)))).append(label.isEmpty() ? "" : " " + label).append('\n');
    }

    private static int boundary(String text, int offset) {
        return offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset)) ? offset - 1 : offset;
    }
}
