package promc.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import promc.report.CardinalityReport.Label;
import promc.report.CardinalityReport.Metric;
import promc.report.CardinalityReport.Output;
import promc.report.CardinalityReport.Over;
import promc.report.CardinalityReport.Selector;
import promc.report.CardinalityReport.Summary;
import promc.report.CardinalityReport.WhatIf;
import promc.report.HtmlTable.Cell;

/// `promc cardinality` as one page that needs nothing else: no network, styles and plots inside, light or dark as the reader's system is. Each plot is followed by its table, which says
/// the same in words; a click on a heading sorts it. Well-formed XML too.
public final class CardinalityHtml {
    /// Plots of more bars than this are harder to read than their table.
    private static final int MOST_BARS = 20;

    private final Writer out;

    private CardinalityHtml(Writer out) {
        this.out = out;
    }

    public static void write(CardinalityReport report, Writer out) throws IOException {
        new CardinalityHtml(out).page(report);
    }

    private void page(CardinalityReport report) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\" />\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\" />\n")
                .append("<title>Series of this estate</title>\n<style>\n").append(resource("cardinality.css")).append("</style>\n</head>\n<body>\n");
        summary(report);
        metrics(report);
        labels(report);
        outputs(report);
        selectors(report);
        whatIf(report);
        out.append("<script>\n//<![CDATA[\n").append(resource("cardinality.js")).append("//]]>\n</script>\n</body>\n</html>\n");
    }

    private void summary(CardinalityReport report) throws IOException {
        Summary summary = report.summary();
        out.append("<header>\n<h1>Series of this estate</h1>\n");
        if (summary.series().isPresent()) {
            out.append("<p><span class=\"figure\">").append(Cells.number(summary.series().getAsLong())).append("</span> series</p>\n");
        }
        out.append("<p class=\"faint\">").append(Text.count(summary.rules(), "rule")).append(" in ").append(Text.count(summary.files(), "file")).append("; ")
                .append(summary.origins().isEmpty() ? "no inventory, so bounds are formulas: |metric| stands for its series, |label| for its values"
                        : "numbers from " + HtmlTable.escape(String.join(", ", summary.origins())))
                .append(summary.exposed() ? "; metrics of an exposition are counted as the one target that shows them" : "")
                .append(". Made by ").append(Tool.NAME).append(' ').append(Tool.VERSION).append(".</p>\n</header>\n");
        if (!report.over().isEmpty()) {
            out.append("<section class=\"over\" aria-labelledby=\"over\">\n<h2 id=\"over\">Over budget</h2>\n<ul>\n");
            for (Over over : report.over()) {
                out.append("<li><code>").append(HtmlTable.escape(over.name())).append("</code>: ").append(Cells.number(over.series())).append(" series, the budget of ")
                        .append(Cells.budget(over.budget())).append(" is ").append(Cells.number(over.allowed())).append("</li>\n");
            }
            out.append("</ul>\n</section>\n");
        }
        out.append("<nav aria-label=\"Sections\"><ul>\n");
        for (String section : List.of("Metrics", "Labels", "Rules", "Federation", "Without a label")) {
            out.append("<li><a href=\"#").append(id(section)).append("\">").append(section).append("</a></li>\n");
        }
        out.append("</ul></nav>\n");
    }

    private void metrics(CardinalityReport report) throws IOException {
        begin("Metrics", "How many series have each name, and how many expressions here read it.");
        List<HtmlBars.Bar> bars = new ArrayList<>();
        HtmlTable table = new HtmlTable("Metrics by series").text("Metric").number("Series").number("Share").text("Type").number("Expressions that read it");
        for (Metric metric : report.metrics()) {
            metric.series().ifPresent(series -> bars.add(new HtmlBars.Bar(metric.name(), series, "")));
            table.row(Cell.name(metric.name()), Cell.number(metric.series()),
                    Cell.number(Cells.share(metric.series(), report.summary().series()), metric.series().orElse(-1)), Cell.text(metric.type().orElse("")), Cell.number(metric.readers()));
        }
        end("Series of the largest metrics", bars, table);
    }

    private void labels(CardinalityReport report) throws IOException {
        begin("Labels", "How many values each label has, and what its name lets expect: bounded, one for each target, churning (others over time), or unbounded.");
        List<HtmlBars.Bar> bars = new ArrayList<>();
        HtmlTable table = new HtmlTable("Labels by values").text("Label").number("Values").text("Class").text("It has").number("Series of metrics that have it").number("Rules that keep it");
        for (Label label : report.labels()) {
            label.values().ifPresent(values -> bars.add(new HtmlBars.Bar(label.name(), values, label.kind())));
            table.row(Cell.name(label.name()), Cell.number(label.values()), Cell.text(label.kind()), Cell.text(label.reason()), Cell.number(label.series()), Cell.number(label.outputs()));
        }
        end("Values of the largest labels, coloured by class", bars, table);
    }

    private void outputs(CardinalityReport report) throws IOException {
        begin("Rules", "How many series each rule can return at most. A recorded series stays as long as the data is kept.");
        List<HtmlBars.Bar> bars = new ArrayList<>();
        HtmlTable table = new HtmlTable("Rules by the series they can return").text("Rule").text("Kind").number("Series, at most").text("Bound").text("Largest factor").text("Place");
        for (Output output : report.outputs()) {
            output.series().ifPresent(series -> bars.add(new HtmlBars.Bar(output.name(), series, "")));
            table.row(Cell.name(output.name()), Cell.text(output.kind()), Cell.number(output.series()), Cell.code(output.bound()), Cell.code(output.largest().orElse("")),
                    Cell.text(output.file() + ":" + output.line()));
        }
        end("Series of the largest rules, at most", bars, table);
    }

    private void selectors(CardinalityReport report) throws IOException {
        begin("Federation", "How many series each selector of a federation job can transfer at most.");
        List<HtmlBars.Bar> bars = new ArrayList<>();
        HtmlTable table = new HtmlTable("Federation selectors by series").text("Selector").text("Job").number("Series, at most").text("Bound").text("Place");
        for (Selector selector : report.selectors()) {
            selector.series().ifPresent(series -> bars.add(new HtmlBars.Bar(selector.selector(), series, "")));
            table.row(Cell.name(selector.selector()), Cell.text(selector.job()), Cell.number(selector.series()), Cell.code(selector.bound()),
                    Cell.text(selector.file() + ":" + selector.line()));
        }
        end("Series of the largest selectors, at most", bars, table);
    }

    private void whatIf(CardinalityReport report) throws IOException {
        begin("Without a label", "What would be left if a label went: of metrics at least so many series, of rules at most so many.");
        List<HtmlBars.Bar> bars = new ArrayList<>();
        HtmlTable table = new HtmlTable("Series with and without each label").text("Label").number("Series of metrics").number("Left, at least").number("Rules that keep it")
                .number("Series of rules, at most").number("Left, at most").text("Its largest rule").text("Metrics");
        for (WhatIf row : report.whatIf()) {
            if (row.saved() > 0) {
                bars.add(new HtmlBars.Bar(row.label(), row.saved(), ""));
            }
            table.row(Cell.name(row.label()), Cell.number(row.series()), Cell.number(row.seriesLeft()), Cell.number(row.outputs()), Cell.number(row.outputSeries()),
                    Cell.number(row.outputSeriesLeft()), Cell.code(row.example().map(example -> example.rule() + ": " + example.bound() + " \u2192 " + example.left()).orElse("")),
                    Cell.text(String.join(", ", row.metrics())));
        }
        end("Series that would go with the label, at most", bars, table);
    }

    private void begin(String title, String text) throws IOException {
        out.append("<section aria-labelledby=\"").append(id(title)).append("\">\n<h2 id=\"").append(id(title)).append("\">").append(title).append("</h2>\n<p>").append(text).append("</p>\n");
    }

    private void end(String title, List<HtmlBars.Bar> bars, HtmlTable table) throws IOException {
        if (bars.size() > 1) {
            HtmlBars.write(title, bars.subList(0, Math.min(MOST_BARS, bars.size())), out);
        }
        table.write(out);
        out.append("</section>\n");
    }

    private static String id(String title) {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static String resource(String name) {
        try (InputStream in = CardinalityHtml.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
