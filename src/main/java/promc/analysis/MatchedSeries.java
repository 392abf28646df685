package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Fill;
import promc.promql.Expr.GroupModifier;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Expr.Side;
import promc.promql.ValueType;

/// Arithmetic and comparisons between vectors, with `on`, `ignoring`, `group_left`, `group_right` and `fill`.
final class MatchedSeries {
    private final Binary binary;
    private final Signature signature;
    private final Optional<GroupModifier> group;
    private final boolean manyLeft;

    private MatchedSeries(Binary binary) {
        this.binary = binary;
        this.signature = Signature.of(binary);
        this.group = binary.matching().flatMap(Matching::group);
        this.manyLeft = group.isEmpty() || group.get().manySide() == Side.LEFT;
    }

    static SeriesSet of(Binary binary, SeriesSet left, SeriesSet right, Inference inference) {
        return new MatchedSeries(binary).match(left, right, inference);
    }

    private SeriesSet match(SeriesSet left, SeriesSet right, Inference inference) {
        List<Shape> shapes = new ArrayList<>();
        List<Clash> clashes = new ArrayList<>();
        List<Why> values = new ArrayList<>();
        int pairs = 0;
        boolean all = true;
        for (Shape a : left.shapes()) {
            for (Shape b : right.shapes()) {
                Optional<Clash> clash = signature.clash(a, b);
                if (clash.isPresent()) {
                    clashes.add(clash.get());
                    all = false;
                    continue;
                }
                pairs++;
                Optional<Samples> samples = BinarySeries.samples(binary, a.samples(), b.samples(), false, values);
                samples.ifPresent(s -> shapes.add(result(a, b).with(s)));
                all &= samples.isPresent() && BinarySeries.keepsAll(binary, a.samples(), b.samples());
            }
        }
        boolean dead = pairs == 0 && !left.isNever() && !right.isNever();
        binary.fill().ifPresent(fill -> filled(fill, left, right, shapes));
        if (dead && shapes.isEmpty()) {
            inference.clashed(binary, Dead.Cause.LABELS, true, clashes);
            return SeriesSet.of(ValueType.VECTOR, List.of(), false, Inference.whys(clashes));
        }
        if (binary.fill().isPresent()) {
            return SeriesSet.of(ValueType.VECTOR, shapes, false, left.becauseOf(right));
        }
        boolean always = all && left.isAlways() && right.isAlways() && signature.isEmptyOf(left) && signature.isEmptyOf(right);
        SeriesSet operand = left.isNever() || !right.isNever() ? left : right;
        return BinarySeries.finished(binary, shapes, always, pairs, all, values, operand, inference);
    }

    /// The labels of what a series of `left` and one of `right` make together.
    private Shape result(Shape left, Shape right) {
        Shape many = manyLeft ? left : right;
        Shape one = manyLeft ? right : left;
        return included(one, kept(BinarySeries.named(binary, signature.matched(many, one))));
    }

    /// One to one keeps the labels matched by; with a group modifier the many side keeps all of its own.
    private Shape kept(Shape many) {
        if (group.isPresent()) {
            return many;
        }
        Why why = binary.matching().map(matching -> new Why(matching.on() ? "only the labels in `on` are kept" : "the labels in `ignoring` are dropped", matching.span()))
                .orElse(new Why("", binary.opSpan()));
        return signature.on() ? many.keeping(signature.labels(), why) : many.without(signature.labels(), why);
    }

    /// The labels in `group_left (...)` come from the one side, which deletes them where it has none.
    private Shape included(Shape one, Shape result) {
        Shape changed = result;
        for (String label : include()) {
            LabelFact fact = one.label(label);
            Why why = new Why("it is taken from the " + (manyLeft ? "right" : "left") + " side", group.orElseThrow().span());
            changed = changed.with(label, fact.isNever() ? fact : fact.because(fact.isUnknown() ? why : fact.why()));
        }
        return changed;
    }

    private Set<String> include() {
        Set<String> labels = new TreeSet<>();
        group.ifPresent(modifier -> modifier.include().stream().map(Name::text).forEach(labels::add));
        return labels;
    }

    /// A side that has no match is paired with a value that has no labels but those matched by. Which side of a grouped operation the engine fills is not relied on.
    private void filled(Fill fill, SeriesSet left, SeriesSet right, List<Shape> shapes) {
        boolean both = group.isPresent();
        if (fill.right().isPresent() || both) {
            left.shapes().forEach(shape -> alone(shape, manyLeft, shapes));
        }
        if (fill.left().isPresent() || both) {
            right.shapes().forEach(shape -> alone(shape, !manyLeft, shapes));
        }
    }

    private void alone(Shape shape, boolean isMany, List<Shape> shapes) {
        Shape other = signatureOf(shape);
        Shape result = isMany ? included(other, kept(BinarySeries.named(binary, shape))) : included(shape, kept(BinarySeries.named(binary, other)));
        Samples samples = binary.op().isComparison() && binary.boolSpan().isPresent() ? new Samples(0, 1, true, false, false, Optional.empty()) : Samples.ANY;
        shapes.add(result.with(samples));
    }

    /// A series with nothing but the labels of `shape` that are matched by.
    private Shape signatureOf(Shape shape) {
        Why why = new Why("a value that is filled in has only the labels matched by", binary.fill().orElseThrow().span());
        if (signature.on()) {
            return shape.keeping(signature.labels(), why);
        }
        Map<String, LabelFact> labels = new TreeMap<>(shape.labels());
        signature.labels().forEach(label -> labels.put(label, LabelFact.never(why)));
        labels.put(Shape.NAME, LabelFact.never(why));
        return new Shape(labels, shape.closed(), shape.rest(), shape.samples());
    }
}
