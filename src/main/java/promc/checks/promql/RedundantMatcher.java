package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import promc.analysis.MatchLanguages;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.Expr;

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
            List<Matcher> label = selector.matchers().stream().filter(other -> other.label().text().equals(matcher.label().text())).toList();
            if (role == Matchers.Role.INFO || label.size() < 2 || label.getFirst() != matcher) {
                return;
            }
            List<Matcher> kept = kept(label);
            label.stream().filter(other -> !kept.contains(other)).forEach(redundant -> report(redundant, kept, selector, role, expression, context));
        });
    }

    private static void report(Matcher matcher, List<Matcher> kept, VectorSelector selector, Matchers.Role role, Expression expression, Context context) {
        Draft draft = context.report(expression.text(), matcher.span(), "whatever "
                + kept.stream().map(other -> "`" + other.label().text() + other.op().symbol() + "\"" + other.value().value() + "\"`").collect(Collectors.joining(" and "))
                + " accepts, this accepts too");
        if (Matchers.standsWithout(matcher, selector)) {
            draft.fix(Matchers.remove("Remove the matcher", Matchers.trust(role), matcher, selector, expression));
        }
    }

    /// The matchers of one label that say all there is to say. Of two that say the same the first one stays, hence from behind; each is compared with those that are still
    /// there, since of three that imply each other in turns not all may go.
    private static List<Matcher> kept(List<Matcher> label) {
        // Where nothing is selected at all, or a matcher says nothing or nothing can satisfy it, other checks have the word.
        if (label.stream().anyMatch(MatchLanguages::isConstant) || MatchLanguages.excludeEachOther(label)) {
            return label;
        }
        List<Matcher> kept = new ArrayList<>(label);
        for (Matcher matcher : label.reversed()) {
            List<Matcher> others = kept.stream().filter(other -> other != matcher).toList();
            boolean twice = label.stream().anyMatch(other -> other != matcher && MatchLanguages.isWrittenTheSame(other, matcher));
            if (!twice && !others.isEmpty() && MatchLanguages.implied(matcher, others)) {
                kept.remove(matcher);
            }
        }
        return kept;
    }
}
