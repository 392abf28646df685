package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.MetricKind;
import promc.analysis.MetricKind.Known;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.VectorSelector;

/// `x_total > 100`, `errors_total / requests_total`, `histogram_quantile(0.9, x_bucket)`: a counter as it is says what happened since its process started, not what happens now.
/// A counter compared with 0 asks whether anything has ever happened; on the right of `and` or `unless` it only chooses series. Both may be meant.
public final class CounterWithoutRate implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/counter-without-rate", Severity.WARNING,
            "A counter is compared or divided as it is, though only its growth says what happens now");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        List<Expr> open = new ArrayList<>();
        open.add(root);
        while (!open.isEmpty()) {
            Expr next = open.removeLast();
            if (next instanceof Binary binary) {
                if (binary.op().isComparison()) {
                    compared(binary, expression, context);
                } else if (binary.op() == BinaryOp.DIV) {
                    divided(binary, expression, context);
                } else if (binary.op() == BinaryOp.AND || binary.op() == BinaryOp.UNLESS) {
                    open.add(binary.left());
                    continue;
                }
            } else if (next instanceof Call call && call.function().name().equals("histogram_quantile")) {
                ranked(call, expression, context);
            }
            open.addAll(next.children());
        }
    }

    private static void compared(Binary binary, Expression expression, Context context) {
        BinaryOp op = binary.op();
        Expr counted = op != BinaryOp.LT && op != BinaryOp.LE && isThreshold(binary.right()) ? binary.left()
                : op != BinaryOp.GT && op != BinaryOp.GE && isThreshold(binary.left()) ? binary.right() : null;
        if (counted == null) {
            return;
        }
        for (VectorSelector selector : Kinds.raw(counted)) {
            Optional<Known> known = counter(selector, expression, context);
            if (known.isPresent()) {
                String message = "`" + selector.metric().orElseThrow() + "` is compared as it is, but it is a counter, which grows until its process restarts: the comparison is about all that happened "
                        + "since then, not about what happens now; " + (known.get().summed() ? "record a sum of `rate`s, and compare that" : "compare its `increase` or `rate`");
                Kinds.note(context.report(expression.text(), binary.opSpan(), message), known.get(), selector, expression).likely();
                return;
            }
        }
    }

    private static void divided(Binary binary, Expression expression, Context context) {
        List<VectorSelector> above = Kinds.raw(binary.left());
        List<VectorSelector> below = above.isEmpty() ? above : Kinds.raw(binary.right());
        if (above.isEmpty() || below.isEmpty()) {
            return;
        }
        VectorSelector left = above.getFirst();
        VectorSelector right = below.getFirst();
        Optional<Known> divided = Optional.empty();
        Optional<Known> divisor = Optional.empty();
        if (!isMean(left, right)) {
            divided = counter(left, expression, context);
            divisor = divided.isEmpty() ? divided : counter(right, expression, context);
            if (divisor.isEmpty()) {
                return;
            }
        }
        Draft draft = context.report(expression.text(), binary.opSpan(), "`" + left.metric().orElseThrow() + "` and `" + right.metric().orElseThrow()
                + "` are divided as they are, but they are counters: the quotient is that of all since their processes started, and hardly moves any more; divide their `rate`s").likely();
        if (divided.isPresent()) {
            Kinds.note(draft, divided.get(), left, expression);
            Kinds.note(draft, divisor.get(), right, expression);
        } else {
            draft.note(expression.text(), left.span(), "the sum of what a histogram or summary observed, since the start")
                    .note(expression.text(), right.span(), "the number of its observations, since the start");
        }
    }

    /// A quantile of buckets as they are. What rules record under such a name is mostly a rate already.
    private static void ranked(Call call, Expression expression, Context context) {
        for (VectorSelector selector : call.vector().map(Kinds::raw).orElse(List.of())) {
            String metric = selector.metric().orElse("");
            if (metric.endsWith("_bucket") && metric.indexOf(':') < 0 && !context.isRecorded(metric) && context.kind(metric, expression).filter(known -> known.kind() == MetricKind.GAUGE).isEmpty()) {
                context.report(expression.text(), call.name().span(), "the quantile is that of all that was observed since the processes started, and hardly moves any more: buckets are counters; take their "
                        + "`rate` first").note(expression.text(), selector.span(), "the buckets as they are").likely();
                return;
            }
        }
    }

    /// `x_sum / x_count`, whatever is known of either.
    private static boolean isMean(VectorSelector left, VectorSelector right) {
        String sum = left.metric().orElse("");
        String count = right.metric().orElse("");
        return sum.endsWith("_sum") && count.endsWith("_count") && sum.length() - "sum".length() == count.length() - "count".length()
                && sum.regionMatches(0, count, 0, count.length() - "count".length());
    }

    private static boolean isThreshold(Expr expr) {
        return expr.unwrapped() instanceof NumberLiteral number && number.value() > 0;
    }

    private static Optional<Known> counter(VectorSelector selector, Expression expression, Context context) {
        Optional<Known> known = Kinds.of(selector, expression, context);
        return known.isPresent() && known.get().kind() == MetricKind.COUNTER && known.get().firm() ? known : Optional.empty();
    }
}
