package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.promql.BinaryOp;
import promc.promql.Expr.Binary;
import promc.promql.ValueType;

/// What binary operations return (Prometheus `promql/engine.go`, VectorBinop and its neighbours).
final class BinarySeries {
    private BinarySeries() {}

    static SeriesSet of(Binary binary, Inference inference) {
        SeriesSet left = inference.known(binary.left());
        SeriesSet right = inference.known(binary.right());
        if (binary.type() == ValueType.SCALAR) {
            Samples value = binary.op().isComparison() ? truth(binary, left.samples(), right.samples()) : Arithmetic.apply(binary.op(), left.samples(), right.samples());
            return Inference.scalar(value, binary.span());
        }
        if (left.type() == ValueType.SCALAR || right.type() == ValueType.SCALAR) {
            return withScalar(binary, left, right, inference);
        }
        return switch (binary.op()) {
            case OR, AND, UNLESS -> SetSeries.of(binary, left, right, inference);
            default -> MatchedSeries.of(binary, left, right, inference);
        };
    }

    private static SeriesSet withScalar(Binary binary, SeriesSet left, SeriesSet right, Inference inference) {
        boolean scalarLeft = left.type() == ValueType.SCALAR;
        SeriesSet vector = scalarLeft ? right : left;
        List<Shape> shapes = new ArrayList<>();
        List<Why> because = new ArrayList<>();
        boolean all = true;
        for (Shape shape : vector.shapes()) {
            Samples a = scalarLeft ? left.samples() : shape.samples();
            Samples b = scalarLeft ? shape.samples() : right.samples();
            Optional<Samples> samples = samples(binary, a, b, scalarLeft, because);
            samples.ifPresent(values -> shapes.add(named(binary, shape).with(values)));
            all &= samples.isPresent() && keepsAll(binary, a, b);
        }
        return finished(binary, shapes, vector.isAlways() && all, vector.shapes().size(), all, because, vector, inference);
    }

    /// Tells of what is lost for ever, and of a comparison that loses nothing.
    static SeriesSet finished(Binary binary, List<Shape> shapes, boolean always, int before, boolean all, List<Why> because, SeriesSet operand, Inference inference) {
        if (binary.op().isComparison() && binary.boolSpan().isEmpty()) {
            if (shapes.size() < before && !because.isEmpty()) {
                inference.died(binary, Dead.Cause.VALUES, shapes.isEmpty(), because);
            } else if (all && before > 0) {
                inference.passesAll(binary);
            }
        } else if (shapes.isEmpty() && before > 0) {
            because.add(new Why("`" + binary.op().symbol() + "` returns nothing for such samples", binary.opSpan()));
            inference.died(binary, Dead.Cause.ARGUMENT, true, because);
        }
        return SeriesSet.of(ValueType.VECTOR, shapes, always, shapes.isEmpty() && !because.isEmpty() ? because : operand.because());
    }

    /// The values of a result series; empty if there is none. `valueRight`: a comparison returns the right side's value, as one of a scalar with a vector does.
    static Optional<Samples> samples(Binary binary, Samples a, Samples b, boolean valueRight, List<Why> because) {
        if (!binary.op().isComparison()) {
            return Optional.of(Arithmetic.apply(binary.op(), a, b)).filter(samples -> !samples.isEmpty());
        }
        if (binary.boolSpan().isPresent()) {
            return Optional.of(truth(binary, a, b));
        }
        Samples passing = valueRight ? Arithmetic.passing(binary.op().mirrored(), b, a) : Arithmetic.passing(binary.op(), a, b);
        if (Arithmetic.compare(binary.op(), a, b) == Arithmetic.Outcome.NEVER || passing.isEmpty()) {
            a.why().ifPresent(because::add);
            b.why().ifPresent(because::add);
            return Optional.empty();
        }
        return Optional.of(passing);
    }

    /// 1 if the comparison holds, 0 if not; histograms that cannot be compared give 0 or nothing.
    private static Samples truth(Binary binary, Samples a, Samples b) {
        Why why = new Why("a comparison with `bool` gives 0 or 1", binary.boolSpan().orElse(binary.opSpan()));
        return switch (Arithmetic.compare(binary.op(), a, b)) {
            case ALWAYS -> Samples.constant(1, why);
            case NEVER -> Samples.constant(0, why);
            case SOMETIMES -> Samples.wholeBetween(0, 1, why);
        };
    }

    static boolean keepsAll(Binary binary, Samples a, Samples b) {
        if (binary.op().isComparison()) {
            return a.onlyFloats() && b.onlyFloats() && (binary.boolSpan().isPresent() || Arithmetic.compare(binary.op(), a, b) == Arithmetic.Outcome.ALWAYS);
        }
        return a.onlyFloats() && b.onlyFloats() && binary.op() != BinaryOp.TRIM_LOWER && binary.op() != BinaryOp.TRIM_UPPER;
    }

    /// Arithmetic and `bool` drop the name; filters keep it, and so do the operators that trim histograms (`promql/engine.go`, changesMetricSchema).
    static boolean dropsName(Binary binary) {
        return binary.boolSpan().isPresent() || switch (binary.op()) {
            case ADD, SUB, MUL, DIV, MOD, POW, ATAN2 -> true;
            default -> false;
        };
    }

    static Shape named(Binary binary, Shape shape) {
        return dropsName(binary) ? shape.withoutName(new Why("`" + binary.op().symbol() + "` drops the metric name", binary.opSpan())) : shape;
    }
}
