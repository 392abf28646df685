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

/// Proves that no series of a result can carry a label, and says which operator took it away.
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
            case Unary unary -> label.equals("__name__") ? Optional.of(new Why("a sign drops the metric name", unary.opSpan())) : of(unary.operand(), label);
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
        boolean leftScalar = binary.left().type() == ValueType.SCALAR;
        boolean rightScalar = binary.right().type() == ValueType.SCALAR;
        boolean dropsName = !binary.op().isSetOperator() && (!binary.op().isComparison() || binary.boolSpan().isPresent());
        if (label.equals("__name__") && dropsName) {
            return Optional.of(new Why("`" + binary.op().symbol() + "` drops the metric name", binary.opSpan()));
        }
        if (leftScalar || rightScalar) {
            return of(leftScalar ? binary.right() : binary.left(), label);
        }
        return switch (binary.op()) {
            case OR -> of(binary.left(), label).flatMap(left -> of(binary.right(), label).map(right -> left));
            case AND, UNLESS -> of(binary.left(), label);
            default -> inMatch(binary, label);
        };
    }

    private static Optional<Why> inMatch(Binary binary, String label) {
        Optional<Matching> matching = binary.matching();
        if (matching.isEmpty()) {
            return both(binary, label);
        }
        Matching match = matching.get();
        if (match.group().isPresent()) {
            GroupModifier group = match.group().get();
            boolean manyLeft = group.manySide() == Side.LEFT;
            Expr many = manyLeft ? binary.left() : binary.right();
            Expr one = manyLeft ? binary.right() : binary.left();
            boolean included = group.include().stream().map(Name::text).anyMatch(label::equals);
            return of(included ? one : many, label);
        }
        boolean named = match.labels().stream().map(Name::text).anyMatch(label::equals);
        if (match.on() != named) {
            return Optional.of(new Why(match.on() ? "only the labels in `on` are kept" : "the labels in `ignoring` are dropped", match.span()));
        }
        return both(binary, label);
    }

    /// One-to-one matching on the label itself: it must be equal on both sides, so one side without it is enough. With `fill` a lone side is kept as it is.
    private static Optional<Why> both(Binary binary, String label) {
        Optional<Why> left = of(binary.left(), label);
        if (label.equals("__name__")) {
            return left;
        }
        Optional<Why> right = of(binary.right(), label);
        return binary.fill().isPresent() ? left.flatMap(why -> right.map(other -> why)) : left.or(() -> right);
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
            case "histogram_quantile", "histogram_fraction" -> label.equals("le")
                    ? Optional.of(new Why("`" + function + "` drops `le`", call.name().span())) : keeping(call, label);
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

    /// `absent` takes its labels from the `=` matchers of a bare selector, each label matched once.
    private static Optional<Why> inAbsent(Call call, String label) {
        Why lost = new Why("`" + call.function().name() + "` has only labels that one `=` matcher gives", call.span());
        List<Expr.Matcher> matchers = switch (call.args().isEmpty() ? call : call.args().getFirst().unwrapped()) {
            case VectorSelector selector -> selector.matchers();
            case MatrixSelector matrix -> matrix.selector().matchers();
            default -> List.of();
        };
        List<Expr.Matcher> named = matchers.stream().filter(m -> m.label().text().equals(label)).toList();
        boolean kept = named.size() == 1 && named.getFirst().op() == Expr.MatchOp.EQUAL && !named.getFirst().value().value().isEmpty()
                && !label.equals("__name__");
        return kept ? Optional.empty() : Optional.of(lost);
    }
}
