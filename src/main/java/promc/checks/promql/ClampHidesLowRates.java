package promc.checks.promql;

import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.NumberLiteral;

/// `rate(errors[5m]) / clamp_min(rate(requests[5m]), 1)`: a guard against dividing by 0 that replaces every rate below one per second. With fewer requests the ratio is too low: all of one
/// request a minute fail, and the result is under 2 percent. Counts, as `increase` returns them, may well be taken for 1.
public final class ClampHidesLowRates implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/clamp-hides-low-rates", Severity.INFO,
            "A divisor that is a rate is raised to 1 per second, so ratios with less traffic are too low").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Binary binary && binary.op() == BinaryOp.DIV) {
            divisor(binary.right(), true, expression, context);
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static void divisor(Expr divisor, boolean alone, Expression expression, Context context) {
        Expr expr = divisor.unwrapped();
        if (expr instanceof Binary sum && sum.op() == BinaryOp.ADD) {
            divisor(sum.left(), false, expression, context);
            divisor(sum.right(), false, expression, context);
        } else if (expr instanceof Call clamp && clamp.function().name().equals("clamp_min") && isRate(clamp.args().getFirst()) && clamp.args().get(1).unwrapped() instanceof NumberLiteral least
                && least.value() >= 1) {
            Draft draft = context.report(expression.text(), least.span(), "a rate below 1 per second counts as 1 here, so with little traffic the ratio is far too low");
            if (alone) {
                String text = expression.text().text();
                String rate = text.substring(clamp.args().getFirst().span().start(), clamp.args().getFirst().span().end());
                draft.fix(text.substring(clamp.span().start(), clamp.span().end()).indexOf('#') >= 0 ? Optional.empty()
                        : Fix.replace("Leave out what has no traffic", Applicability.UNSAFE, expression.text(), clamp.span(), "(" + rate + " > 0)"));
            }
        }
    }

    private static boolean isRate(Expr expr) {
        Expr inner = expr.unwrapped();
        return inner instanceof Call call && (call.function().name().equals("rate") || call.function().name().equals("irate"))
                || inner instanceof Aggregation aggregation && aggregation.op() == Aggregator.SUM && isRate(aggregation.expr());
    }
}
