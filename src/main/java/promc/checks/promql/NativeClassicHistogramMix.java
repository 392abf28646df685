package promc.checks.promql;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;

/// `histogram_count(rate(x_bucket[5m]))`: functions of native histograms leave out plain numbers, which is what the parts of a classic histogram are; and a quantile needs buckets, not
/// `x_sum` or `x_count`.
public final class NativeClassicHistogramMix implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/native-classic-histogram-mix", Severity.WARNING,
            "A function of histograms gets a part of a classic histogram that it cannot use, and returns nothing");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Call call && call.function().name().startsWith("histogram_")) {
                call.vector().flatMap(NativeClassicHistogramMix::below).ifPresent(selector -> check(call, selector, selector.metric().orElse(""), expression, context));
            }
        });
    }

    private static void check(Call call, VectorSelector selector, String metric, Expression expression, Context context) {
        boolean part = metric.endsWith("_sum") || metric.endsWith("_count");
        boolean buckets = metric.endsWith("_bucket");
        String function = call.function().name();
        String message = switch (function) {
            case "histogram_quantile", "histogram_quantiles", "histogram_fraction" -> part
                    ? "`" + function + "` needs buckets, and `" + metric + "` has none: read `" + metric.substring(0, metric.lastIndexOf('_')) + "_bucket`" : "";
            case "histogram_count", "histogram_sum", "histogram_avg", "histogram_stddev", "histogram_stdvar" -> part || buckets
                    ? "`" + function + "` is for native histograms, and `" + metric + "` is named like a part of a classic one, whose plain numbers it leaves out" + instead(function, metric) : "";
            default -> "";
        };
        if (!message.isEmpty()) {
            context.report(expression.text(), call.name().span(), message).note(expression.text(), selector.span(), "`" + metric + "` is read here");
        }
    }

    private static String instead(String function, String metric) {
        String family = metric.substring(0, metric.lastIndexOf('_'));
        return switch (function) {
            case "histogram_count" -> "; its count is `" + family + "_count`";
            case "histogram_sum" -> "; its sum is `" + family + "_sum`";
            case "histogram_avg" -> "; its average is the rate of `" + family + "_sum` by that of `" + family + "_count`";
            default -> "";
        };
    }

    /// The selector whose samples, or rates of them, a function of histograms gets.
    private static Optional<VectorSelector> below(Expr operand) {
        Expr next = operand.unwrapped();
        while (true) {
            if (next instanceof VectorSelector selector) {
                return Optional.of(selector);
            } else if (next instanceof MatrixSelector matrix) {
                next = matrix.selector();
            } else if (next instanceof Aggregation aggregation) {
                next = aggregation.expr().unwrapped();
            } else if (next instanceof Call call && RateOfGauge.isRate(call) && call.vector().isPresent()) {
                next = call.vector().get().unwrapped();
            } else {
                return Optional.empty();
            }
        }
    }
}
