package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import promc.analysis.Amounts;
import promc.analysis.Range;

/// A plot of bytes over days as SVG: a line, the range around it, and limits across it.
final class HtmlLines {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 300;
    private static final int LEFT = 90;
    private static final int RIGHT = 140;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;
    private static final int TICKS = 5;

    private HtmlLines() {}

    /// `days` from zero up.
    record Point(double days, Range bytes) {}

    /// A height that must not be reached.
    record Limit(String name, double bytes) {}

    static void write(String title, List<Point> points, List<Limit> limits, Writer out) throws IOException {
        double lastDay = points.getLast().days();
        double highest = points.stream().mapToDouble(point -> point.bytes().high()).max().orElse(1);
        // A limit far above what is ever needed would press the line to the ground.
        List<Limit> shown = limits.stream().filter(limit -> limit.bytes() <= 4 * highest).toList();
        double most = 1.05 * shown.stream().mapToDouble(Limit::bytes).reduce(highest, Math::max);
        String what = title + ": " + Amounts.bytes(points.getLast().bytes().likely()) + " after " + Amounts.duration(lastDay * CapacityReport.DAY)
                + String.join("", shown.stream().map(limit -> ", " + limit.name() + " " + Amounts.bytes(limit.bytes())).toList());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(WIDTH + " " + HEIGHT).append("\" role=\"img\" aria-label=\"").append(HtmlTable.escape(what)).append("\">\n<title>")
                .append(HtmlTable.escape(title)).append("</title>\n");
        for (int i = 0; i <= TICKS; i++) {
            double bytes = most * i / TICKS;
            line("axis", LEFT, y(bytes, most), WIDTH - RIGHT, y(bytes, most), out);
            text("end", "value", LEFT - 8, y(bytes, most) + 4, i == 0 ? "0" : Amounts.bytes(bytes), out);
            double day = lastDay * i / TICKS;
            text("middle", "value", x(day, lastDay), HEIGHT - BOTTOM + 18, i == 0 ? "0" : Amounts.duration(day * CapacityReport.DAY), out);
        }
        List<String> band = new ArrayList<>();
        points.forEach(point -> band.add(pair(x(point.days(), lastDay), y(point.bytes().high(), most))));
        points.reversed().forEach(point -> band.add(pair(x(point.days(), lastDay), y(point.bytes().low(), most))));
        out.append("<polygon class=\"band\" points=\"").append(String.join(" ", band)).append("\"/>\n");
        out.append("<polyline class=\"likely\" points=\"").append(String.join(" ", points.stream().map(point -> pair(x(point.days(), lastDay), y(point.bytes().likely(), most))).toList())).append("\"/>\n");
        for (Limit limit : shown) {
            line("limit", LEFT, y(limit.bytes(), most), WIDTH - RIGHT, y(limit.bytes(), most), out);
            text("start", "limit", WIDTH - RIGHT + 8, y(limit.bytes(), most) + 4, limit.name() + " " + Amounts.bytes(limit.bytes()), out);
        }
        out.append("</svg>\n");
    }

    private static double x(double day, double last) {
        return LEFT + day / last * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double bytes, double most) {
        return HEIGHT - BOTTOM - bytes / most * (HEIGHT - TOP - BOTTOM);
    }

    private static void line(String kind, double x1, double y1, double x2, double y2, Writer out) throws IOException {
        out.append("<line class=\"").append(kind).append("\" x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1)).append("\" x2=\"").append(number(x2)).append("\" y2=\"").append(number(y2)).append("\"/>\n");
    }

    private static void text(String anchor, String kind, double x, double y, String text, Writer out) throws IOException {
        out.append("<text class=\"").append(kind).append("\" text-anchor=\"").append(anchor).append("\" x=\"").append(number(x)).append("\" y=\"").append(number(y)).append("\">").append(HtmlTable.escape(text))
                .append("</text>\n");
    }

    private static String pair(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
