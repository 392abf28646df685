package promc.checks.promql;

import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.Problem;

/// An expression that Prometheus' parser refuses.
public final class Syntax implements Check.ExpressionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/syntax", Severity.ERROR, "The expression is not PromQL, so the file does not load")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expression expression, Context context) {
        if ((expression.use() == Expression.Use.RULE || expression.use() == Expression.Use.TEST) && expression.parsed() instanceof Parsed.Broken broken) {
            for (Problem problem : broken.problems()) {
                if (Promql.isUnknownFunction(problem)) {
                    continue;
                }
                Draft draft = context.report(expression.text(), problem.span(), problem.sentence()).fix(Fix.of(problem.correction(), expression.text()));
                if (Promql.isTooDeep(broken)) {
                    draft.likely();
                }
            }
        }
    }
}
