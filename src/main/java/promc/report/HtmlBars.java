package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// A plot of horizontal bars as SVG.
final class HtmlBars {
    private static final int WIDTH = 960;
    private static final int LABELS = 340;
    private static final int NUMBERS = 110;
    private static final int ROW = 22;
    private static final int HEIGHT = 14;
    /// Longer names are cut; the table below has them whole.
    private static final int MOST_CHARACTERS = 44;

    private HtmlBars() {}

    /// `kind` is a class of the style sheet, or empty.
    record Bar(String name, long value, String kind) {}

    static void write(String title, List<Bar> bars, Writer out) throws IOException {
        long largest = bars.stream().mapToLong(Bar::value).max().orElse(0);
        String what = title + ": " + String.join(", ", bars.stream().limit(3).map(bar -> bar.name + " " + Cells.number(bar.value)).toList()) + (bars.size() > 3 ? " and " + (bars.size() - 3) + " more" : "");
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(WIDTH + " ").append(String.valueOf(bars.size() * ROW + 4)).append("\" role=\"img\" aria-label=\"")
                .append(HtmlTable.escape(what)).append("\">\n<title>").append(HtmlTable.escape(title)).append("</title>\n");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int top = i * ROW + 4;
            long width = largest == 0 ? 0 : Math.max(bar.value > 0 ? 1 : 0, Math.round((double) bar.value / largest * (WIDTH - LABELS - NUMBERS)));
            out.append("<text x=\"").append(String.valueOf(LABELS - 8)).append("\" y=\"").append(String.valueOf(top + 11)).append("\" text-anchor=\"end\">")
                    .append(HtmlTable.escape(cut(bar.name))).append("</text>");
            out.append("<rect x=\"").append(String.valueOf(LABELS)).append("\" y=\"").append(String.valueOf(top)).append("\" width=\"").append(String.valueOf(width)).append("\" height=\"")
                    .append(String.valueOf(HEIGHT)).append("\" rx=\"2\"").append(bar.kind.isEmpty() ? "" : " class=\"" + bar.kind + "\"").append("><title>")
                    .append(HtmlTable.escape(bar.name + ": " + Cells.number(bar.value) + (bar.kind.isEmpty() ? "" : ", " + bar.kind))).append("</title></rect>");
            out.append("<text class=\"value\" x=\"").append(String.valueOf(LABELS + width + 6)).append("\" y=\"").append(String.valueOf(top + 11)).append("\">")
                    .append(Cells.number(bar.value)).append("</text>\n");
        }
        out.append("</svg>\n");
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= MOST_CHARACTERS ? name : name.substring(0, name.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "\u2026";
    }
}
