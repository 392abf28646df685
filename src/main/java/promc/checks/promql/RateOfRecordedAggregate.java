package promc.checks.promql;

import java.util.Optional;
import promc.analysis.MetricKind;
import promc.analysis.MetricKind.Known;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.VectorSelector;

/// `rate(job:x:sum[5m])` where a rule records `sum by (job) (x_total)`: the restart of one process is a fall of the sum, which `rate` takes for a restart of all.
public final class RateOfRecordedAggregate implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/rate-of-recorded-aggregate", Severity.WARNING,
            "A rate is taken of a recorded sum of counters, where restarts of single counters cannot be seen");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Call call && RateOfGauge.isRate(call)) {
                Kinds.range(call).ifPresent(selector -> check(call, selector, expression, context));
            }
        });
    }

    private static void check(Call call, VectorSelector selector, Expression expression, Context context) {
        Optional<Known> known = Kinds.of(selector, expression, context);
        if (known.isPresent() && known.get().kind() == MetricKind.COUNTER && known.get().summed()) {
            String function = call.name().text();
            String message = "`" + function + "` of `" + selector.metric().orElseThrow() + "` takes the restart of one process for a restart of all: a rule records it as a sum of counters; record the sum of their `"
                    + function + "` instead";
            Kinds.note(context.report(expression.text(), call.name().span(), message), known.get(), selector, expression).likely();
        }
    }
}
