package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
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
import promc.promql.Expr.NumberLiteral;
import promc.promql.Printer;
import promc.promql.ValueType;
import promc.source.Span;

/// `count(up == 1) < 2` as an alert: where nothing is up, `up == 1` returns nothing, `count` of nothing returns nothing, and the alert stays silent when it matters most. Judged where what is
/// counted is good (`== 1`, `> 0`) and too little of it is what the alert asks for; counting what is bad, nothing is as it should be.
public final class CountOfNothing implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/count-of-nothing", Severity.WARNING,
            "An alert asks whether a count of what is well is too low, and is silent where nothing is").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (rule.isAlert() && expression.isPresent()) {
            condition(expression.get().valid().orElseThrow(), expression.get(), context);
        }
    }

    private static void condition(Expr node, Expression expression, Context context) {
        if (!(node.unwrapped() instanceof Binary binary)) {
            return;
        }
        if (binary.op() == BinaryOp.AND || binary.op() == BinaryOp.UNLESS) {
            condition(binary.left(), expression, context);
        } else if (binary.op().isComparison() && binary.boolSpan().isEmpty()) {
            if (binary.op() == BinaryOp.LT || binary.op() == BinaryOp.LE) {
                tooLow(binary, binary.left(), expression, context);
            } else if (binary.op() == BinaryOp.GT || binary.op() == BinaryOp.GE) {
                tooLow(binary, binary.right(), expression, context);
            }
        }
    }

    private static void tooLow(Binary comparison, Expr side, Expression expression, Context context) {
        Optional<Aggregation> count = count(side);
        // A count that is compared with less than 1 has a check of its own.
        if (count.isEmpty() || context.facts(expression).of(comparison).isNever()) {
            return;
        }
        Binary filter = (Binary) count.get().expr().unwrapped();
        String name = count.get().name().text();
        context.report(expression.text(), count.get().name().span(), "the alert is silent where it is worst: if nothing passes `" + filter.op().symbol() + " " + Printer.print(filter.right()) + "`, `" + name
                        + "` returns nothing instead of 0")
                .note(expression.text(), filter.opSpan(), "this takes away all that is not counted")
                .fix(fix(count.get(), filter, expression));
    }

    /// The aggregation that adds up or counts what a comparison leaves, with numbers around it at most, or above a division.
    private static Optional<Aggregation> count(Expr side) {
        Expr expr = side.unwrapped();
        if (expr instanceof Binary binary && !binary.op().isComparison() && !binary.op().isSetOperator()) {
            return binary.right().type() == ValueType.SCALAR || binary.op() == BinaryOp.DIV ? count(binary.left()) : binary.left().type() == ValueType.SCALAR && binary.op() == BinaryOp.MUL ? count(binary.right())
                    : Optional.empty();
        }
        return expr instanceof Aggregation aggregation && (aggregation.op() == Aggregator.COUNT || aggregation.op() == Aggregator.SUM) && isGood(aggregation.expr()) ? Optional.of(aggregation) : Optional.empty();
    }

    private static boolean isGood(Expr operand) {
        if (!(operand.unwrapped() instanceof Binary filter) || !filter.op().isComparison() || filter.boolSpan().isPresent() || !(filter.right().unwrapped() instanceof NumberLiteral number)) {
            return false;
        }
        return switch (filter.op()) {
            case EQ -> number.value() == 1;
            case NE, GT -> number.value() == 0;
            case GE -> number.value() == 1;
            default -> false;
        };
    }

    /// With `bool` there is a 0 or a 1 for each series, and their sum is the count.
    private static Optional<Fix> fix(Aggregation count, Binary filter, Expression expression) {
        boolean sum = count.op() == Aggregator.SUM;
        if (sum && filter.op() != BinaryOp.EQ) {
            return Optional.empty();
        }
        Optional<TextEdit> bool = Fix.edit(expression.text(), Span.at(filter.opSpan().end()), " bool");
        if (sum) {
            return bool.map(edit -> new Fix("Add up 0 and 1 with `bool`", Applicability.UNSAFE, List.of(edit)));
        }
        return Fix.edit(expression.text(), count.name().span(), "sum").flatMap(first -> bool.map(second -> new Fix("Add up 0 and 1 with `sum` and `bool`", Applicability.UNSAFE, List.of(first, second))));
    }
}
