package promc.checks.test;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.RuleTests;
import promc.model.RuleTests.ExpectedSample;
import promc.model.RuleTests.InputSeries;
import promc.promql.SeriesDescription;
import promc.promql.SeriesDescription.Result;
import promc.promql.SeriesDescription.Value;
import promc.source.Problem;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// A series of a unit test that Prometheus cannot read. promtool writes all of `input_series` into one text, a line for each (`seriesLoadingString`), so that a line break inside
/// values begins another series; samples that are expected are series without values, and histograms one value without a series.
public final class SeriesNotation implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("test/series-notation", Severity.ERROR, "A series of a unit test is not written as series are, so the test fails");
    private static final String NO_SERIES = "{} ";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleTests.class).flatMap(tests -> tests.cases().stream()).forEach(test -> {
            test.series().forEach(series -> checkInput(series, context));
            test.queries().forEach(query -> query.samples().forEach(sample -> checkSample(sample, context)));
        });
    }

    private static void checkInput(InputSeries input, Context context) {
        Optional<Span> second = input.values().flatMap(SeriesNotation::secondLine);
        if (second.isPresent()) {
            context.report(input.values().get().text(), second.get(), "promtool reads each line as a series of its own; write the values on one line, or fold them with `>-`");
            return;
        }
        if (input.series().isEmpty()) {
            return;
        }
        YamlScalar series = input.series().get();
        String values = input.values().map(scalar -> scalar.value().stripTrailing()).orElse("");
        int before = series.value().length() + 1;
        String line = series.value() + " " + values;
        if (SeriesDescription.parse(line) instanceof Result.Refused(Problem inLine)) {
            // A brace that is not closed shows only in the values; alone the series says so itself.
            Problem problem = SeriesDescription.parseMetric(series.value()) instanceof Result.Refused(Problem alone) ? alone : inLine;
            Span span = problem.span();
            if (span.start() < before || input.values().isEmpty()) {
                int length = series.value().length();
                context.report(series.text(), new Span(Math.min(span.start(), length), Math.min(span.end(), length)), problem.sentence());
            } else {
                context.report(input.values().get().text(), new Span(span.start() - before, span.end() - before), problem.sentence());
            }
        }
    }

    /// The second line of the values that is not blank; lines are trimmed where they are read.
    private static Optional<Span> secondLine(YamlScalar values) {
        String text = values.value();
        int end = text.indexOf('\n');
        if (end < 0) {
            return Optional.empty();
        }
        int start = end + 1;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int stop = text.indexOf('\n', start);
        return start == text.length() ? Optional.empty() : Optional.of(new Span(start, stop < 0 ? text.length() : stop));
    }

    private static void checkSample(ExpectedSample sample, Context context) {
        sample.labels().ifPresent(labels -> {
            if (SeriesDescription.parseMetric(labels.value()) instanceof Result.Refused(Problem problem)) {
                context.report(labels.text(), problem.span(), problem.sentence());
            }
        });
        sample.histogram().filter(histogram -> !histogram.value().isEmpty()).ifPresent(histogram -> {
            Span whole = new Span(0, histogram.value().length());
            switch (SeriesDescription.parse(NO_SERIES + histogram.value())) {
                case Result.Refused(Problem problem) -> {
                    int start = Math.max(0, problem.span().start() - NO_SERIES.length());
                    context.report(histogram.text(), new Span(start, Math.max(start, problem.span().end() - NO_SERIES.length())), problem.sentence());
                }
                case Result.Read(SeriesDescription read) when read.count() != 1 -> context.report(histogram.text(), whole, "one histogram must stand here, not " + read.count() + " values");
                case Result.Read(SeriesDescription read) when !(read.values(1).getFirst() instanceof Value.Histogram) -> context.report(histogram.text(), whole,
                        "a native histogram must stand here, such as `{{count:3 sum:4.5 buckets:[1 2]}}`");
                case Result.Read ignored -> { }
            }
        });
    }
}
