package promc.checks.promql;

import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.Problem;

/// A function that Prometheus does not have: one that is misspelt, written in capitals, of another language, or renamed since.
public final class UnknownFunction implements Check.ExpressionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/unknown-function", Severity.ERROR, "The expression calls a function that Prometheus does not have, so the file does not load")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expression expression, Context context) {
        if (expression.use() != Expression.Use.SELECTOR && expression.use() != Expression.Use.QUERY && expression.parsed() instanceof Parsed.Broken broken) {
            for (Problem problem : broken.problems()) {
                if (Promql.isUnknownFunction(problem)) {
                    context.report(expression.text(), problem.span(), problem.sentence()).fix(Fix.of(problem.correction(), expression.text()));
                }
            }
        }
    }
}
