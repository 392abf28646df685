package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.analysis.Why;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Call;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// `histogram_quantile` over buckets that have lost `le`: it returns nothing (Prometheus `promql/functions.go`, series without `le` are left out).
/// Native histograms need no `le`: only where every metric below is named `..._bucket`, or what arrives are certainly floats.
public final class QuantileWithoutLe implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/quantile-without-le", Severity.ERROR,
            "`histogram_quantile` gets buckets without `le`, so it returns nothing").fixable(Applicability.UNSAFE);

    private static final String LE = "le";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        boolean[] quantiles = new boolean[1];
        root.forEach(node -> quantiles[0] |= node instanceof Call call && isQuantile(call));
        if (quantiles[0]) {
            Ground.each(expression, context, ground -> root.forEach(node -> {
                if (node instanceof Call call && isQuantile(call) && !ground.isReported(call.name().span())) {
                    loss(call, ground.facts()).ifPresent(why -> report(call, why, ground));
                }
            }));
        }
    }

    private static void report(Call call, Why why, Ground ground) {
        boolean classic = onlyClassicBuckets(buckets(call));
        Draft draft = ground.report(call.name().span(), "`" + call.name().text() + (classic ? "` gets buckets without `le` and returns nothing"
                : "` returns nothing: what it gets can be no native histogram, and buckets would need `le`"), buckets(call));
        if (!classic) {
            // That there are no buckets is proved; that some were meant is not.
            draft.likely();
        }
        draft.note(ground.expression().text(), why);
        draft.fix(why.elsewhere().isPresent() ? Optional.empty() : keepLe(buckets(call), why, ground.expression()));
    }

    /// Where a quantile's buckets lost `le`; empty if they have it, or may be native histograms.
    static Optional<Why> loss(Call call, Facts facts) {
        if (!isQuantile(call)) {
            return Optional.empty();
        }
        SeriesSet found = facts.of(buckets(call));
        LabelFact le = found.label(LE);
        boolean classic = onlyClassicBuckets(buckets(call)) || !found.samples().histograms();
        return !found.isNever() && le.isNever() && classic ? Optional.of(le.why()) : Optional.empty();
    }

    private static boolean isQuantile(Call call) {
        return switch (call.function().name()) {
            case "histogram_quantile", "histogram_fraction", "histogram_quantiles" -> call.args().size() >= 2;
            default -> false;
        };
    }

    private static Expr buckets(Call call) {
        return switch (call.function().name()) {
            case "histogram_quantile" -> call.args().get(1);
            case "histogram_fraction" -> call.args().getLast();
            default -> call.args().getFirst();
        };
    }

    private static boolean onlyClassicBuckets(Expr buckets) {
        List<Boolean> classic = new ArrayList<>();
        buckets.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                classic.add(selector.metric().filter(name -> name.endsWith("_bucket")).isPresent());
            }
        });
        return !classic.isEmpty() && !classic.contains(false);
    }

    /// Adds `le` to the `by` clause that lacks it, or a `by (le)` where there is none.
    private static Optional<Fix> keepLe(Expr buckets, Why why, Expression expression) {
        Aggregation[] found = new Aggregation[1];
        buckets.forEach(node -> {
            if (node instanceof Aggregation aggregation && found[0] == null
                    && (aggregation.name().span().equals(why.place()) || aggregation.grouping().filter(g -> g.span().equals(why.place())).isPresent())) {
                found[0] = aggregation;
            }
        });
        if (found[0] == null) {
            return Optional.empty();
        }
        if (found[0].grouping().isEmpty()) {
            return Fix.replace("Keep `le`", Applicability.UNSAFE, expression.text(), Span.at(found[0].name().span().end()), " by (le) ");
        }
        Grouping grouping = found[0].grouping().get();
        if (grouping.without()) {
            return Optional.empty();
        }
        return grouping.labels().isEmpty()
                ? Fix.replace("Keep `le`", Applicability.UNSAFE, expression.text(), Span.at(grouping.span().end() - 1), "le")
                : Fix.replace("Keep `le`", Applicability.UNSAFE, expression.text(), Span.at(grouping.labels().getLast().span().end()), ", le");
    }
}
