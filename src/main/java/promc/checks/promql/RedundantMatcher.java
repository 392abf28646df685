package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;

/// A matcher that the other matchers of its label imply, such as `code!="200"` beside `code=~"5.."`. Proved: whatever the others accept, it accepts.
public final class RedundantMatcher implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/redundant-matcher", Severity.WARNING, "A matcher is implied by the others of its label")
            .fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Matchers.forEach(root, (matcher, selector, role) -> {
            List<Matcher> others = othersThatStay(matcher, selector);
            if (role == Matchers.Role.INFO || others.isEmpty() || !MatchLanguages.implied(matcher, others) || contradictory(matcher, others)) {
                return;
            }
            boolean removable = Matchers.standsWithout(matcher, selector);
            Draft draft = context.report(expression.text(), matcher.span(), "whatever "
                    + others.stream().map(other -> "`" + other.label().text() + other.op().symbol() + "\"" + other.value().value() + "\"`").collect(Collectors.joining(" and "))
                    + " accepts, this accepts too");
            if (removable) {
                draft.fix(Matchers.remove("Remove the matcher", Matchers.trust(role), matcher, selector, expression));
            }
        });
    }

    /// The other matchers of the label, without those behind it that it implies in turn: of two that say the same the first one stays.
    private static List<Matcher> othersThatStay(Matcher matcher, VectorSelector selector) {
        List<Matcher> others = new ArrayList<>();
        boolean behind = false;
        for (Matcher other : selector.matchers()) {
            if (other == matcher) {
                behind = true;
            } else if (other.label().text().equals(matcher.label().text())) {
                if (MatchLanguages.isWrittenTheSame(other, matcher)) {
                    return List.of();
                }
                if (!behind || !MatchLanguages.implied(other, List.of(matcher))) {
                    others.add(other);
                }
            }
        }
        return others;
    }

    /// Where nothing is selected at all, or a matcher says nothing or nothing can satisfy it, other checks have the word.
    private static boolean contradictory(Matcher matcher, List<Matcher> others) {
        List<Matcher> all = new ArrayList<>(others);
        all.add(matcher);
        return all.stream().anyMatch(MatchLanguages::isConstant) || MatchLanguages.excludeEachOther(all);
    }
}
