package promc.checks.promql;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.regex.Regex;

/// `x=~".*"` matches every series, those without the label included: the matcher says nothing. (In the second argument
/// of `info` it says which label to add.)
public final class RegexMatchesEverything implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/regex-matches-everything", Severity.WARNING,
            "A regex matcher is true for every series").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Matchers.forEach(root, (matcher, selector, role) -> {
            if (role == Matchers.Role.INFO || matcher.op() != MatchOp.REGEX || !(Regex.parse(matcher.value().value()) instanceof Regex regex) || !regex.matchesEverything()) {
                return;
            }
            boolean removable = Matchers.standsWithout(matcher, selector);
            if (!removable && expression.use() == Expression.Use.SELECTOR) {
                return;
            }
            Draft draft = context.report(expression.text(), matcher.span(),
                    "every value matches, and so do series without `" + matcher.label().text() + "`: this matcher selects nothing less");
            if (removable) {
                draft.fix(Matchers.remove("Remove the matcher", Matchers.trust(role), matcher, selector, expression));
            }
        });
    }
}
