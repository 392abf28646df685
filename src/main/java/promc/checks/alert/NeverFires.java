package promc.checks.alert;

import java.util.Optional;
import promc.analysis.Dead;
import promc.analysis.Facts;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr.VectorSelector;

/// An alert that never returns anything because it reads what a rule records that never does. One operator, function or matcher that returns nothing in the alert's own expression is
/// reported where it stands, by the `promql` checks.
public final class NeverFires implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/never-fires", Severity.WARNING, "The alert needs a recorded metric whose rule never returns anything");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr().filter(expr -> rule.isAlert());
        if (expression.isEmpty()) {
            return;
        }
        Facts facts = context.likelyFacts(expression.get());
        if (!facts.root().isNever() || facts.dead().stream().anyMatch(NeverFires::isToldWhereItStands)) {
            return;
        }
        facts.dead().stream().map(Dead::at).filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast).filter(selector -> selector.metric().isPresent()).findFirst()
                .ifPresent(selector -> recorder(selector.metric().get(), context).ifPresent(recorded -> context.report(expression.get().text(), selector.span(),
                        "this alert never fires: `" + selector.metric().get() + "` is recorded by a rule that never returns anything")
                        .note(recorded.text(), recorded.text().span(), "nothing is ever returned here")));
    }

    /// A part that is lost for a reason which lies there.
    private static boolean isToldWhereItStands(Dead dead) {
        return dead.wholly() && !dead.because().isEmpty();
    }

    /// The expression of the rule that records a metric, and never does.
    private static Optional<Expression> recorder(String metric, Context context) {
        return context.estate().rules().filter(rule -> rule.isRecording() && rule.name().value().filter(metric::equals).isPresent()).flatMap(rule -> rule.validExpr().stream())
                .filter(expr -> context.likelyFacts(expr).root().isNever()).findFirst();
    }
}
