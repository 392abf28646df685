package promc.checks.promql;

import java.util.Optional;
import promc.analysis.MetricKind;
import promc.analysis.MetricKind.Known;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;

/// `sum(x{quantile="0.99"})`, `avg(x{quantile="0.99"})`: quantiles that summaries have worked out cannot be put together.
public final class SumOfSummaryQuantiles implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/sum-of-summary-quantiles", Severity.WARNING,
            "Quantiles of summaries are added up or averaged, which gives no quantile of anything");
    private static final String QUANTILE = "quantile";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation && (aggregation.op() == Aggregator.SUM || aggregation.op() == Aggregator.AVG) && !(aggregation.expr().unwrapped() instanceof Aggregation)) {
                for (VectorSelector selector : Kinds.raw(aggregation.expr())) {
                    check(aggregation, selector, expression, context);
                }
            }
        });
    }

    private static void check(Aggregation aggregation, VectorSelector selector, Expression expression, Context context) {
        for (Matcher matcher : selector.matchers()) {
            if (matcher.label().text().equals(QUANTILE)) {
                if (!matcher.op().isNegative() && !matcher.value().value().isEmpty()) {
                    report(aggregation, expression, context).note(expression.text(), matcher.span(), "quantiles that the targets have worked out themselves");
                }
                return;
            }
        }
        if (looksObserved(selector.metric().orElse(""))) {
            Optional<Known> known = Kinds.of(selector, expression, context);
            if (known.isPresent() && known.get().kind() == MetricKind.SUMMARY) {
                Kinds.note(report(aggregation, expression, context), known.get(), selector, expression);
            }
        }
    }

    private static Draft report(Aggregation aggregation, Expression expression, Context context) {
        boolean sum = aggregation.op() == Aggregator.SUM;
        Draft draft = context.report(expression.text(), aggregation.name().span(), sum
                ? "a sum of quantiles is a quantile of nothing: with twice the targets it is twice as large; `max` tells the worst of them"
                : "the average of quantiles is no quantile of the whole: a target with few requests counts as much as one with many; `max` tells the worst of them, a histogram all together");
        return sum ? draft : draft.severity(Severity.INFO);
    }

    /// What summaries are named like; of other names it need not be asked.
    private static boolean looksObserved(String metric) {
        return metric.endsWith("seconds") || metric.endsWith("bytes") || metric.endsWith("duration") || metric.endsWith("latency");
    }
}
