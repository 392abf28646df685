package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;

/// A use of a metric that makes sense for one kind only. Functions that serve several (`changes`, `count_over_time`, `last_over_time`) and comparisons with 0 say nothing.
enum MetricUse {
    RATE(MetricKind.COUNTER), INCREASE(MetricKind.COUNTER), IRATE(MetricKind.COUNTER), RESETS(MetricKind.COUNTER),
    DERIV(MetricKind.GAUGE), DELTA(MetricKind.GAUGE), IDELTA(MetricKind.GAUGE), PREDICT_LINEAR(MetricKind.GAUGE),
    AVG_OVER_TIME(MetricKind.GAUGE), MIN_OVER_TIME(MetricKind.GAUGE), MAX_OVER_TIME(MetricKind.GAUGE), SUM_OVER_TIME(MetricKind.GAUGE), QUANTILE_OVER_TIME(MetricKind.GAUGE),
    STDDEV_OVER_TIME(MetricKind.GAUGE),
    COMPARED(MetricKind.GAUGE), QUANTILE(MetricKind.HISTOGRAM);

    static final MetricUse[] ALL = values();

    final MetricKind kind;

    MetricUse(MetricKind kind) {
        this.kind = kind;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// One use of one metric. `text` is what shows it: the call, or the comparison. However often it is written, it is one opinion.
    record Vote(String metric, MetricUse use, String text) {}

    /// How an expression, written as `text`, uses the metrics that it names.
    static void of(Expr root, String text, Consumer<Vote> votes) {
        root.forEach(node -> {
            if (node instanceof Call call) {
                ofCall(call, text, votes);
            } else if (node instanceof Binary binary && binary.op().isComparison()) {
                if (isThreshold(binary.right())) {
                    compared(binary.left(), binary.span().of(text), votes);
                } else if (isThreshold(binary.left())) {
                    compared(binary.right(), binary.span().of(text), votes);
                }
            }
        });
    }

    private static void ofCall(Call call, String text, Consumer<Vote> votes) {
        MetricUse use = ofFunction(call.function().name());
        if (use == QUANTILE) {
            call.vector().flatMap(MetricUse::quantiled).ifPresent(metric -> votes.accept(new Vote(metric, use, call.span().of(text))));
        } else if (use != null && call.vector().isPresent()) {
            Expr range = call.vector().get().unwrapped();
            Expr over = range instanceof MatrixSelector matrix ? matrix.selector() : range instanceof Subquery subquery ? subquery.expr().unwrapped() : range;
            if (over instanceof VectorSelector selector) {
                selector.metric().ifPresent(metric -> votes.accept(new Vote(metric, use, call.span().of(text))));
            }
        }
    }

    private static MetricUse ofFunction(String name) {
        return switch (name) {
            case "rate" -> RATE;
            case "increase" -> INCREASE;
            case "irate" -> IRATE;
            case "resets" -> RESETS;
            case "deriv" -> DERIV;
            case "delta" -> DELTA;
            case "idelta" -> IDELTA;
            case "predict_linear" -> PREDICT_LINEAR;
            case "avg_over_time" -> AVG_OVER_TIME;
            case "min_over_time" -> MIN_OVER_TIME;
            case "max_over_time" -> MAX_OVER_TIME;
            case "sum_over_time" -> SUM_OVER_TIME;
            case "quantile_over_time" -> QUANTILE_OVER_TIME;
            case "stddev_over_time", "stdvar_over_time" -> STDDEV_OVER_TIME;
            case "histogram_quantile" -> QUANTILE;
            default -> null;
        };
    }

    /// The metric that a quantile is taken of, where neither its name nor a grouping tells of buckets.
    private static Optional<String> quantiled(Expr expr) {
        Expr next = expr.unwrapped();
        while (true) {
            if (next instanceof VectorSelector selector) {
                return selector.metric().filter(metric -> !metric.endsWith("_bucket") && metric.indexOf(':') < 0);
            } else if (next instanceof MatrixSelector matrix) {
                next = matrix.selector();
            } else if (next instanceof Call call && (call.function().name().equals("rate") || call.function().name().equals("increase")) && call.vector().isPresent()) {
                next = call.vector().get().unwrapped();
            } else if (next instanceof Aggregation aggregation && aggregation.grouping().filter(grouping -> grouping.names("le")).isEmpty()) {
                next = aggregation.expr().unwrapped();
            } else {
                return Optional.empty();
            }
        }
    }

    /// A number other than 0, which counters are compared with too: to see whether anything has ever happened.
    private static boolean isThreshold(Expr expr) {
        return expr.unwrapped() instanceof NumberLiteral number && number.value() != 0;
    }

    /// All whose values, as they are, decide a comparison.
    private static void compared(Expr operand, String text, Consumer<Vote> votes) {
        List<Expr> open = new ArrayList<>();
        open.add(operand);
        while (!open.isEmpty()) {
            Expr next = open.removeLast();
            if (next instanceof VectorSelector selector) {
                if (selector.metric().isPresent()) {
                    votes.accept(new Vote(selector.metric().get(), COMPARED, text));
                }
            } else if (next instanceof Paren paren) {
                open.add(paren.inner());
            } else if (next instanceof Unary unary) {
                open.add(unary.operand());
            } else if (next instanceof Aggregation aggregation && aggregation.op().keepsSortOfValues()) {
                open.add(aggregation.expr());
            } else if (next instanceof Binary binary && binary.op().precedence() > BinaryOp.EQ.precedence() && binary.op() != BinaryOp.SUB) {
                // A difference may be that of a counter now and before.
                open.add(binary.left());
                open.add(binary.right());
            }
        }
    }
}
