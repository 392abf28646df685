package promc.checks.promql;

import java.util.Optional;
import promc.analysis.MetricKind;
import promc.analysis.MetricKind.Known;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.VectorSelector;

/// `rate(go_goroutines[5m])`: each fall of a gauge is taken for the restart of a counter, and all that is left is added as if it had been counted anew.
public final class RateOfGauge implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/rate-of-gauge", Severity.WARNING,
            "A rate is taken of a gauge, whose every fall it takes for a restart").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Call call && isRate(call)) {
                Kinds.range(call).ifPresent(selector -> check(call, selector, expression, context));
            }
        });
    }

    static boolean isRate(Call call) {
        return switch (call.function().name()) {
            case "rate", "irate", "increase" -> true;
            default -> false;
        };
    }

    /// Of what is 0 or 1 each return to 1 counts, and nothing else: people count outages like that.
    private static boolean isZeroOrOne(String metric) {
        return metric.equals("up") || metric.endsWith("_up") || metric.equals("probe_success");
    }

    private static void check(Call call, VectorSelector selector, Expression expression, Context context) {
        String metric = selector.metric().orElse("");
        if (metric.isEmpty() || isZeroOrOne(metric) || (metric.endsWith("_total") || metric.endsWith("_bucket")) && context.inventory(expression.text().file()).isEmpty()) {
            return;
        }
        Optional<Known> known = context.kind(metric, expression);
        if (known.isEmpty() || known.get().kind() != MetricKind.GAUGE) {
            return;
        }
        String function = call.name().text();
        String instead = function.equals("rate") ? "deriv" : function.equals("increase") ? "delta" : "";
        String message = "`" + function + "` is for counters, and `" + metric + "` is a gauge: whenever it falls, that is taken for a restart, and the value it falls to counts as growth"
                + (instead.isEmpty() ? "" : "; `" + instead + "` tells how a gauge changes");
        Kinds.note(context.report(expression.text(), call.name().span(), message), known.get(), selector, expression)
                .fix(instead.isEmpty() ? Optional.empty() : Fix.replace("Use `" + instead + "`, which is for gauges", Applicability.UNSAFE, expression.text(), call.name().span(), instead));
    }
}
