package promc.checks.promql;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;

/// Offsets reach together beyond the retention: nothing is left there, but for what lies in a block that is about to go.
public final class OffsetBeyondRetention implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/offset-beyond-retention", Severity.WARNING, "An offset leads to a time of which the server keeps no samples");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        PastReads.report(root, expression, context, true);
    }
}
