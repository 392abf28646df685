package promc.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.Amounts;
import promc.analysis.Capacity;
import promc.analysis.Capacity.Limit;
import promc.analysis.Capacity.Stop;
import promc.analysis.Range;
import promc.report.HtmlTable.Cell;

/// `promc capacity` as one page that needs nothing else: for each server its numbers with how they were reached, and its disk over time as a plot and as a table.
public final class CapacityHtml {
    private final Writer out;

    private CapacityHtml(Writer out) {
        this.out = out;
    }

    public static void write(CapacityReport report, Writer out) throws IOException {
        new CapacityHtml(out).page(report);
    }

    private void page(CapacityReport report) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\" />\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\" />\n")
                .append("<title>Capacity of this estate</title>\n<style>\n").append(CardinalityHtml.resource("cardinality.css")).append(CardinalityHtml.resource("capacity.css")).append("</style>\n</head>\n<body>\n")
                .append("<header>\n<h1>Capacity of this estate</h1>\n<p class=\"faint\">").append(Text.count(report.servers().size(), "server")).append("; ")
                .append(report.origins().isEmpty() ? "numbers as the estate tells them" : "numbers from " + HtmlTable.escape(String.join(", ", report.origins())))
                .append(". Made by ").append(Tool.NAME).append(' ').append(Tool.VERSION).append(".</p>\n</header>\n");
        for (int i = 0; i < report.servers().size(); i++) {
            server(report.servers().get(i), "server-" + (i + 1), report);
        }
        out.append("<script>\n//<![CDATA[\n").append(CardinalityHtml.resource("cardinality.js")).append("//]]>\n</script>\n</body>\n</html>\n");
    }

    private void server(CapacityReport.Server server, String id, CapacityReport report) throws IOException {
        out.append("<section aria-labelledby=\"").append(id).append("\">\n<h2 id=\"").append(id).append("\">").append(HtmlTable.escape(server.name())).append("</h2>\n<p class=\"faint\">")
                .append(HtmlTable.escape(server.file() + ":" + server.line())).append("</p>\n");
        if (!server.misfits().isEmpty()) {
            out.append("<div class=\"over\"><ul>\n");
            for (String misfit : server.misfits()) {
                out.append("<li>").append(HtmlTable.escape(misfit)).append("</li>\n");
            }
            out.append("</ul></div>\n");
        }
        out.append("<pre class=\"faint\">");
        StringWriter text = new StringWriter();
        new CapacityText(Style.PLAIN).numbers(server, report.growth(), text);
        out.append(HtmlTable.escape(text.toString())).append("</pre>\n");
        if (server.capacity().bytesPerSecond().isPresent()) {
            disk(server);
        }
        out.append("</section>\n");
    }

    private void disk(CapacityReport.Server server) throws IOException {
        Capacity capacity = server.capacity();
        List<Double> days = server.days();
        List<HtmlLines.Point> points = new ArrayList<>();
        // Many points, since a limit of size bends the line.
        int steps = 60;
        for (int i = 0; i <= steps; i++) {
            double day = days.getLast() * i / steps;
            points.add(new HtmlLines.Point(day, server.disk(day).orElseThrow()));
        }
        List<HtmlLines.Limit> limits = new ArrayList<>();
        for (Stop stop : capacity.stops()) {
            if (stop.limit() != Limit.TIME) {
                limits.add(new HtmlLines.Limit(CapacityReport.word(stop.limit()), stop.bytes().orElseThrow()));
            }
        }
        HtmlLines.write("Disk of " + server.name() + " over time", points, limits, out);
        HtmlTable table = new HtmlTable("Disk of " + server.name()).number("Days").number("Bytes, most likely").number("At least").number("At most");
        for (double day : days) {
            Optional<Range> disk = server.disk(day);
            table.row(Cell.number(Amounts.count(day), Math.round(day)), bytes(disk.orElseThrow().likely()), bytes(disk.get().low()), bytes(disk.get().high()));
        }
        table.write(out);
    }

    private static Cell bytes(double bytes) {
        return Cell.number(Amounts.bytes(bytes), Math.round(bytes));
    }
}
