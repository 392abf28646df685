package promc.checks.alert;

import java.util.Optional;
import promc.analysis.SeriesSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;

/// An alert whose expression returns something whatever the database holds. One that reads no series at all (`vector(1)`) is meant to: it shows that alerting works.
public final class AlwaysFires implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/always-fires", Severity.ERROR, "The alert's expression always returns something, so the alert always fires");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.expr().value().filter(expr -> rule.isAlert() && expr.valid().filter(AlwaysFires::readsSeries).isPresent());
        if (expression.isEmpty()) {
            return;
        }
        SeriesSet result = context.facts(expression.get()).root();
        if (result.isAlways()) {
            Draft draft = context.report(expression.get().text(), expression.get().valid().orElseThrow().span(), "this alert always fires: whatever the series are, the expression returns something");
            result.because().stream().distinct().forEach(why -> draft.note(expression.get().text(), why));
        }
    }

    private static boolean readsSeries(Expr root) {
        boolean[] found = new boolean[1];
        root.forEach(node -> found[0] |= node instanceof VectorSelector);
        return found[0];
    }
}
