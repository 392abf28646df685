package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import promc.promql.Expr.Call;
import promc.promql.Expr.NumberLiteral;

/// The functions that read a histogram: of classic buckets, told apart by `le`, and of native histograms, which need none.
final class HistogramSeries {
    private static final String LE = "le";

    private HistogramSeries() {}

    static boolean isQuantile(String function) {
        return switch (function) {
            case "histogram_quantile", "histogram_quantiles", "histogram_fraction" -> true;
            default -> false;
        };
    }

    /// Of classic buckets `le` goes; a native histogram keeps it, should it have one. Buckets without `le`, or with one that is no number, are left out.
    static List<Shape> of(Call call, Shape shape, Samples samples) {
        String function = call.function().name();
        Why drops = new Why("`" + function + "` drops the metric name", call.name().span());
        List<Shape> results = new ArrayList<>();
        LabelFact le = shape.label(LE);
        if (!shape.samples().isEmpty() && (shape.samples().hasNumbers() || shape.samples().nan()) && mayBeBound(le)) {
            results.add(shape.withoutName(drops).with(LE, LabelFact.never(new Why("`" + function + "` drops `le`", call.name().span()))).with(samples));
        }
        if (shape.samples().histograms()) {
            results.add(shape.withoutName(drops).with(samples));
        }
        Optional<String> added = function.equals("histogram_quantiles") ? CallSeries.string(call, 1) : Optional.empty();
        return added.isEmpty() ? results : results.stream().map(result -> result.with(added.get(), quantiles(call))).toList();
    }

    private static boolean mayBeBound(LabelFact le) {
        return !le.isNever() && (!(le.values() instanceof Values.OneOf oneOf) || oneOf.values().stream().anyMatch(HistogramSeries::isNumber));
    }

    /// Generous: what Go's strconv.ParseFloat reads begins like one of these.
    private static boolean isNumber(String text) {
        return text.matches("[+-]?([0-9.].*|[iI].*|[nN].*)");
    }

    /// The quantiles as OpenMetrics writes numbers, where they are written as numbers.
    private static LabelFact quantiles(Call call) {
        TreeSet<String> values = new TreeSet<>();
        boolean known = true;
        for (int i = 2; i < call.args().size(); i++) {
            if (call.args().get(i).unwrapped() instanceof NumberLiteral number && number.value() > 0.001 && number.value() < 1) {
                values.add(Double.toString(number.value()));
            } else {
                known = false;
            }
        }
        return LabelFact.always(known ? Values.of(values) : Values.ANY, new Why("`histogram_quantiles` sets it", call.args().get(1).span()));
    }
}
