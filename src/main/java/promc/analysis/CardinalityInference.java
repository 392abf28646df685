package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Expr.Side;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;
import promc.promql.ValueType;

/// Walks an expression from its leaves up and bounds what each part returns. See [Cardinality].
final class CardinalityInference {
    /// Of more metrics than this it is not told apart which of them has which values.
    private static final int MAX_METRICS = 8;
    private static final SortedSet<String> ANY_METRIC = Collections.emptySortedSet();

    private final Facts facts;
    private final SeriesCounts counts;
    private final IdentityHashMap<Expr, Known> known = new IdentityHashMap<>();

    CardinalityInference(Facts facts, SeriesCounts counts) {
        this.facts = facts;
        this.counts = counts;
    }

    /// What is known of a part. `now` bounds one evaluation, `ever` the different series of all. Values of labels are those of `metrics` in the database (of all if there are none),
    /// but of the labels in `made`, which have so many values.
    record Known(Bound now, Bound ever, Map<String, Bound> made, SortedSet<String> metrics, SeriesSet set) {
        Known with(Bound atOnce, Bound whenever) {
            return new Known(atOnce, whenever, made, metrics, set);
        }

        /// The values of a label, absence included.
        Bound domain(String label) {
            return domain(label, set.label(label));
        }

        Bound domain(String label, LabelFact fact) {
            if (fact.isNever()) {
                return Bound.ONE;
            }
            if (fact.values() instanceof Values.OneOf oneOf) {
                return Bound.constant(oneOf.values().size() + (fact.isAlways() ? 0 : 1));
            }
            Bound own = made.get(label);
            return own != null ? own : new Bound.LabelValues(label, metrics, !fact.isAlways());
        }

        /// How many series there can be with different labels; unknown if they may have any.
        Bound byLabels() {
            if (!set.isClosed()) {
                return Bound.UNKNOWN;
            }
            Bound sum = Bound.ZERO;
            for (Shape shape : set.shapes()) {
                sum = sum.plus(product(shape.labels()));
            }
            if (set.shapes().size() < 2 || sum instanceof Bound.Constant) {
                return sum;
            }
            Map<String, LabelFact> joined = new TreeMap<>();
            set.knownLabels().forEach(label -> joined.put(label, set.label(label)));
            return product(joined);
        }

        private Bound product(Map<String, LabelFact> labels) {
            List<Bound> factors = new ArrayList<>();
            labels.forEach((label, fact) -> factors.add(domain(label, fact)));
            return Bound.product(factors);
        }
    }

    IdentityHashMap<Expr, Known> known() {
        return known;
    }

    /// Nesting is bounded by the parser, so recursion is safe.
    void infer(Expr expr) {
        expr.children().forEach(this::infer);
        Known part = part(expr);
        SeriesSet set = facts.of(expr);
        Known own = new Known(part.now, part.ever, part.made, part.metrics, set);
        if (expr.type() == ValueType.VECTOR || expr.type() == ValueType.MATRIX) {
            Bound byLabels = set.isNever() ? Bound.ZERO : own.byLabels();
            own = own.with(own.now.atMost(byLabels), own.ever.atMost(byLabels));
        }
        known.put(expr, own);
    }

    private Known part(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> single(expr);
            case VectorSelector selector -> selector(selector);
            case Expr.MatrixSelector matrix -> whenever(matrix.selector());
            case Expr.Subquery subquery -> whenever(subquery.expr());
            case Expr.Paren paren -> known.get(paren.inner());
            case Expr.Unary unary -> known.get(unary.operand());
            case Aggregation aggregation -> aggregation(aggregation);
            case Binary binary -> binary(binary);
            case Expr.Call call -> CardinalityCalls.of(call, this);
        };
    }

    /// One series, or none, whose labels are told where it is made.
    Known single(Expr expr) {
        return new Known(Bound.ONE, Bound.ONE, Map.of(), ANY_METRIC, facts.of(expr));
    }

    /// A range holds what was there at any time in it.
    private Known whenever(Expr expr) {
        Known inner = known.get(expr);
        return inner.with(inner.ever, inner.ever);
    }

    private Known selector(VectorSelector selector) {
        SeriesSet set = facts.of(selector);
        LabelFact name = set.label(Shape.NAME);
        if (!name.isAlways() || !(name.values() instanceof Values.OneOf names) || names.values().size() > SelectorSeries.MAX_NAMES) {
            Bound all = new Bound.SelectedSeries(Printer.print(bare(selector)), name.values());
            return new Known(all, all, Map.of(), ANY_METRIC, set);
        }
        Bound series = Bound.ZERO;
        for (String metric : names.values()) {
            series = series.plus(new Bound.MetricSeries(metric).atMost(counts.of(metric).orElse(Bound.UNKNOWN)));
        }
        return new Known(series, series, Map.of(), names.values().size() > MAX_METRICS ? ANY_METRIC : names.values(), set);
    }

    private static VectorSelector bare(VectorSelector selector) {
        return new VectorSelector(selector.span(), selector.name(), selector.braces(), selector.matchers(), Expr.Modifiers.NONE);
    }

    private Known aggregation(Aggregation aggregation) {
        Known in = known.get(aggregation.expr());
        if (aggregation.op() == Aggregator.LIMIT_RATIO) {
            return in;
        }
        if (aggregation.op().keepsInputLabels()) {
            return in.with(in.now.atMost(chosen(aggregation, in)), in.ever);
        }
        if (aggregation.op() != Aggregator.COUNT_VALUES) {
            return in;
        }
        Map<String, Bound> made = new HashMap<>(in.made);
        aggregation.param().map(Expr::unwrapped).filter(StringLiteral.class::isInstance).ifPresent(label -> made.put(((StringLiteral) label).value(), Bound.UNKNOWN));
        // Every evaluation may count other values.
        return new Known(in.now, Bound.UNKNOWN, made, in.metrics, in.set);
    }

    /// `k` of each group.
    private Bound chosen(Aggregation aggregation, Known in) {
        Samples k = aggregation.param().map(param -> facts.of(param).samples()).orElse(Samples.ANY);
        if (!k.hasNumbers() || k.max() >= Long.MAX_VALUE || !aggregation.keepsOnlyNamed()) {
            return Bound.UNKNOWN;
        }
        List<Bound> factors = new ArrayList<>(List.of(Bound.constant((long) Math.max(0, Math.floor(k.max())))));
        aggregation.grouping().ifPresent(by -> by.labels().stream().map(Name::text).distinct().forEach(label -> factors.add(in.domain(label))));
        return Bound.product(factors);
    }

    private Known binary(Binary binary) {
        if (binary.type() == ValueType.SCALAR) {
            return single(binary);
        }
        Known left = known.get(binary.left());
        Known right = known.get(binary.right());
        if (binary.left().type() == ValueType.SCALAR || binary.right().type() == ValueType.SCALAR) {
            return binary.left().type() == ValueType.SCALAR ? right : left;
        }
        if (binary.op() == BinaryOp.AND || binary.op() == BinaryOp.UNLESS) {
            return left;
        }
        if (binary.op() == BinaryOp.OR) {
            return together(left, right);
        }
        return binary.matching().flatMap(Matching::group).isPresent() ? grouped(binary, left, right) : oneToOne(binary, left, right);
    }

    /// What comes from one side or the other.
    private static Known together(Known left, Known right) {
        Map<String, Bound> made = new HashMap<>();
        left.made.keySet().forEach(label -> made.put(label, left.domain(label).plus(right.domain(label))));
        right.made.keySet().forEach(label -> made.computeIfAbsent(label, l -> left.domain(l).plus(right.domain(l))));
        SortedSet<String> metrics = new TreeSet<>(left.metrics);
        metrics.addAll(right.metrics);
        // A side that reads no metric, such as `vector(0)`, brings no values that are not told.
        boolean known = reads(left) && reads(right) && metrics.size() <= MAX_METRICS;
        return new Known(left.now.plus(right.now), left.ever.plus(right.ever), made, known ? metrics : ANY_METRIC, left.set);
    }

    private static boolean reads(Known side) {
        return !side.metrics.isEmpty();
    }

    /// Each series of a side is matched once. Over time, results differ only where left sides do; and where right sides do, unless a comparison keeps the name of the left.
    private static Known oneToOne(Binary binary, Known left, Known right) {
        if (binary.fill().isPresent()) {
            return together(left, right);
        }
        boolean byRight = BinarySeries.dropsName(binary) || Signature.of(binary).on();
        return left.with(left.now.atMost(right.now), byRight ? left.ever.atMost(right.ever) : left.ever);
    }

    private static Known grouped(Binary binary, Known left, Known right) {
        boolean manyLeft = binary.matching().flatMap(Matching::group).orElseThrow().manySide() == Side.LEFT;
        Known many = manyLeft ? left : right;
        Known one = manyLeft ? right : left;
        Known result = binary.fill().isPresent() ? together(many, one) : many;
        Map<String, Bound> made = new HashMap<>(result.made);
        List<Bound> taken = new ArrayList<>();
        for (Name name : binary.matching().flatMap(Matching::group).orElseThrow().include()) {
            Bound values = one.domain(name.text());
            made.put(name.text(), values);
            taken.add(values);
        }
        taken.add(result.ever);
        // What is taken from the one side can be another value each time.
        return new Known(result.now, Bound.product(taken), made, result.metrics, many.set);
    }

    Known of(Expr part) {
        return known.get(part);
    }

    SeriesSet set(Expr part) {
        return facts.of(part);
    }
}
