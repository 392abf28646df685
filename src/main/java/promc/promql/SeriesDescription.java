package promc.promql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import promc.source.Problem;
import promc.source.Span;

/// A series and its values as unit-test files (`input_series`) and Prometheus' own tests write them: `up{job="a"} 1 _ stale 0+10x5`. As in Prometheus 3.14
/// `promql/parser`. The metric name is the label `__name__`. Values are kept as items, since a repetition can stand for billions of them.
public record SeriesDescription(String text, SequencedMap<String, String> labels, List<Item> items) {
    public SeriesDescription {
        items = List.copyOf(items);
    }

    /// The value at one step.
    public sealed interface Value {
        record Number(double value) implements Value {}

        /// A native histogram.
        record Histogram(SeriesHistogram histogram) implements Value {}

        /// `_`: no sample.
        record Missing() implements Value {}

        /// `stale`: the series ends here.
        record Stale() implements Value {}

        /// A sum of histograms whose zero buckets or custom bounds differ, which is not computed here.
        record NotComputed() implements Value {}
    }

    /// What is added at every step of an item; the sign of a `-` is in the number, for histograms in `negative`.
    public sealed interface Step {
        record None() implements Step {}

        record Number(double by) implements Step {}

        record Histogram(SeriesHistogram by, boolean negative) implements Step {}
    }

    /// One item of the list: `first` and then `count - 1` values more, each by `step` larger. `count` is 0 for `_x0`.
    public record Item(Span span, Value first, Step step, long count) {}

    /// The series, or the first thing that is wrong with the text.
    public sealed interface Result {
        record Read(SeriesDescription series) implements Result {}

        record Refused(Problem problem) implements Result {}
    }

    /// Reads a description; never throws for any text.
    public static Result parse(String text) {
        return new SeriesReader(text).read();
    }

    /// Reads a series without values, as `exp_samples` names it: the result has no items. An empty text is a series without labels.
    public static Result parseMetric(String text) {
        SeriesLabels labels = SeriesLabels.alone(text);
        return labels.problem().<Result>map(Result.Refused::new).orElseGet(() -> new Result.Read(new SeriesDescription(text, labels.labels(), List.of())));
    }

    /// How many values the items stand for; [Long#MAX_VALUE] for more than a long holds.
    public long count() {
        long count = 0;
        for (Item item : items) {
            count = count > Long.MAX_VALUE - item.count ? Long.MAX_VALUE : count + item.count;
        }
        return count;
    }

    /// The values step by step, at most the first `limit`.
    public List<Value> values(int limit) {
        List<Value> values = new ArrayList<>();
        for (Item item : items) {
            Value value = item.first;
            for (long i = 0; i < item.count && values.size() < limit; i++) {
                value = i == 0 ? value : next(value, item.step);
                values.add(value);
            }
        }
        return values;
    }

    private static Value next(Value value, Step step) {
        return switch (step) {
            case Step.None _ -> value;
            case Step.Number(double by) -> value instanceof Value.Number(double before) ? new Value.Number(before + by) : value;
            case Step.Histogram(SeriesHistogram by, boolean negative) -> value instanceof Value.Histogram(SeriesHistogram before)
                    ? before.plus(by, negative).<Value>map(Value.Histogram::new).orElseGet(Value.NotComputed::new) : value;
        };
    }

    /// The labels without the metric name.
    public Map<String, String> labelsWithoutName() {
        SequencedMap<String, String> rest = new LinkedHashMap<>(labels);
        rest.remove("__name__");
        return rest;
    }
}
