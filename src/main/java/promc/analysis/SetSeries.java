package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import promc.promql.Expr.Binary;
import promc.promql.ValueType;

/// `and`, `or` and `unless`.
final class SetSeries {
    private SetSeries() {}

    static SeriesSet of(Binary binary, SeriesSet left, SeriesSet right, Inference inference) {
        Signature signature = Signature.of(binary);
        return switch (binary.op()) {
            case OR -> or(binary, left, right, signature, inference);
            case AND -> and(binary, left, right, signature, inference);
            default -> unless(binary, left, right, signature, inference);
        };
    }

    /// Series of the right side go only where one of the left has the same signature; it surely has if it is always there and all have the empty one.
    private static SeriesSet or(Binary binary, SeriesSet left, SeriesSet right, Signature signature, Inference inference) {
        boolean covers = left.isAlways() && signature.isEmptyOf(left);
        List<Shape> shapes = new ArrayList<>(left.shapes());
        int lost = 0;
        for (Shape shape : right.shapes()) {
            if (covers && signature.isEmptyOf(shape)) {
                lost++;
            } else {
                shapes.add(shape);
            }
        }
        if (lost > 0) {
            inference.died(binary, Dead.Cause.OVERSHADOWED, lost == right.shapes().size(), left.because());
        }
        List<Why> because = left.isAlways() ? left.because() : right.isAlways() ? right.because() : left.becauseOf(right);
        return SeriesSet.of(ValueType.VECTOR, shapes, left.isAlways() || right.isAlways(), because);
    }

    private static SeriesSet and(Binary binary, SeriesSet left, SeriesSet right, Signature signature, Inference inference) {
        List<Shape> shapes = new ArrayList<>();
        List<Clash> because = new ArrayList<>();
        int unmatched = 0;
        for (Shape a : left.shapes()) {
            int before = shapes.size();
            List<Clash> clashes = new ArrayList<>();
            for (Shape b : right.shapes()) {
                signature.clash(a, b).ifPresentOrElse(clashes::add, () -> shapes.add(signature.matched(a, b)));
            }
            if (shapes.size() == before) {
                unmatched++;
                because.addAll(clashes);
            }
        }
        if (unmatched > 0 && !right.isNever()) {
            inference.clashed(binary, Dead.Cause.LABELS, shapes.isEmpty(), because);
        }
        boolean always = left.isAlways() && right.isAlways() && signature.isEmptyOf(left) && signature.isEmptyOf(right);
        List<Why> why = left.isNever() ? left.because() : right.isNever() ? right.because() : always ? left.becauseOf(right) : Inference.whys(because);
        return SeriesSet.of(ValueType.VECTOR, shapes, always, why);
    }

    private static SeriesSet unless(Binary binary, SeriesSet left, SeriesSet right, Signature signature, Inference inference) {
        boolean takesAll = right.isAlways() && signature.isEmptyOf(right);
        List<Shape> shapes = left.shapes().stream().filter(shape -> !takesAll || !signature.isEmptyOf(shape)).toList();
        if (shapes.size() < left.shapes().size()) {
            inference.died(binary, Dead.Cause.SUBTRACTED, shapes.isEmpty(), right.because());
        }
        List<Clash> clashes = new ArrayList<>();
        left.shapes().forEach(a -> right.shapes().forEach(b -> signature.clash(a, b).ifPresent(clashes::add)));
        boolean untouched = clashes.size() == left.shapes().size() * right.shapes().size();
        if (untouched && !left.isNever() && !right.isNever()) {
            inference.clashed(binary, Dead.Cause.UNMATCHED, false, clashes);
        }
        return SeriesSet.of(ValueType.VECTOR, shapes, left.isAlways() && untouched, shapes.isEmpty() && !left.isNever() ? right.because() : left.because());
    }
}
