package promc.analysis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.promql.Expr;
import promc.promql.ValueType;
import promc.source.Span;

/// Walks an expression from its leaves up. What each construct does to series is told by the classes named after it.
final class Inference {
    private final Producers producers;
    private final IdentityHashMap<Expr, SeriesSet> sets = new IdentityHashMap<>();
    private final List<Dead> dead = new ArrayList<>(0);
    private final List<Expr.Binary> alwaysTrue = new ArrayList<>(0);

    Inference(Producers producers) {
        this.producers = producers;
    }

    IdentityHashMap<Expr, SeriesSet> sets() {
        return sets;
    }

    List<Dead> dead() {
        return dead;
    }

    List<Expr.Binary> alwaysTrue() {
        return alwaysTrue;
    }

    /// Nesting is bounded by the parser, so recursion is safe.
    SeriesSet infer(Expr expr) {
        for (Expr child : expr.children()) {
            infer(child);
        }
        SeriesSet set = switch (expr) {
            case Expr.NumberLiteral number -> scalar(Samples.constant(number.value(), new Why("the number is " + Samples.text(number.value()), number.span())), number.span());
            case Expr.StringLiteral ignored -> new SeriesSet(ValueType.STRING, List.of(), Truth.ALWAYS, List.of());
            case Expr.VectorSelector selector -> SelectorSeries.of(selector, this);
            case Expr.MatrixSelector matrix -> typed(sets.get(matrix.selector()), ValueType.MATRIX);
            case Expr.Subquery subquery -> range(sets.get(subquery.expr()));
            case Expr.Paren paren -> sets.get(paren.inner());
            case Expr.Unary unary -> unary(unary);
            case Expr.Aggregation aggregation -> AggregationSeries.of(aggregation, this);
            case Expr.Binary binary -> BinarySeries.of(binary, this);
            case Expr.Call call -> CallSeries.of(call, this);
        };
        sets.put(expr, set);
        return set;
    }

    /// What a part that was looked at before returns.
    SeriesSet known(Expr part) {
        return sets.get(part);
    }

    Optional<Production> production(String metric) {
        return producers.of(metric);
    }

    void died(Expr at, Dead.Cause cause, boolean wholly, List<Why> because) {
        dead.add(new Dead(at, cause, wholly, because, List.of()));
    }

    /// The two sides of `at` disagree on labels, or what a selector asks for and what is made.
    void clashed(Expr at, Dead.Cause cause, boolean wholly, List<Clash> clashes) {
        dead.add(new Dead(at, cause, wholly, whys(clashes), clashes));
    }

    static List<Why> whys(List<Clash> clashes) {
        return clashes.stream().map(Clash::whys).flatMap(List::stream).toList();
    }

    void passesAll(Expr.Binary comparison) {
        alwaysTrue.add(comparison);
    }

    /// A scalar, which is one sample without labels.
    static SeriesSet scalar(Samples samples, Span at) {
        return new SeriesSet(ValueType.SCALAR, List.of(unlabelled(samples, new Why("a number has no labels", at))), Truth.ALWAYS,
                List.of(new Why("a number is always there", at)));
    }

    static Shape unlabelled(Samples samples, Why why) {
        return new Shape(Map.of(), true, why, samples);
    }

    /// What an expression returns at the steps of a subquery. No step may lie in its range.
    private static SeriesSet range(SeriesSet set) {
        return set.isAlways() ? new SeriesSet(ValueType.MATRIX, set.shapes(), Truth.SOMETIMES, List.of()) : typed(set, ValueType.MATRIX);
    }

    private static SeriesSet typed(SeriesSet set, ValueType type) {
        return new SeriesSet(type, set.shapes(), set.returns(), set.because());
    }

    private SeriesSet unary(Expr.Unary unary) {
        SeriesSet operand = sets.get(unary.operand());
        if (!unary.negative()) {
            return operand;
        }
        Why why = new Why("`-` drops the metric name", unary.opSpan());
        List<Shape> shapes = operand.shapes().stream().map(shape -> shape.withoutName(why).with(Arithmetic.negate(shape.samples()))).toList();
        return SeriesSet.of(unary.type(), shapes, operand.isAlways(), operand.because());
    }
}
