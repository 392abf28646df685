package promc.checks.promql;

import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Subquery;
import promc.source.Span;

/// `x > bool 5` where only the existence of a series counts: as an alert's condition, behind `and` or `unless`, inside `count`. With `bool` a comparison returns 0 or 1 for every series
/// (Prometheus `promql/engine.go`, vectorElemBinop), so there it decides nothing.
public final class BoolFilterLost implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/bool-filter-lost", Severity.ERROR,
            "A comparison with `bool` stands where only the existence of series counts, so it decides nothing").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isPresent()) {
            Expr root = expression.get().valid().orElseThrow();
            if (hasBool(root)) {
                look(root, rule.isAlert(), expression.get(), context);
            }
        }
    }

    private static boolean hasBool(Expr node) {
        if (node instanceof Binary binary && binary.boolSpan().isPresent()) {
            return true;
        }
        for (Expr child : node.children()) {
            if (hasBool(child)) {
                return true;
            }
        }
        return false;
    }

    /// `fires`: whatever series `node` returns, the alert fires for.
    private static void look(Expr node, boolean fires, Expression expression, Context context) {
        if (node instanceof Binary binary && binary.op().isSetOperator()) {
            look(binary.left(), fires, expression, context);
            if (binary.op() == BinaryOp.OR) {
                look(binary.right(), fires, expression, context);
            } else {
                exists(binary.right(), "`" + binary.op().symbol() + "` only asks whether there is a series on its right", expression, context);
                look(binary.right(), false, expression, context);
            }
            return;
        }
        if (fires && !(node instanceof Expr.Paren)) {
            Optional<Binary> lost = lost(node);
            // alert/always-fires says so of an expression that needs no series.
            if (lost.isPresent() && !context.facts(expression).root().isAlways()) {
                context.report(expression.text(), lost.get().boolSpan().orElseThrow(), "the alert fires whatever the values are: `" + lost.get().op().symbol()
                        + " bool` returns 0 where it does not hold, and the alert fires for 0 too").fix(fix(lost.get(), lost.get() == node, expression));
                return;
            }
        }
        if (node instanceof Aggregation aggregation && (aggregation.op() == Aggregator.COUNT || aggregation.op() == Aggregator.GROUP)) {
            exists(aggregation.expr(), aggregation.op() == Aggregator.COUNT ? "`count` counts every series" : "`group` is 1 for every series", expression, context);
        } else if (node instanceof Call call && onlyExistence(call)) {
            Expr inside = call.args().getFirst().unwrapped();
            exists(inside instanceof Subquery subquery ? subquery.expr() : inside, "`" + call.name().text() + "` only asks whether there is a sample", expression, context);
        }
        for (Expr child : node.children()) {
            look(child, fires && node instanceof Expr.Paren, expression, context);
        }
    }

    private static boolean onlyExistence(Call call) {
        return switch (call.function().name()) {
            case "absent", "absent_over_time", "present_over_time", "count_over_time" -> true;
            default -> false;
        };
    }

    /// Only of the comparison itself: `sum(x == bool 1)` is a value that is used elsewhere too, and whose existence may be what is asked for.
    private static void exists(Expr operand, String why, Expression expression, Context context) {
        if (operand.unwrapped() instanceof Binary comparison && comparison.boolSpan().isPresent()) {
            context.report(expression.text(), comparison.boolSpan().get(), why + ", and `" + comparison.op().symbol() + " bool` returns one for every value: the comparison has no effect")
                    .fix(fix(comparison, true, expression));
        }
    }

    /// The comparison with `bool` inside `node`, if nothing in there filters.
    private static Optional<Binary> lost(Expr node) {
        if (node instanceof Binary binary) {
            if (binary.boolSpan().isPresent()) {
                return filters(binary.left()) || filters(binary.right()) ? Optional.empty() : Optional.of(binary);
            }
            if (binary.op().isComparison() || binary.op().isSetOperator()) {
                return Optional.empty();
            }
        }
        if (filters(node)) {
            return Optional.empty();
        }
        for (Expr child : node.children()) {
            Optional<Binary> lost = lost(child);
            if (lost.isPresent()) {
                return lost;
            }
        }
        return Optional.empty();
    }

    /// True if values or the existence of series decide what `node` returns.
    private static boolean filters(Expr node) {
        if (node instanceof Binary binary && (binary.op().isSetOperator() || binary.op().precedence() == BinaryOp.EQ.precedence() && binary.boolSpan().isEmpty())
                || node instanceof Call call && call.function().name().startsWith("absent")) {
            return true;
        }
        for (Expr child : node.children()) {
            if (filters(child)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Fix> fix(Binary comparison, boolean itself, Expression expression) {
        return itself ? Fix.replace("Remove `bool`, so that the comparison filters", Applicability.UNSAFE, expression.text(),
                new Span(comparison.opSpan().end(), comparison.boolSpan().orElseThrow().end()), "") : Optional.empty();
    }
}
