package promc.analysis;

import java.util.List;
import java.util.Optional;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.GroupModifier;
import promc.promql.Expr.Matching;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Name;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Side;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.source.Span;

/// Proves that no series of a result can carry a label, and says which operator took it away. Read from Prometheus 3.14 `promql/engine.go` and `promql/functions.go`, with metric
/// names removed at once, as without the feature `promql-delayed-name-removal`.
public final class LabelLoss {
    private LabelLoss() {}

    /// Where and why a label was lost; `place` counts in the expression's text.
    public record Why(String reason, Span place) {}

    /// The reason why no result series of `expr` has `label`, on any database; empty if one might.
    public static Optional<Why> of(Expr expr, String label) {
        return switch (expr) {
            case NumberLiteral number -> Optional.of(new Why("a number has no labels", number.span()));
            case StringLiteral string -> Optional.of(new Why("a string has no labels", string.span()));
            case VectorSelector selector -> inSelector(selector, label);
            case MatrixSelector matrix -> inSelector(matrix.selector(), label);
            case Subquery subquery -> of(subquery.expr(), label);
            case Paren paren -> of(paren.inner(), label);
            case Unary unary -> label.equals("__name__") && unary.negative()
                    ? Optional.of(new Why("`-` drops the metric name", unary.opSpan())) : of(unary.operand(), label);
            case Aggregation aggregation -> inAggregation(aggregation, label);
            case Binary binary -> inBinary(binary, label);
            case Call call -> inCall(call, label);
        };
    }

    private static Optional<Why> inSelector(VectorSelector selector, String label) {
        return selector.matchers().stream()
                .filter(m -> m.label().text().equals(label) && m.op() == Expr.MatchOp.EQUAL && m.value().value().isEmpty())
                .findFirst().map(m -> new Why("the matcher asks for series without `" + label + "`", m.span()));
    }

    private static Optional<Why> inAggregation(Aggregation aggregation, String label) {
        if (aggregation.op().keepsInputLabels()) {
            return of(aggregation.expr(), label);
        }
        if (aggregation.op() == Aggregator.COUNT_VALUES && aggregation.param().isPresent()
                && aggregation.param().get().unwrapped() instanceof StringLiteral added && added.value().equals(label)) {
            return Optional.empty();
        }
        String name = "`" + aggregation.op().keyword() + "`";
        if (aggregation.grouping().isEmpty()) {
            return Optional.of(new Why(name + " without `by` drops all labels", aggregation.name().span()));
        }
        Expr.Grouping grouping = aggregation.grouping().get();
        if (grouping.without()) {
            return grouping.names(label) || label.equals("__name__")
                    ? Optional.of(new Why(name + " drops the labels named here", grouping.span())) : of(aggregation.expr(), label);
        }
        return grouping.names(label) ? of(aggregation.expr(), label)
                : Optional.of(new Why(name + " keeps only the labels named here", grouping.span()));
    }

    private static Optional<Why> inBinary(Binary binary, String label) {
        if (label.equals("__name__") && dropsName(binary)) {
            return Optional.of(new Why("`" + binary.op().symbol() + "` drops the metric name", binary.opSpan()));
        }
        boolean leftScalar = binary.left().type() == ValueType.SCALAR;
        boolean rightScalar = binary.right().type() == ValueType.SCALAR;
        if (leftScalar || rightScalar) {
            return of(leftScalar ? binary.right() : binary.left(), label);
        }
        return switch (binary.op()) {
            case OR -> onEither(binary, label);
            case AND, UNLESS -> of(binary.left(), label);
            default -> inMatch(binary, label);
        };
    }

    /// Arithmetic and `bool` drop the name first, so that `group_left (__name__)` brings in the one side's (`promql/engine.go`, resultMetric). The operators that trim
    /// histograms are no arithmetic here (changesMetricSchema).
    private static boolean dropsName(Binary binary) {
        boolean drops = binary.boolSpan().isPresent() || switch (binary.op()) {
            case ADD, SUB, MUL, DIV, MOD, POW, ATAN2 -> true;
            default -> false;
        };
        return drops && !includes(binary, "__name__");
    }

    private static boolean includes(Binary binary, String label) {
        return binary.matching().flatMap(Matching::group).stream().flatMap(group -> group.include().stream()).map(Name::text).anyMatch(label::equals);
    }

    private static Optional<Why> inMatch(Binary binary, String label) {
        Optional<Matching> matching = binary.matching();
        Optional<GroupModifier> group = matching.flatMap(Matching::group);
        if (group.isEmpty() && matching.isPresent()) {
            boolean named = matching.get().labels().stream().map(Name::text).anyMatch(label::equals);
            if (matching.get().on() != named) {
                return Optional.of(new Why(matching.get().on() ? "only the labels in `on` are kept" : "the labels in `ignoring` are dropped", matching.get().span()));
            }
        }
        if (binary.fill().isPresent()) {
            // A side that is filled in takes its labels from the other one.
            return onEither(binary, label);
        }
        if (group.isPresent()) {
            boolean manyLeft = group.get().manySide() == Side.LEFT;
            Expr many = manyLeft ? binary.left() : binary.right();
            Expr one = manyLeft ? binary.right() : binary.left();
            return of(includes(binary, label) ? one : many, label);
        }
        // One to one on the label itself: it is equal on both sides, so one side without it is enough. The name is not compared, it is the left side's.
        Optional<Why> left = of(binary.left(), label);
        return label.equals("__name__") ? left : left.or(() -> of(binary.right(), label));
    }

    /// Where a result series may come from either side, both must have lost the label.
    private static Optional<Why> onEither(Binary binary, String label) {
        return of(binary.left(), label).filter(left -> of(binary.right(), label).isPresent());
    }

    private static Optional<Why> inCall(Call call, String label) {
        String function = call.function().name();
        return switch (function) {
            case "time", "scalar", "pi", "vector", "start", "end", "step", "range", "min_of", "max_of", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour",
                    "minute", "month", "year" -> firstVector(call).isEmpty() || function.equals("scalar")
                    ? Optional.of(new Why("`" + function + "` returns no labels", call.span())) : keeping(call, label);
            case "absent", "absent_over_time" -> inAbsent(call, label);
            case "label_replace", "label_join" -> call.args().size() > 1 && call.args().get(1).unwrapped() instanceof StringLiteral target && target.value().equals(label)
                    ? Optional.empty() : of(call.args().getFirst(), label);
            case "histogram_quantiles", "info" -> Optional.empty();
            case "last_over_time", "first_over_time", "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" -> of(call.args().getFirst(), label);
            default -> label.equals("__name__") ? Optional.empty() : keeping(call, label);
        };
    }

    private static Optional<Why> keeping(Call call, String label) {
        return firstVector(call).flatMap(argument -> of(argument, label));
    }

    private static Optional<Expr> firstVector(Call call) {
        List<Expr> args = call.args();
        return args.stream().filter(arg -> arg.type() == ValueType.VECTOR || arg.type() == ValueType.MATRIX).findFirst();
    }

    /// `absent` takes its labels from the `=` matchers of a bare selector. Matchers are taken in order: the first `=` sets its label, any later one of that label deletes it.
    private static Optional<Why> inAbsent(Call call, String label) {
        List<Expr.Matcher> matchers = switch (call.args().isEmpty() ? call : call.args().getFirst().unwrapped()) {
            case VectorSelector selector -> selector.matchers();
            case MatrixSelector matrix -> matrix.selector().matchers();
            default -> List.of();
        };
        boolean set = false;
        boolean seen = false;
        for (Expr.Matcher matcher : matchers) {
            if (matcher.label().text().equals(label)) {
                set = matcher.op() == Expr.MatchOp.EQUAL && !seen && !matcher.value().value().isEmpty();
                seen |= matcher.op() == Expr.MatchOp.EQUAL;
            }
        }
        return set && !label.equals("__name__") ? Optional.empty()
                : Optional.of(new Why("`" + call.function().name() + "` has only labels that one `=` matcher gives", call.span()));
    }
}
