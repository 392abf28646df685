package promc.checks.promql;

import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Unary;

/// `-x ^ 2`: the power comes first, as in mathematics, so the result is negative. Spreadsheets and some languages have it the other way round.
public final class UnaryMinusPrecedence implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/unary-minus-precedence", Severity.INFO, "A minus before a power applies to the power, not to its base").fixable(Applicability.DISPLAY_ONLY);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Unary unary && unary.negative() && unary.operand() instanceof Binary power && power.op() == BinaryOp.POW) {
                String base = power.left().span().of(expression.text().text());
                context.report(expression.text(), unary.opSpan(), "`^` binds tighter than the minus before it: this is the negative of the power; write `(-" + base + ")` if the base is meant to be negative")
                        .fix(Fix.replace("Put the minus to the base", Applicability.DISPLAY_ONLY, expression.text(), unary.opSpan().cover(power.left().span()), "(-" + base + ")"));
            }
        });
    }
}
