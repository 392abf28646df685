package promc.checks.promql;

import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Call;

/// `irate` in a rule: it sees the last two samples before each evaluation and nothing of what lies between.
public final class IrateInRule implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/irate-in-rule", Severity.INFO,
            "A rule uses `irate`, which looks at two samples only").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() != Expression.Use.RULE) {
            return;
        }
        root.forEach(node -> {
            if (node instanceof Call call && call.function().name().equals("irate")) {
                context.report(expression.text(), call.name().span(), "`irate` looks at the last two samples only: a rule that is evaluated now and then misses all that lies between, "
                                + "and an alert on it comes and goes with every short peak; `rate` looks at the whole range")
                        .fix(Fix.replace("Use `rate`", Applicability.UNSAFE, expression.text(), call.name().span(), "rate"));
            }
        });
    }
}
