package promc.checks.promql;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.source.Problem;

/// A selector that every series satisfies, those without the label too: Prometheus refuses to look.
public final class EmptySelector implements Check.ExpressionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/empty-selector", Severity.ERROR, "A selector has no name and no matcher that refuses the empty value, so the file does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expression expression, Context context) {
        if (expression.parsed() instanceof Parsed.IllTyped illTyped) {
            for (Problem problem : illTyped.problems()) {
                if (Promql.isEmptySelector(problem)) {
                    context.report(expression.text(), problem.span(), problem.sentence());
                }
            }
        }
    }
}
