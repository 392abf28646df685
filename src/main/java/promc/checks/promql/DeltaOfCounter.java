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

/// `delta(x_total[1h])`: functions for gauges know nothing of restarts, after which a counter begins at 0 again; the result is negative or far too small then.
public final class DeltaOfCounter implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/delta-of-counter", Severity.WARNING,
            "A function for gauges is used on a counter, whose restarts it does not know").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Call call && isForGauges(call)) {
                Kinds.range(call).ifPresent(selector -> check(call, selector, expression, context));
            }
        });
    }

    private static boolean isForGauges(Call call) {
        return switch (call.function().name()) {
            case "delta", "idelta", "deriv", "predict_linear", "double_exponential_smoothing" -> true;
            default -> false;
        };
    }

    /// The kernel takes time for input and output back, so it goes down without a restart, which no function for counters bears.
    private static boolean isIowait(VectorSelector selector) {
        return selector.matchers().stream().anyMatch(matcher -> matcher.label().text().equals("mode") && matcher.value().value().contains("iowait"));
    }

    private static void check(Call call, VectorSelector selector, Expression expression, Context context) {
        Optional<Known> known = Kinds.of(selector, expression, context);
        if (known.isEmpty() || known.get().kind() != MetricKind.COUNTER || !known.get().firm() || isIowait(selector)) {
            return;
        }
        String function = call.name().text();
        String instead = switch (function) {
            case "delta" -> "increase";
            case "deriv" -> "rate";
            default -> "";
        };
        // Of a sum of counters neither works, and that is told where a rate is taken.
        boolean fixable = !instead.isEmpty() && !known.get().summed();
        Kinds.note(context.report(expression.text(), call.name().span(), "`" + function + "` is for gauges, and `" + selector.metric().orElseThrow()
                + "` is a counter: when its process restarts it falls to 0, and the result is negative or far too small" + (fixable ? "; `" + instead + "` makes up for restarts" : "")),
                known.get(), selector, expression)
                .likely()
                .fix(fixable ? Fix.replace("Use `" + instead + "`, which is for counters", Applicability.UNSAFE, expression.text(), call.name().span(), instead) : Optional.empty());
    }
}
