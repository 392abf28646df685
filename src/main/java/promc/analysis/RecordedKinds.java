package promc.analysis;

import java.util.Optional;
import java.util.function.Function;
import promc.analysis.MetricKind.Known;
import promc.analysis.MetricKind.Source;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Name;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// What kind of metric a rule makes that records an expression: a `rate` is a gauge; a sum of counters goes on growing, but hides from its readers that one of them started again.
/// Empty where it is neither, such as the quotient of two counters.
final class RecordedKinds {
    /// Tells the kinds of the metrics that are read.
    private final Function<String, Optional<Known>> metrics;

    private RecordedKinds(Function<String, Optional<Known>> metrics) {
        this.metrics = metrics;
    }

    /// The evidence lies in the text of the expression.
    static Optional<Known> of(Expr root, Function<String, Optional<Known>> metrics) {
        return new RecordedKinds(metrics).kind(root);
    }

    private Optional<Known> kind(Expr expr) {
        return switch (expr) {
            case VectorSelector selector -> selector.metric().flatMap(metric -> metrics.apply(metric).map(known -> passed(known, metric, selector)));
            case MatrixSelector matrix -> kind(matrix.selector());
            case Subquery subquery -> kind(subquery.expr());
            case Paren paren -> kind(paren.inner());
            case Unary unary -> kind(unary.operand()).filter(known -> !unary.negative() || known.kind() == MetricKind.GAUGE);
            case Call call -> called(call);
            case Aggregation aggregation -> aggregated(aggregation);
            case Binary binary -> combined(binary);
            case Expr.NumberLiteral ignored -> Optional.empty();
            case Expr.StringLiteral ignored -> Optional.empty();
        };
    }

    private static Known passed(Known known, String metric, VectorSelector selector) {
        return new Known(known.kind(), Source.RULES, "the rule that records it passes `" + metric + "` on",
                Optional.of(new Why("a " + known.kind().word() + " is recorded as it is", selector.span())), known.summed());
    }

    private static Known gauge(Name name) {
        return new Known(MetricKind.GAUGE, Source.RULES, "the rule that records it takes `" + name.text() + "`",
                Optional.of(new Why("what `" + name.text() + "` returns is a gauge", name.span())), false);
    }

    private Optional<Known> called(Call call) {
        return switch (call.function().name()) {
            case "rate", "irate", "increase", "delta", "idelta", "deriv" -> call.vector().flatMap(this::kind).filter(known -> known.kind() == MetricKind.HISTOGRAM).isPresent()
                    ? Optional.empty() : Optional.of(gauge(call.name()));
            case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc", "label_replace", "label_join", "last_over_time", "first_over_time", "info", "abs", "ceil", "floor", "round", "clamp",
                    "clamp_min", "clamp_max" -> call.vector().flatMap(this::kind);
            case "sum_over_time", "avg_over_time" -> call.vector().flatMap(this::kind).filter(known -> known.kind() != MetricKind.GAUGE).isPresent()
                    ? Optional.empty() : Optional.of(gauge(call.name()));
            default -> Optional.of(gauge(call.name()));
        };
    }

    private Optional<Known> aggregated(Aggregation aggregation) {
        return switch (aggregation.op()) {
            case COUNT, GROUP, COUNT_VALUES -> Optional.of(gauge(aggregation.name()));
            case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> kind(aggregation.expr());
            case SUM, AVG -> kind(aggregation.expr()).flatMap(known -> switch (known.kind()) {
                case COUNTER -> Optional.of(new Known(MetricKind.COUNTER, Source.RULES, "the rule that records it takes the `" + aggregation.op().keyword() + "` of counters",
                        Optional.of(new Why("counters are added up here without a rate", aggregation.name().span())), true));
                case GAUGE -> Optional.of(known);
                case HISTOGRAM, SUMMARY -> Optional.empty();
            });
            case MIN, MAX, STDDEV, STDVAR, QUANTILE -> kind(aggregation.expr()).filter(known -> known.kind() == MetricKind.GAUGE);
        };
    }

    private Optional<Known> combined(Binary binary) {
        boolean numberLeft = binary.left().type() == ValueType.SCALAR;
        boolean numberRight = binary.right().type() == ValueType.SCALAR;
        if (numberLeft && numberRight) {
            return Optional.empty();
        }
        Optional<Known> left = kind(binary.left());
        Optional<Known> right = kind(binary.right());
        if (binary.op().isComparison()) {
            return binary.boolSpan().isPresent() ? Optional.of(new Known(MetricKind.GAUGE, Source.RULES, "the rule that records it compares with `bool`",
                    Optional.of(new Why("0 or 1 is recorded", binary.opSpan())), false)) : numberLeft ? right : left;
        }
        return switch (binary.op()) {
            case AND, UNLESS -> left;
            case OR -> isConstant(binary.right()) ? left : isConstant(binary.left()) ? right : same(left, right);
            // A counter times the 1 of an info metric is a counter with more labels.
            case MUL -> numberLeft ? right : numberRight ? left : is(left, MetricKind.COUNTER) && is(right, MetricKind.GAUGE) ? left
                    : is(left, MetricKind.GAUGE) && is(right, MetricKind.COUNTER) ? right : same(left, right).filter(RecordedKinds::isGauge);
            case DIV -> numberRight ? left : numberLeft ? right.filter(RecordedKinds::isGauge) : same(left, right).filter(RecordedKinds::isGauge);
            case ADD -> numberLeft ? right : numberRight ? left : same(left, right);
            default -> numberLeft ? right.filter(RecordedKinds::isGauge) : numberRight ? left.filter(RecordedKinds::isGauge) : same(left, right).filter(RecordedKinds::isGauge);
        };
    }

    private static boolean isConstant(Expr expr) {
        return expr.unwrapped() instanceof Call call && call.function().name().equals("vector");
    }

    private static boolean isGauge(Known known) {
        return known.kind() == MetricKind.GAUGE;
    }

    private static boolean is(Optional<Known> known, MetricKind kind) {
        return known.isPresent() && known.get().kind() == kind;
    }

    /// One of them, if both are of one kind: the one that hides resets first.
    private static Optional<Known> same(Optional<Known> left, Optional<Known> right) {
        if (left.isEmpty() || right.isEmpty() || left.get().kind() != right.get().kind()) {
            return Optional.empty();
        }
        return right.get().summed() ? right : left;
    }
}
