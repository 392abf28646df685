package promc.checks.grafana;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Dashboard;
import promc.model.Dashboard.Filled;
import promc.model.EstateFile;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.Problem;

/// A panel whose query is no PromQL: it shows an error, whatever the dashboard's variables are set to. Queries whose syntax a variable decides are left alone.
public final class BrokenExpression implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("grafana/broken-expression", Severity.ERROR, "A query of a dashboard is not PromQL, so its panel shows an error");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(Dashboard.class).flatMap(dashboard -> dashboard.queries().stream()).forEach(query -> {
            if (query.filled() != Filled.SYNTAX && query.expression().parsed() instanceof Parsed.Broken broken) {
                Problem first = broken.problems().getFirst();
                Draft draft = context.report(query.expression().text(), first.span(), first.sentence());
                if (query.filled() == Filled.VALUES || Promql.isTooDeep(broken)) {
                    draft.likely();
                }
            }
        });
    }
}
