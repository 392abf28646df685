package promc.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import promc.report.GraphReport.Edge;
import promc.report.GraphReport.Group;
import promc.report.GraphReport.Kind;
import promc.report.GraphReport.Node;

/// `promc graph` as a picture that needs nothing else: columns from what is scraped to alerts, a stripe of one colour for each group, light or dark as the reader's system is. Pointing at a node shows
/// where it is defined and its expression, at an edge the selector.
public final class GraphSvg {
    /// A picture of more is a wall; it would also take minutes to lay out.
    public static final int MAX_NODES = 3_000;
    public static final int MAX_EDGES = 10_000;

    private static final double ROW = 44;
    private static final double BOX = 34;
    private static final double GAP = 74;
    private static final double MARGIN = 24;
    private static final double HEAD = 78;
    private static final double CHARACTER = 7.25;
    private static final int MOST_CHARACTERS = 46;
    private static final double NARROWEST = 90;
    /// The legend needs so much.
    private static final double NARROWEST_PICTURE = 960;
    /// Stripes repeat their colours behind as many groups.
    private static final int COLOURS = 10;

    private final GraphReport report;
    private final GraphLayout layout;
    private final Writer out;

    private GraphSvg(GraphReport report, Writer out) {
        this.report = report;
        this.out = out;
        this.layout = GraphLayout.of(report, ROW, GAP, report.nodes().stream().mapToDouble(GraphSvg::width).toArray());
    }

    /// False if there is too much to draw.
    public static boolean canDraw(GraphReport report) {
        return report.nodes().size() <= MAX_NODES && report.edges().size() <= MAX_EDGES;
    }

    public static void write(GraphReport report, Writer out) throws IOException {
        new GraphSvg(report, out).write();
    }

    private void write() throws IOException {
        double wide = Math.max(NARROWEST_PICTURE, layout.width() + 2 * MARGIN);
        double high = HEAD + layout.height() + MARGIN;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(number(wide)).append("\" height=\"").append(number(high)).append("\" viewBox=\"0 0 ").append(number(wide)).append(' ')
                .append(number(high)).append("\" role=\"img\" aria-label=\"").append(HtmlTable.escape(summary())).append("\">\n<title>Rules of this estate</title>\n<style>\n")
                .append(resource()).append("</style>\n<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
        head();
        out.append("<g class=\"edges\">\n");
        for (int i = 0; i < report.edges().size(); i++) {
            edge(report.edges().get(i), layout.bends(i));
        }
        out.append("</g>\n<g class=\"nodes\">\n");
        for (int i = 0; i < report.nodes().size(); i++) {
            node(report.nodes().get(i), i);
        }
        out.append("</g>\n</svg>\n");
    }

    private String summary() {
        List<String> parts = new ArrayList<>(List.of(Text.count(count(Kind.RECORDING), "recording rule"), Text.count(count(Kind.ALERT), "alert"), Text.count(report.groups().size(), "group")));
        if (count(Kind.METRIC) > 0) {
            parts.add(Text.count(count(Kind.METRIC), "metric") + " from elsewhere");
        }
        if (count(Kind.DASHBOARD) > 0) {
            parts.add(Text.count(count(Kind.DASHBOARD), "dashboard"));
        }
        return String.join(", ", parts);
    }

    private int count(Kind kind) {
        return (int) report.nodes().stream().filter(node -> node.kind() == kind).count();
    }

    private void head() throws IOException {
        out.append("<text class=\"heading\" x=\"").append(number(MARGIN)).append("\" y=\"30\">Rules of this estate</text>\n<text class=\"faint\" x=\"").append(number(MARGIN + 200)).append("\" y=\"30\">")
                .append(summary()).append("</text>\n");
        double x = MARGIN;
        for (Kind kind : Kind.values()) {
            if (count(kind) > 0) {
                out.append("<rect class=\"box ").append(kind.word()).append("\" x=\"").append(number(x)).append("\" y=\"44\" width=\"16\" height=\"14\" rx=\"").append(radius(kind, 14)).append("\"/>");
                x = legend(x + 22, kind == Kind.RECORDING ? "recording rule" : kind == Kind.FEDERATION ? "federation job" : kind == Kind.METRIC ? "metric from elsewhere" : kind.word());
            }
        }
        x = line(x, "", "reads");
        x = report.edges().stream().anyMatch(edge -> !edge.sure()) ? line(x, "maybe", "may read") : x;
        x = report.edges().stream().anyMatch(Edge::past) ? line(x, "past", "reads earlier values") : x;
        if (report.edges().stream().anyMatch(Edge::late)) {
            line(x, "late", "an evaluation late");
        }
        out.append('\n');
    }

    private double line(double x, String look, String text) throws IOException {
        out.append("<path class=\"edge ").append(look).append("\" d=\"M").append(number(x)).append(" 51h26\"/>");
        return legend(x + 32, text);
    }

    private double legend(double x, String text) throws IOException {
        out.append("<text class=\"legend\" x=\"").append(number(x)).append("\" y=\"55\">").append(text).append("</text>\n");
        return x + text.length() * 6.4 + 22;
    }

    private void edge(Edge edge, double[] bends) throws IOException {
        int from = layout.column(edge.from());
        int to = layout.column(edge.to());
        double x = MARGIN + layout.left(edge.from(), from) + width(report.nodes().get(edge.from()));
        double y = HEAD + layout.y(edge.from());
        double end = MARGIN + layout.left(edge.to(), to);
        double target = HEAD + layout.y(edge.to());
        StringBuilder path = new StringBuilder("M").append(number(x)).append(' ').append(number(y));
        if (from >= to) {
            // Back, around the boxes: out on the right, in on the left.
            double below = Math.max(y, target) + ROW / 2 + 1;
            path.append("C").append(points(x + 46, y, x + 46, below, x, below)).append("L").append(number(end)).append(' ').append(number(below))
                    .append("C").append(points(end - 46, below, end - 46, target, end, target));
        } else {
            int column = from;
            for (double bend : bends) {
                column++;
                curve(path, x, y, MARGIN + layout.left(edge.from(), column), HEAD + bend);
                x = MARGIN + layout.right(edge.from(), column);
                y = HEAD + bend;
                path.append("H").append(number(x));
            }
            if (bends.length == 0) {
                // Boxes are as wide as their text; edges turn behind the widest of the column.
                x = MARGIN + layout.right(edge.from(), from);
                path.append("H").append(number(x));
            }
            curve(path, x, y, end, target);
        }
        String look = edge.late() ? " late" : edge.past() ? " past" : edge.sure() ? "" : " maybe";
        out.append("<path class=\"edge").append(look).append("\" d=\"").append(path).append("\"><title>").append(HtmlTable.escape(report.nodes().get(edge.to()).name() + " reads " + edge.selector() + "\n"
                + edge.place().file() + ":" + edge.place().line())).append("</title></path><path class=\"tip").append(look).append("\" d=\"M").append(number(end)).append(' ')
                .append(number(target)).append("l-7 -3.5v7z\"/>\n");
    }

    private static void curve(StringBuilder path, double x, double y, double toX, double toY) {
        double middle = (x + toX) / 2;
        path.append("C").append(points(middle, y, middle, toY, toX, toY));
    }

    private static String points(double... coordinates) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < coordinates.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(coordinates[i]));
        }
        return points.toString();
    }

    private void node(Node node, int index) throws IOException {
        double x = MARGIN + layout.left(index, layout.column(index));
        double y = HEAD + layout.y(index) - BOX / 2;
        String under = under(node);
        String where = node.place().map(place -> "\n" + place.file() + ":" + place.line()).orElse("");
        String group = node.group().map(of -> "\ngroup " + report.groups().get(of).name()).orElse("");
        out.append("<g transform=\"translate(").append(number(x)).append(' ').append(number(y)).append(")\"><title>")
                .append(HtmlTable.escape(node.name() + group + where + (node.expr().isEmpty() ? "" : "\n\n" + node.expr()))).append("</title><rect class=\"box ").append(node.kind().word())
                .append("\" width=\"").append(number(width(node))).append("\" height=\"").append(number(BOX)).append("\" rx=\"").append(radius(node.kind(), BOX)).append("\"/>");
        if (node.group().isPresent()) {
            out.append("<rect class=\"stripe s").append(String.valueOf(node.group().get() % COLOURS)).append("\" x=\"1\" y=\"4\" width=\"4\" height=\"").append(number(BOX - 8)).append("\" rx=\"2\"/>");
        }
        out.append("<text class=\"name\" x=\"").append(node.group().isPresent() ? "12" : "14").append("\" y=\"").append(under.isEmpty() ? "21" : "15").append("\">")
                .append(HtmlTable.escape(cut(node.name(), MOST_CHARACTERS))).append("</text>");
        if (!under.isEmpty()) {
            out.append("<text class=\"under\" x=\"12\" y=\"28\">").append(HtmlTable.escape(cut(under, (int) (width(node) / 5.6) - 3))).append("</text>");
        }
        out.append("</g>\n");
    }

    private String under(Node node) {
        return node.group().map(report.groups()::get).map(Group::name).orElse("");
    }

    private static String radius(Kind kind, double height) {
        return switch (kind) {
            case METRIC -> number(height / 2);
            case JOB, FEDERATION -> "2";
            case RECORDING -> "6";
            case ALERT -> "6";
            case DASHBOARD -> "0";
        };
    }

    private static double width(Node node) {
        return Math.max(NARROWEST, cut(node.name(), MOST_CHARACTERS).codePointCount(0, cut(node.name(), MOST_CHARACTERS).length()) * CHARACTER + 28);
    }

    /// Long names lose their middle: what tells names of a family apart stands at their ends.
    private static String cut(String name, int most) {
        String line = Printable.line(name);
        int length = line.codePointCount(0, line.length());
        if (length <= most) {
            return line;
        }
        int head = Math.max(0, (most - 1) * 3 / 5);
        int tail = Math.max(0, most - 1 - head);
        return line.substring(0, line.offsetByCodePoints(0, head)) + "\u2026" + line.substring(line.offsetByCodePoints(0, length - tail));
    }

    private static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }

    private static String resource() {
        try (InputStream in = GraphSvg.class.getResourceAsStream("graph.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
