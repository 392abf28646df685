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
import promc.regex.Answer;
import promc.regex.Decision;
import promc.regex.Language;

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
            if (role == Matchers.Role.INFO || others.isEmpty() || !implied(matcher, others)) {
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
                if (!behind || !implied(other, List.of(matcher))) {
                    others.add(other);
                }
            }
        }
        return others;
    }

    private static boolean implied(Matcher matcher, List<Matcher> others) {
        List<Language> given = new ArrayList<>(MatchLanguages.of(others));
        List<Language> own = MatchLanguages.of(List.of(matcher));
        if (own.isEmpty() || given.size() < others.size() || own.getFirst().isUniversal() instanceof Answer.Yes || Decision.disjoint(given) instanceof Answer.Yes) {
            return false;
        }
        List<Language> escape = new ArrayList<>(given);
        escape.add(own.getFirst().complement());
        return Decision.disjoint(escape) instanceof Answer.Yes && !(Decision.disjoint(join(given, own)) instanceof Answer.Yes);
    }

    private static List<Language> join(List<Language> a, List<Language> b) {
        List<Language> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
