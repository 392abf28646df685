package promc.checks.exposition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.exposition.Exposition.Family;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Sample;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;

/// A histogram that lacks what both formats require: a bucket `+Inf` that equals `_count`, bounds that are numbers, buckets that contain the smaller ones, and in the text format `_sum` and
/// `_count`. `histogram_quantile` returns NaN where there is no `+Inf` (`promql/quantile.go`).
public final class HistogramIncomplete implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("exposition/histogram-incomplete", Severity.WARNING,
            "A histogram lacks a part that it must have, so quantiles or averages of it are wrong");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    /// The samples of one histogram: those with the same other labels, at the same time.
    private static final class Parts {
        private final List<Sample> buckets = new ArrayList<>();
        private Optional<Sample> sum = Optional.empty();
        private Optional<Sample> count = Optional.empty();
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        for (Family family : file.families()) {
            if (!family.typeWord().equals("histogram")) {
                continue;
            }
            Map<List<Object>, Parts> histograms = new LinkedHashMap<>();
            for (Sample sample : family.samples()) {
                Parts parts = histograms.computeIfAbsent(List.of(sample.labelSetWithout("le"), sample.timestamp()), key -> new Parts());
                switch (sample.name().substring(family.name().length())) {
                    case "_bucket" -> parts.buckets.add(sample);
                    case "_sum" -> parts.sum = Optional.of(sample);
                    case "_count" -> parts.count = Optional.of(sample);
                    default -> { }
                }
            }
            histograms.values().forEach(parts -> check(family.name(), parts, file, context));
        }
    }

    private static void check(String name, Parts parts, ExpositionFile file, Context context) {
        TreeMap<Double, Sample> byBound = new TreeMap<>();
        for (Sample bucket : parts.buckets) {
            Optional<Label> le = bucket.label("le");
            Optional<Double> bound = le.flatMap(label -> bound(label.value()));
            if (bound.isEmpty()) {
                context.report(file.text(), le.map(Label::valueSpan).orElse(bucket.nameSpan()), le.isEmpty() ? "a bucket needs the label `le`, which is its upper bound"
                        : "`" + le.get().value() + "` is no number, so `histogram_quantile` passes over this bucket");
                return;
            }
            byBound.putIfAbsent(bound.get(), bucket);
        }
        if (byBound.isEmpty()) {
            parts.count.or(() -> parts.sum).ifPresent(sample -> context.report(file.text(), sample.nameSpan(), "the histogram `" + name + "` has no buckets here; it needs at least `le=\"+Inf\"`"));
            return;
        }
        Sample last = byBound.lastEntry().getValue();
        if (byBound.lastKey() != Double.POSITIVE_INFINITY) {
            context.report(file.text(), last.nameSpan(), "the histogram has no bucket `le=\"+Inf\"`, so `histogram_quantile` returns NaN for it");
            return;
        }
        if (!file.exposition().openMetrics() && (parts.sum.isEmpty() || parts.count.isEmpty())) {
            String missing = parts.sum.isPresent() ? "`" + name + "_count`" : parts.count.isPresent() ? "`" + name + "_sum`" : "`" + name + "_sum` and `" + name + "_count`";
            context.report(file.text(), last.nameSpan(), "these buckets have no " + missing + " with the same labels, which the format requires");
        }
        if (parts.count.filter(count -> count.value() != last.value()).isPresent()) {
            context.report(file.text(), last.valueSpan(), "the bucket `+Inf` must be equal to `" + name + "_count`: both are the number of all observations")
                    .note(file.text(), parts.count.get().valueSpan(), "the number of all observations");
        }
        Sample before = null;
        for (Sample bucket : byBound.values()) {
            if (before != null && bucket.value() < before.value()) {
                context.report(file.text(), bucket.valueSpan(), "this bucket holds less than one with a smaller bound; each must hold all that the smaller ones hold")
                        .note(file.text(), before.valueSpan(), "the smaller one");
                return;
            }
            before = bucket;
        }
    }

    /// The bound as Prometheus reads it.
    private static Optional<Double> bound(String le) {
        if (le.equalsIgnoreCase("+Inf") || le.equalsIgnoreCase("Inf")) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        if (!le.matches("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")) {
            return le.equalsIgnoreCase("-Inf") ? Optional.of(Double.NEGATIVE_INFINITY) : Optional.empty();
        }
        return Optional.of(Double.parseDouble(le));
    }
}
