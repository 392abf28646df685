package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Bound;
import promc.analysis.Facts;
import promc.analysis.MetricKind;
import promc.analysis.Reach;
import promc.analysis.Reach.Extent;
import promc.analysis.SeriesSet;
import promc.analysis.Truth;
import promc.lint.Finding;
import promc.promql.Expr;
import promc.promql.FeatureUse;
import promc.promql.Layout;
import promc.promql.Parsed;
import promc.promql.PromDuration;
import promc.promql.Printer;
import promc.promql.Promql;
import promc.promql.Options;
import promc.promql.ValueType;
import promc.source.Problem;

/// An [ExpressionAnswer] for people: type and text, the expression as a tree with what each operator does to labels and values, then what holds of the whole, then findings.
/// Lines are kept within `width` columns where they can be broken.
public record ExpressionText(Style style, int width) {
    private static final int INDENT = 11;
    /// On a narrower terminal lines are not broken further.
    private static final int LEAST_WIDTH = 40;

    public ExpressionText {
        width = Math.max(width, LEAST_WIDTH);
    }

    public void write(ExpressionAnswer answer, Writer out) throws IOException {
        Text text = new Text(style, path -> path, false);
        if (answer.known().isEmpty()) {
            for (Problem problem : answer.expression().parsed().problems()) {
                text.problem(answer.expression().text().file(), problem, out);
            }
            return;
        }
        ExpressionAnswer.Known known = answer.known().get();
        head("type", known.root().type().words(), out);
        canonical(known.root(), out);
        new ExpressionTreeText(style, width, known.facts()).write(ExpressionTree.of(known.root()), out);
        summary(known, out);
        for (Finding finding : answer.findings()) {
            out.append('\n');
            text.finding(finding, out);
        }
    }

    private void canonical(Expr root, Writer out) throws IOException {
        String line = Printer.print(root);
        if (line.length() + INDENT <= width) {
            head("canonical", Printable.line(line), out);
            return;
        }
        Optional<String> lines = Promql.parse(line, Options.ALL) instanceof Parsed.Valid valid ? Layout.format(valid, width - INDENT, false) : Optional.empty();
        boolean first = true;
        for (String part : lines.orElse(line).split("\n")) {
            out.append(first ? style.strong(padded("canonical")) : " ".repeat(INDENT)).append(Printable.line(part)).append('\n');
            first = false;
        }
    }

    private void summary(ExpressionAnswer.Known known, Writer out) throws IOException {
        SeriesSet root = known.facts().root();
        if (known.root().type() != ValueType.STRING && known.root().type() != ValueType.SCALAR) {
            returns(known.facts(), out);
            Bound bound = known.cardinality().root();
            if (root.returns() != Truth.NEVER) {
                head("series", bound.isUnknown() ? "any number" : "at most " + Printable.line(bound.text()) + counted(bound, known), out);
            }
        }
        if (!known.reach().reads().isEmpty()) {
            reads(known.reach(), out);
        }
        metrics(known, out);
        features(known, out);
    }

    private void returns(Facts facts, Writer out) throws IOException {
        String reasons = FactWords.because(facts);
        String because = reasons.isEmpty() ? "" : ": " + reasons;
        switch (facts.root().returns()) {
            case ALWAYS -> head("returns", "always something" + because, out);
            case NEVER -> head("returns", style.bad("never anything") + because, out);
            case SOMETIMES -> head("returns", "something or nothing, as the data is", out);
        }
    }

    private static String counted(Bound bound, ExpressionAnswer.Known known) {
        OptionalLong value = bound.value(known.inventory());
        return value.isPresent() && !bound.text().equals(Long.toString(value.getAsLong())) ? ", that is " + value.getAsLong() + " by the inventory" : "";
    }

    private void reads(Reach reach, Writer out) throws IOException {
        OptionalLong back = reach.back();
        if (back.isPresent()) {
            String ahead = reach.ahead() > 0 ? ", and " + PromDuration.format(reach.ahead()) + " ahead" : "";
            head("reads", (back.getAsLong() < 0 ? "only what is to come, from " + PromDuration.format(-back.getAsLong()) + " on" : PromDuration.format(back.getAsLong()) + " back") + ahead
                    + parts(furthest(reach), back.getAsLong()), out);
            return;
        }
        for (Reach.Read read : reach.reads()) {
            String selector = "`" + Printable.line(Printer.print(read.at())) + "` ";
            switch (read.extent()) {
                case Extent.Relative relative -> head("reads", selector + PromDuration.format(relative.back()) + " back" + parts(read, relative.back()), out);
                case Extent.Fixed fixed -> head("reads", selector + "as of " + Instant.ofEpochMilli(fixed.until()) + ", which lies further back every day", out);
                case Extent.Unknown _ -> head("reads", selector + "as far back as the step or range of the query says", out);
            }
        }
    }

    private static Reach.Read furthest(Reach reach) {
        Reach.Read furthest = reach.reads().getFirst();
        for (Reach.Read read : reach.reads()) {
            furthest = back(read) > back(furthest) ? read : furthest;
        }
        return furthest;
    }

    private static long back(Reach.Read read) {
        return read.extent() instanceof Extent.Relative relative ? relative.back() : Long.MIN_VALUE;
    }

    /// `: the range 1h, the offset 5m`, where there is more than one part.
    private static String parts(Reach.Read read, long back) {
        if (read.parts().size() == 1) {
            return read.parts().getFirst().millis() == back ? ", " + read.parts().getFirst().what() : "";
        }
        return ": " + String.join(", ", read.parts().stream().map(part -> part.what() + " " + PromDuration.format(part.millis())).toList());
    }

    private void metrics(ExpressionAnswer.Known known, Writer out) throws IOException {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, Optional<MetricKind.Known>> metric : known.metrics().entrySet()) {
            List<String> what = new ArrayList<>();
            metric.getValue().ifPresent(kind -> what.add(kind.kind().word() + (kind.told() ? "" : "?")));
            known.unit(metric.getKey()).ifPresent(unit -> what.add("in " + Printable.line(unit)));
            words.add(Printable.line(metric.getKey()) + (what.isEmpty() ? "" : " (" + String.join(", ", what) + ")"));
        }
        if (!words.isEmpty()) {
            head("metrics", String.join(", ", words), out);
        }
    }

    private void features(ExpressionAnswer.Known known, Writer out) throws IOException {
        Optional<FeatureUse.Release> since = known.since();
        List<String> flags = known.flags();
        if (since.isPresent() && since.get().major() >= 3 || !flags.isEmpty()) {
            head("needs", "Prometheus " + since.orElseThrow() + (flags.isEmpty() ? "" : " with --enable-feature=" + String.join(",", flags)), out);
        }
    }

    private static String padded(String name) {
        return name + " ".repeat(INDENT - name.length());
    }

    /// A line of the form `name       value`, broken between words.
    private void head(String name, String value, Writer out) throws IOException {
        boolean first = true;
        for (String line : Wrapping.words(value, width - INDENT)) {
            out.append(first ? style.strong(padded(name)) : " ".repeat(INDENT)).append(line).append('\n');
            first = false;
        }
    }
}
