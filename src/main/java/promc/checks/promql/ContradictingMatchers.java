package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.analysis.MatchLanguages;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.Expr;

/// Matchers of one label that no value satisfies together: the selector is empty on every database. Proved by the intersection of their languages.
public final class ContradictingMatchers implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/contradicting-matchers", Severity.ERROR,
            "Matchers of one label exclude each other, so the selector is always empty");

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
        root.forEach(node -> {
            if (node instanceof VectorSelector selector) {
                MatchLanguages.several(selector).forEach(matchers -> check(matchers, expression, context));
            }
        });
    }

    private static void check(List<Matcher> matchers, Expression expression, Context context) {
        if (matchers.stream().anyMatch(MatchLanguages::isConstant) || !MatchLanguages.excludeEachOther(matchers)) {
            return;
        }
        String label = matchers.getFirst().label().text();
        Optional<List<Matcher>> pair = clash(matchers);
        Matcher last = pair.map(List::getLast).orElse(matchers.getLast());
        Draft draft = context.report(expression.text(), last.span(), "no value of `" + label + "` satisfies "
                + (pair.isPresent() ? "both matchers" : "all these matchers") + ": the selector never returns anything");
        pair.orElse(matchers).stream().filter(matcher -> matcher != last).forEach(matcher -> draft.note(expression.text(), matcher.span(), "this one excludes it"));
    }

    /// Two matchers that exclude each other already.
    private static Optional<List<Matcher>> clash(List<Matcher> matchers) {
        for (int i = 0; i < matchers.size(); i++) {
            for (int j = i + 1; j < matchers.size(); j++) {
                List<Matcher> pair = List.of(matchers.get(i), matchers.get(j));
                if (MatchLanguages.excludeEachOther(pair)) {
                    return Optional.of(pair);
                }
            }
        }
        return Optional.empty();
    }
}
