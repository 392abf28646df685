package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A table of a page: headings are buttons by which the page's script sorts.
final class HtmlTable {
    private record Column(String title, boolean number) {}

    /// What a cell shows, already escaped, and its number where its column is one; unknown numbers sort below all others.
    record Cell(String html, String kind, long value) {
        static Cell text(String text) {
            return new Cell(escape(text), "", 0);
        }

        static Cell name(String text) {
            return new Cell(escape(text), "name", 0);
        }

        static Cell code(String text) {
            return new Cell(text.isEmpty() ? "" : "<code>" + escape(text) + "</code>", "", 0);
        }

        static Cell number(OptionalLong number) {
            return new Cell(number.isPresent() ? Cells.number(number.getAsLong()) : "", "number", number.orElse(-1));
        }

        static Cell number(long number) {
            return number(OptionalLong.of(number));
        }

        static Cell number(String shown, long value) {
            return new Cell(escape(shown), "number", value);
        }
    }

    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    HtmlTable(String caption) {
        this.caption = caption;
    }

    HtmlTable text(String title) {
        columns.add(new Column(title, false));
        return this;
    }

    HtmlTable number(String title) {
        columns.add(new Column(title, true));
        return this;
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    void write(Writer out) throws IOException {
        if (rows.isEmpty()) {
            out.append("<p class=\"faint\">There are none.</p>\n");
            return;
        }
        // A region that scrolls can be reached by keyboard.
        out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").append(escape(caption)).append("\">\n<table>\n<caption>").append(escape(caption)).append(" (")
                .append(Cells.number(rows.size())).append(")</caption>\n<thead><tr>");
        for (Column column : columns) {
            out.append("<th scope=\"col\"").append(column.number ? " class=\"number\"" : "").append("><button type=\"button\">").append(escape(column.title)).append("</button></th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : rows) {
            out.append("<tr>");
            for (Cell cell : row) {
                out.append("<td").append(cell.kind.isEmpty() ? "" : " class=\"" + cell.kind + "\"").append(cell.kind.equals("number") ? " data-value=\"" + cell.value + "\"" : "").append('>')
                        .append(cell.html).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
    }

    /// Text as HTML and XML take it between tags and in quoted attributes; characters that XML has not are shown as a replacement.
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\n' && c != '\t' || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }
}
