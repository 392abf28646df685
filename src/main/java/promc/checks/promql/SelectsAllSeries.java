package promc.checks.promql;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;

/// A rule that reads the whole server, `{__name__!=""}`, or all that is scraped, `{job=~".+"}`. Where the series are only counted, that is meant: an information.
public final class SelectsAllSeries implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/selects-all-series", Severity.WARNING, "A rule reads every series of its server at each evaluation");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() == Expression.Use.RULE) {
            Nameless.of(root).stream().filter(found -> found.breadth() != Nameless.Breadth.SOME).forEach(found -> report(found, expression, context));
        }
    }

    private static void report(Nameless found, Expression expression, Context context) {
        boolean all = found.breadth() == Nameless.Breadth.ALL;
        String what = "this reads " + (all ? "every series" : "nearly every series") + " of the server at each evaluation";
        String instead = found.isCountedByName() ? "the page `/tsdb-status` of Prometheus lists the metrics with most series without reading one"
                : found.isCounted() ? "`prometheus_tsdb_head_series` is the number of all, `scrape_samples_post_metric_relabeling` that of each target"
                : "name the metrics that are meant";
        Draft draft = context.report(expression.text(), found.selector().span(), what + "; " + instead);
        if (!all) {
            draft.likely();
        }
        if (found.isCounted()) {
            draft.severity(Severity.INFO);
        }
    }
}
