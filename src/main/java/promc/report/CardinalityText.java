package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import promc.report.CardinalityReport.Label;
import promc.report.CardinalityReport.Metric;
import promc.report.CardinalityReport.Output;
import promc.report.CardinalityReport.Over;
import promc.report.CardinalityReport.Selector;
import promc.report.CardinalityReport.Summary;
import promc.report.CardinalityReport.WhatIf;

/// Tables for people, with bars. `rows` of each are shown.
public record CardinalityText(Style style, int rows) {
    /// Bars are as long as this where the number is the largest of its table.
    private static final int BAR = 24;
    private static final String EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589";
    /// Names longer than this move the rest of their line to the right.
    private static final int WIDEST = 64;
    /// More metrics than this are not listed by name.
    private static final int MAX_NAMES = 3;

    /// A cell; numbers stand at the right of their column.
    private record Cell(String text, boolean right) {}

    private static Cell left(String text) {
        return new Cell(text, false);
    }

    private static Cell right(String text) {
        return new Cell(text, true);
    }

    public void write(CardinalityReport report, Writer out) throws IOException {
        summary(report.summary(), out);
        metrics(report, out);
        labels(report, out);
        outputs(report, out);
        selectors(report, out);
        whatIf(report, out);
        over(report.over(), out);
    }

    private void summary(Summary summary, Writer out) throws IOException {
        if (summary.rules() + summary.files() == 0 && summary.series().isEmpty()) {
            out.append("nothing here is a file that promc knows\n");
            return;
        }
        String from = summary.origins().isEmpty() ? "" : " (" + listed(summary.origins()) + ")";
        out.append(summary.series().isPresent() ? style.strong(Cells.number(summary.series().getAsLong())) + " series" + from
                : "No inventory says how many series there are: what follows is in terms of |metric| and |label|; --inventory FILE gives numbers").append('\n');
        if (summary.exposed()) {
            out.append("Metrics of an exposition are counted as the one target that shows them\n");
        }
        out.append(Text.count(summary.rules(), "rule") + " in " + Text.count(summary.files(), "file")).append('\n');
    }

    private void metrics(CardinalityReport report, Writer out) throws IOException {
        boolean known = report.metrics().stream().anyMatch(metric -> metric.series().isPresent());
        long largest = largest(report.metrics().stream().map(Metric::series).toList());
        List<List<Cell>> table = new ArrayList<>();
        for (Metric metric : shown(report.metrics())) {
            List<Cell> line = new ArrayList<>(List.of(left(metric.name())));
            if (known) {
                line.add(right(Cells.number(metric.series())));
                line.add(right(Cells.share(metric.series(), report.summary().series())));
                line.add(left(bar(metric.series(), largest)));
            }
            line.add(left(metric.readers() == 0 ? "no expression reads it" : "read by " + Text.count(metric.readers(), "expression")));
            table.add(line);
        }
        section(known ? "Metrics, by series" : "Metrics, by the expressions that read them", table, report.metrics().size(), out);
    }

    private void labels(CardinalityReport report, Writer out) throws IOException {
        boolean known = report.labels().stream().anyMatch(label -> label.values().isPresent());
        long largest = largest(report.labels().stream().map(Label::values).toList());
        List<List<Cell>> table = new ArrayList<>();
        for (Label label : shown(report.labels())) {
            List<Cell> line = new ArrayList<>(List.of(left(label.name())));
            if (known) {
                line.add(right(Cells.number(label.values())));
                line.add(left(bar(label.values(), largest)));
            }
            line.add(left(label.outputs() == 0 ? "" : "kept by " + Text.count(label.outputs(), "rule")));
            line.add(left(label.kind().equals("unknown") ? "" : label.kind() + ": " + label.reason()));
            table.add(line);
        }
        section(known ? "Labels, by values" : "Labels, by what their names tell", table, report.labels().size(), out);
    }

    private void outputs(CardinalityReport report, Writer out) throws IOException {
        boolean known = hasNumbers(report) && report.outputs().stream().anyMatch(output -> output.series().isPresent());
        long largest = largest(report.outputs().stream().map(Output::series).toList());
        List<List<Cell>> table = new ArrayList<>();
        for (Output output : shown(report.outputs())) {
            List<Cell> line = new ArrayList<>(List.of(left(output.name())));
            if (known) {
                line.add(right(Cells.number(output.series())));
                line.add(left(bar(output.series(), largest)));
            }
            line.add(left(output.bound()));
            line.add(left(output.file() + ":" + output.line()));
            table.add(line);
        }
        section("Rules, by the series they can return", table, report.outputs().size(), out);
    }

    private void selectors(CardinalityReport report, Writer out) throws IOException {
        boolean known = report.selectors().stream().anyMatch(selector -> selector.series().isPresent());
        long largest = largest(report.selectors().stream().map(Selector::series).toList());
        List<List<Cell>> table = new ArrayList<>();
        for (Selector selector : shown(report.selectors())) {
            List<Cell> line = new ArrayList<>(List.of(left(selector.selector())));
            if (known) {
                line.add(right(Cells.number(selector.series())));
                line.add(left(bar(selector.series(), largest)));
            }
            line.add(left("job " + selector.job()));
            line.add(left(selector.file() + ":" + selector.line()));
            table.add(line);
        }
        section("Federation, by the series a selector can transfer", table, report.selectors().size(), out);
    }

    private void whatIf(CardinalityReport report, Writer out) throws IOException {
        boolean numbers = hasNumbers(report);
        List<List<Cell>> table = new ArrayList<>();
        // Without a number on either side a row tells nothing that the tables above do not.
        List<WhatIf> telling = report.whatIf().stream().filter(row -> !numbers || row.series().isPresent() || row.outputSeriesLeft().isPresent()).toList();
        for (WhatIf row : shown(telling)) {
            boolean metrics = row.series().isPresent();
            boolean outputs = row.outputSeries().isPresent() && row.outputSeriesLeft().isPresent();
            List<Cell> line = new ArrayList<>(List.of(left(row.label())));
            line.add(right(metrics ? Cells.number(row.series()) : ""));
            line.add(left(metrics ? "\u2192 at least" : ""));
            line.add(right(metrics ? Cells.number(row.seriesLeft()) : ""));
            line.add(left(metrics ? row.metrics().getFirst() + (row.metrics().size() > 1 ? " and " + (row.metrics().size() - 1) + " more" : "") : ""));
            line.add(left(row.outputs() == 0 ? "" : Text.count(row.outputs(), "rule") + (numbers ? "" : ", the largest")));
            line.add(right(numbers && outputs ? Cells.number(row.outputSeries()) : ""));
            line.add(left(numbers && outputs ? "\u2192 at most" : ""));
            line.add(right(numbers && outputs ? Cells.number(row.outputSeriesLeft()) : ""));
            line.add(left(numbers ? "" : row.example().map(example -> example.bound() + " \u2192 " + example.left() + "  " + example.rule()).orElse("")));
            table.add(line);
        }
        section("If this label went", table, telling.size(), out);
    }

    private void over(List<Over> over, Writer out) throws IOException {
        if (over.isEmpty()) {
            return;
        }
        List<List<Cell>> table = new ArrayList<>();
        for (Over row : over) {
            table.add(List.of(left(row.name()), right(Cells.number(row.series())), left("over the budget of " + Cells.number(row.allowed()) + " for " + Cells.budget(row.budget()))));
        }
        section(style.bad("Over budget"), table, over.size(), out);
    }

    /// Without any, the only numbers are those that expressions tell of themselves, such as the 3 of `topk(3, x)`.
    private static boolean hasNumbers(CardinalityReport report) {
        return report.summary().series().isPresent() || report.labels().stream().anyMatch(label -> label.values().isPresent());
    }

    private <T> List<T> shown(List<T> list) {
        return list.subList(0, Math.min(rows, list.size()));
    }

    private static String listed(List<String> names) {
        return names.size() <= MAX_NAMES ? String.join(", ", names) : String.join(", ", names.subList(0, MAX_NAMES)) + " and " + (names.size() - MAX_NAMES) + " more";
    }

    private static long largest(List<OptionalLong> numbers) {
        return numbers.stream().mapToLong(number -> number.orElse(0)).max().orElse(0);
    }

    private static String bar(OptionalLong number, long largest) {
        if (number.isEmpty() || largest == 0) {
            return "";
        }
        int eighths = (int) Math.round((double) number.getAsLong() / largest * BAR * 8);
        String full = "\u2588".repeat(eighths / 8);
        return eighths % 8 == 0 ? full : full + EIGHTHS.charAt(eighths % 8);
    }

    private void section(String title, List<List<Cell>> table, int all, Writer out) throws IOException {
        if (table.isEmpty()) {
            return;
        }
        String more = all > table.size() ? style.faint(" (" + table.size() + " of " + Cells.number(all) + ")") : "";
        out.append('\n').append(style.strong(title)).append(more).append('\n');
        int columns = table.getFirst().size();
        int[] width = new int[columns];
        for (List<Cell> line : table) {
            for (int i = 0; i < columns; i++) {
                width[i] = Math.max(width[i], Math.min(WIDEST, line.get(i).text().length()));
            }
        }
        for (List<Cell> line : table) {
            StringBuilder text = new StringBuilder(" ");
            for (int i = 0; i < columns; i++) {
                Cell cell = line.get(i);
                if (width[i] > 0) {
                    String padding = " ".repeat(Math.max(0, width[i] - cell.text().length()));
                    text.append(' ').append(cell.right() ? padding + cell.text() : coloured(cell.text()) + padding).append(' ');
                }
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private String coloured(String text) {
        return !text.isEmpty() && (text.charAt(0) == '\u2588' || EIGHTHS.indexOf(text.charAt(0)) > 0) ? style.frame(text) : text;
    }
}
