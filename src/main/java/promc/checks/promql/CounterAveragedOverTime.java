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

/// `avg_over_time(x_total[5m])`: the mean of a number that only grows says how long the process runs.
public final class CounterAveragedOverTime implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/counter-averaged-over-time", Severity.WARNING,
            "A counter is averaged or added up over time, though only its growth says anything");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Call call && isAverage(call)) {
                Kinds.range(call).ifPresent(selector -> check(call, selector, expression, context));
            }
        });
    }

    /// `max_over_time` and `min_over_time` are not among them: their difference is an increase.
    private static boolean isAverage(Call call) {
        return switch (call.function().name()) {
            case "avg_over_time", "sum_over_time", "quantile_over_time", "stddev_over_time", "stdvar_over_time", "mad_over_time" -> true;
            default -> false;
        };
    }

    private static void check(Call call, VectorSelector selector, Expression expression, Context context) {
        Optional<Known> known = Kinds.of(selector, expression, context);
        if (known.isPresent() && known.get().kind() == MetricKind.COUNTER && known.get().firm()) {
            String message = "`" + call.name().text() + "` of `" + selector.metric().orElseThrow()
                    + "` says little, since it is a counter, which grows until its process restarts: what happened in that time is its `rate` or `increase`";
            Kinds.note(context.report(expression.text(), call.name().span(), message), known.get(), selector, expression).likely();
        }
    }
}
