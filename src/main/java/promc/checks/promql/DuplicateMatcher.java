package promc.checks.promql;

import java.util.List;
import promc.analysis.MatchLanguages;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr.Matcher;
import promc.promql.Expr;

/// The same matcher twice in one selector.
public final class DuplicateMatcher implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/duplicate-matcher", Severity.WARNING, "A selector has the same matcher twice")
            .fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Matchers.forEach(root, (matcher, selector, role) -> {
            List<Matcher> before = selector.matchers().subList(0, selector.matchers().indexOf(matcher));
            before.stream().filter(other -> other.label().text().equals(matcher.label().text()) && MatchLanguages.isWrittenTheSame(other, matcher)).findFirst()
                    .ifPresent(first -> context.report(expression.text(), matcher.span(), "this matcher stands in the selector already")
                            .note(expression.text(), first.span(), "the same")
                            .fix(Matchers.remove("Remove the second one", Matchers.trust(role), matcher, selector, expression)));
        });
    }
}
