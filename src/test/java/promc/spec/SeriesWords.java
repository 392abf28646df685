package promc.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.Reach;
import promc.analysis.Samples;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.analysis.Truth;
import promc.promql.PromDuration;
import promc.report.FactWords;

/// What is known of an expression, on one line of a page: `{-__name__, code="500", job?, ...} 0 or 1`, the kinds of series with `|` between them. A label behind `-` is never there, one with `?`
/// maybe; `...` tells that others may be. Behind the braces stands the range of values (nothing: anything; `float`: no histograms), and at the end `always` if there is surely a result.
final class SeriesWords {
    private SeriesWords() {}

    static String labels(Facts facts) {
        SeriesSet set = facts.root();
        if (set.isNever()) {
            return "nothing: " + FactWords.because(facts);
        }
        String shapes = set.shapes().stream().map(SeriesWords::shape).collect(Collectors.joining(" | "));
        return (shapes + (set.returns() == Truth.ALWAYS ? " always" : "")).strip();
    }

    private static String shape(Shape shape) {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, LabelFact> label : shape.labels().entrySet()) {
            LabelFact fact = label.getValue();
            if (!fact.isNever()) {
                words.add(FactWords.label(label.getKey(), fact));
            } else if (!shape.closed()) {
                words.add("-" + label.getKey());
            }
        }
        if (!shape.closed()) {
            words.add("...");
        }
        return ("{" + String.join(", ", words) + "} " + samples(shape.samples())).strip();
    }

    private static String samples(Samples samples) {
        String range = FactWords.samples(samples);
        if (!samples.hasNumbers() && !samples.nan()) {
            return samples.histograms() ? "histogram" : "";
        }
        return !range.isEmpty() ? range : samples.histograms() ? "" : samples.nan() ? "float" : "number";
    }

    static String reach(Reach reach) {
        OptionalLong back = reach.back();
        String words = reach.reads().isEmpty() ? "nothing" : back.isPresent() ? PromDuration.format(back.getAsLong()) : reach.grows() ? "a fixed time" : "unknown";
        return words + (reach.ahead() > 0 ? ", " + PromDuration.format(reach.ahead()) + " ahead" : "");
    }
}
