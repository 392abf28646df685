package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import promc.analysis.MetricKind.Known;
import promc.analysis.Why;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Paren;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// `avg(histogram_quantile(0.99, ...))`, or the average of such quantiles that rules have recorded: the buckets are to be added up, not what was worked out of them.
public final class AverageOfQuantiles implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/average-of-quantiles", Severity.WARNING,
            "Quantiles are averaged or added up after they have been worked out");
    private static final String QUANTILE = "histogram_quantile";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation && (aggregation.op() == Aggregator.SUM || aggregation.op() == Aggregator.AVG)) {
                check(aggregation, expression, context);
            }
        });
    }

    private static void check(Aggregation aggregation, Expression expression, Context context) {
        List<Expr> open = new ArrayList<>(1);
        open.add(aggregation.expr());
        while (!open.isEmpty()) {
            switch (open.removeLast()) {
                case Paren paren -> open.add(paren.inner());
                case Binary binary when binary.op() == BinaryOp.MUL || binary.op() == BinaryOp.DIV || binary.op().isComparison() && binary.boolSpan().isEmpty() -> {
                    if (binary.right().type() == ValueType.SCALAR) {
                        open.add(binary.left());
                    } else if (binary.left().type() == ValueType.SCALAR && binary.op() == BinaryOp.MUL) {
                        open.add(binary.right());
                    }
                }
                case Call call when call.function().name().equals(QUANTILE) -> context.report(expression.text(), aggregation.name().span(), message(aggregation))
                        .note(expression.text(), call.name().span(), "the quantiles are worked out here");
                // Records are named with a colon; of other names it need not be asked.
                case VectorSelector selector when selector.metric().filter(metric -> metric.indexOf(':') > 0).isPresent() ->
                        Kinds.of(selector, expression, context).filter(known -> known.recordedBy(QUANTILE)).ifPresent(known -> report(aggregation, known, selector, expression, context));
                default -> { }
            }
        }
    }

    private static void report(Aggregation aggregation, Known known, VectorSelector selector, Expression expression, Context context) {
        Why recorded = known.evidence().orElseThrow();
        context.report(expression.text(), aggregation.name().span(), message(aggregation))
                .note(expression.text(), selector.span(), "`" + selector.metric().orElseThrow() + "` is recorded as a quantile")
                .note(recorded.elsewhere().orElse(expression.text()), recorded.place(), "by this rule");
    }

    private static String message(Aggregation aggregation) {
        return "the `" + aggregation.op().keyword() + "` of quantiles is no quantile: "
                + (aggregation.op() == Aggregator.AVG ? "a series with few observations counts as much as one with many" : "it grows with the number of series")
                + "; add up the rates of the buckets with `sum by (le)` first, and take one quantile of that";
    }
}
