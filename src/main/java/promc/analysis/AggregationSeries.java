package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.promql.Aggregator;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Name;
import promc.promql.Expr.StringLiteral;
import promc.promql.ValueType;

/// What aggregations return (Prometheus `promql/engine.go`, rangeEvalAgg).
final class AggregationSeries {
    private AggregationSeries() {}

    static SeriesSet of(Aggregation aggregation, Inference inference) {
        SeriesSet operand = inference.known(aggregation.expr());
        Aggregator op = aggregation.op();
        if (op.keepsInputLabels()) {
            return chosen(aggregation, operand, inference);
        }
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : operand.shapes()) {
            Samples samples = samples(aggregation, shape.samples(), inference);
            if (!samples.isEmpty()) {
                shapes.add(grouped(aggregation, shape).with(samples));
            }
        }
        if (shapes.isEmpty() && !operand.isNever()) {
            List<Why> because = List.of(new Why("`" + op.keyword() + "` leaves out native histograms", aggregation.name().span()));
            inference.died(aggregation, Dead.Cause.ARGUMENT, true, because);
            return SeriesSet.of(ValueType.VECTOR, List.of(), false, because);
        }
        // Series of several shapes may fall into one group, where their values are taken together.
        if (shapes.size() > 1) {
            Samples together = samples(aggregation, operand.samples(), inference);
            shapes.replaceAll(shape -> shape.with(together));
        }
        return SeriesSet.of(ValueType.VECTOR, shapes, operand.isAlways() && operand.samples().onlyFloats(), operand.because());
    }

    /// `topk` and its like return series as they are. None for less than one of them.
    private static SeriesSet chosen(Aggregation aggregation, SeriesSet operand, Inference inference) {
        Samples parameter = aggregation.param().map(param -> inference.known(param).samples()).orElse(Samples.FLOATS);
        boolean ratio = aggregation.op() == Aggregator.LIMIT_RATIO;
        boolean none = parameter.hasNumbers() && !parameter.nan() && (ratio ? parameter.min() == 0 && parameter.max() == 0 : parameter.max() < 1);
        boolean ranks = aggregation.op() == Aggregator.TOPK || aggregation.op() == Aggregator.BOTTOMK;
        List<Shape> shapes = operand.shapes().stream().map(shape -> ranks ? shape.with(shape.samples().withoutHistograms()) : shape)
                .filter(shape -> !shape.samples().isEmpty()).toList();
        if (!operand.isNever() && (none || shapes.isEmpty())) {
            List<Why> because = List.of(none ? new Why("`" + aggregation.op().keyword() + "` returns nothing for this parameter", aggregation.param().orElseThrow().span())
                    : new Why("`" + aggregation.op().keyword() + "` leaves out native histograms", aggregation.name().span()));
            inference.died(aggregation, Dead.Cause.ARGUMENT, true, because);
            return SeriesSet.of(ValueType.VECTOR, List.of(), false, because);
        }
        boolean always = operand.isAlways() && operand.samples().onlyFloats() && !parameter.nan() && parameter.min() >= 1;
        return SeriesSet.of(ValueType.VECTOR, shapes, always, operand.because());
    }

    private static Shape grouped(Aggregation aggregation, Shape shape) {
        String name = "`" + aggregation.op().keyword() + "`";
        Optional<Grouping> grouping = aggregation.grouping();
        Shape kept;
        if (grouping.isEmpty()) {
            kept = shape.keeping(List.of(), new Why(name + " without `by` drops all labels", aggregation.name().span()));
        } else if (grouping.get().without()) {
            Why why = new Why(name + " drops the labels named here", grouping.get().span());
            kept = shape.withoutName(new Why(name + " drops the metric name", aggregation.name().span())).without(names(grouping.get()), why);
        } else {
            kept = shape.keeping(names(grouping.get()), new Why(name + " keeps only the labels named here", grouping.get().span()));
        }
        if (aggregation.op() == Aggregator.COUNT_VALUES && aggregation.param().isPresent()) {
            // `without` drops this label like any other.
            return aggregation.param().get().unwrapped() instanceof StringLiteral label && !isDropped(aggregation, label.value())
                    ? kept.with(label.value(), LabelFact.always(texts(shape.samples()), new Why("`count_values` sets it to the value", label.span()))) : kept;
        }
        return kept;
    }

    /// How the engine writes floats (Go's `strconv.FormatFloat` with `f`) and native histograms.
    private static Values texts(Samples samples) {
        String numbers = "[+-]?[0-9]+(\\.[0-9]+)?|[+-]Inf|NaN";
        return Values.matching(samples.histograms() ? numbers + "|\\{.*" : numbers);
    }

    private static boolean isDropped(Aggregation aggregation, String label) {
        return aggregation.grouping().filter(Grouping::without).isPresent() && (label.equals(Shape.NAME) || aggregation.grouping().get().names(label));
    }

    private static Set<String> names(Grouping grouping) {
        Set<String> names = new TreeSet<>();
        for (Name label : grouping.labels()) {
            names.add(label.text());
        }
        return names;
    }

    private static Samples samples(Aggregation aggregation, Samples in, Inference inference) {
        Why why = new Why("`" + aggregation.op().keyword() + "` " + what(aggregation.op()), aggregation.name().span());
        boolean floats = in.hasNumbers() || in.nan();
        boolean infinite = in.hasNumbers() && (Double.isInfinite(in.min()) || Double.isInfinite(in.max()));
        return switch (aggregation.op()) {
            case COUNT, COUNT_VALUES -> Samples.wholeBetween(1, Double.POSITIVE_INFINITY, why);
            case GROUP -> Samples.constant(1, why);
            case STDDEV, STDVAR -> floats ? new Samples(0, Double.POSITIVE_INFINITY, false, true, false, Optional.of(why)) : Samples.NONE;
            case MIN, MAX -> in.withoutHistograms();
            case QUANTILE -> floats ? FunctionSamples.quantile(aggregation.param().map(param -> inference.known(param).samples()).orElse(Samples.FLOATS), in) : Samples.NONE;
            case AVG -> FunctionSamples.loosened(in);
            default -> in.hasNumbers() ? new Samples(in.min() >= 0 ? in.min() : Double.NEGATIVE_INFINITY, in.max() <= 0 ? in.max() : Double.POSITIVE_INFINITY, in.whole(),
                    in.nan() || infinite, in.histograms(), in.why()) : in;
        };
    }

    private static String what(Aggregator op) {
        return switch (op) {
            case COUNT, COUNT_VALUES -> "counts at least one series";
            case GROUP -> "returns 1";
            default -> "is never below 0";
        };
    }
}
