package promc.checks.promql;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.regex.Regex;

/// A matcher that no label value satisfies, not even a missing label: the selector is empty on every database.
public final class RegexNeverMatches implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/regex-never-matches", Severity.ERROR,
            "A regex matcher is false for every series, so the selector is always empty");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() == Expression.Use.SELECTOR) {
            // Told by federation/selects-nothing.
            return;
        }
        Matchers.forEach(root, (matcher, selector, role) -> {
            if (!matcher.op().isRegex() || !(Regex.parse(matcher.value().value()) instanceof Regex regex)) {
                return;
            }
            boolean never = matcher.op() == MatchOp.REGEX ? regex.matchesNothing() : regex.matchesEverything();
            if (never) {
                context.report(expression.text(), matcher.span(), matcher.op() == MatchOp.REGEX
                        ? "no value matches this pattern, so the selector never returns anything"
                        : "`" + matcher.value().value() + "` matches every value and the missing label too; excluding it leaves nothing, so the selector never returns anything");
            }
        });
    }
}
