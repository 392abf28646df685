package promc.checks.promql;

import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.promql.ValueType;
import promc.source.Problem;

/// An expression whose parts do not fit by type, or whose result no rule can have.
public final class TypeMismatch implements Check.ExpressionCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/type-mismatch", Severity.ERROR,
            "The parts of the expression do not fit by type, so Prometheus refuses it").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expression expression, Context context) {
        switch (expression.parsed()) {
            case Parsed.IllTyped illTyped -> {
                for (Problem problem : illTyped.problems()) {
                    if (Promql.isEmptySelector(problem)) {
                        continue;
                    }
                    context.report(expression.text(), problem.span(), problem.sentence()).fix(Fix.of(problem.correction(), expression.text()));
                }
            }
            case Parsed.Valid valid -> checkResult(valid.root(), expression, context);
            case Parsed.Broken ignored -> { }
        }
    }

    private static void checkResult(Expr root, Expression expression, Context context) {
        boolean unusable = root.type() == ValueType.MATRIX || root.type() == ValueType.STRING;
        if (expression.use() == Expression.Use.TEST && unusable) {
            context.report(expression.text(), root.span(), "a test compares samples of an instant vector or a scalar, this is a " + root.type().words() + "; promtool fails it");
        } else if (expression.use() == Expression.Use.RULE && unusable) {
            context.report(expression.text(), root.span(), "a rule needs an instant vector or a scalar, this is a " + root.type().words()
                    + "; the file loads, but every evaluation fails");
        }
    }
}
