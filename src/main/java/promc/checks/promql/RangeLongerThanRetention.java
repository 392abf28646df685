package promc.checks.promql;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;

/// A range, a subquery and the offsets around them reach together beyond the retention: the result is made of a part of what it is named after.
public final class RangeLongerThanRetention implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/range-longer-than-retention", Severity.WARNING, "An expression reads further back than its server keeps samples");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        PastReads.report(root, expression, context, false);
    }
}
