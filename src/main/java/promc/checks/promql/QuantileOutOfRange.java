package promc.checks.promql;

import java.math.BigDecimal;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Call;
import promc.promql.Expr.NumberLiteral;

/// A quantile outside 0 to 1, as in `quantile(95, x)`: Prometheus (`promql/quantile.go`) returns an infinity for every series, whatever their values are.
public final class QuantileOutOfRange implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/quantile-out-of-range", Severity.ERROR,
            "A quantile lies outside 0 to 1, so the result is always infinite").fixable(Applicability.UNSAFE);
    /// Who writes a number up to this means a percentile.
    private static final double PERCENT = 100;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Aggregation aggregation && aggregation.op() == Aggregator.QUANTILE && aggregation.param().isPresent()) {
            judge(aggregation.name(), aggregation.param().get(), expression, context);
        } else if (root instanceof Call call) {
            switch (call.function().name()) {
                case "histogram_quantile", "quantile_over_time" -> judge(call.name(), call.args().getFirst(), expression, context);
                case "histogram_quantiles" -> call.args().subList(2, call.args().size()).forEach(quantile -> judge(call.name(), quantile, expression, context));
                default -> { }
            }
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static void judge(Expr.Name function, Expr quantile, Expression expression, Context context) {
        if (quantile.unwrapped() instanceof NumberLiteral number && (number.value() < 0 || number.value() > 1)) {
            String result = number.value() < 0 ? "-Inf" : "+Inf";
            Draft draft = context.report(expression.text(), number.span(), "`" + function.text() + "` returns `" + result + "` for everything: a quantile lies between 0 and 1");
            if (number.value() > 1 && number.value() <= PERCENT) {
                String share = BigDecimal.valueOf(number.value()).movePointLeft(2).stripTrailingZeros().toPlainString();
                draft.fix(Fix.replace("Use the quantile " + share, Applicability.UNSAFE, expression.text(), number.span(), share));
            }
        }
    }
}
