package promc.checks.alert;

import java.util.List;
import java.util.Optional;
import promc.analysis.Dead;
import promc.analysis.Facts;
import promc.analysis.Why;
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

/// An alert whose expression can never return anything, for a reason that lies in no single place of it: all of its parts are lost, each for a reason of its own, or it reads what
/// a rule records that never returns anything. One operator, function or matcher that returns nothing is reported where it stands, by the `promql` checks.
public final class NeverFires implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/never-fires", Severity.ERROR, "The alert's expression can never return anything, so the alert never fires");
    /// More reasons than these repeat each other.
    private static final int REASONS = 4;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.expr().value().filter(expr -> rule.isAlert() && expr.valid().isPresent());
        if (expression.isEmpty()) {
            return;
        }
        Facts proved = context.facts(expression.get());
        if (proved.root().isNever()) {
            report(proved, false, expression.get(), context);
        } else {
            Facts likely = context.likelyFacts(expression.get());
            if (likely.root().isNever()) {
                report(likely, true, expression.get(), context);
            }
        }
    }

    private static void report(Facts facts, boolean likely, Expression expression, Context context) {
        if (facts.dead().stream().anyMatch(NeverFires::isToldWhereItStands)) {
            return;
        }
        Expr root = expression.valid().orElseThrow();
        List<VectorSelector> unrecorded = facts.dead().stream().filter(dead -> dead.cause() == Dead.Cause.SELECTOR && dead.because().isEmpty())
                .map(Dead::at).filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast).toList();
        Draft draft = unrecorded.isEmpty()
                ? context.report(expression.text(), root.span(), "this alert never fires: nothing of what it reads can pass")
                : context.report(expression.text(), unrecorded.getFirst().span(), "this alert never fires: " + unrecorded.getFirst().metric().map(name -> "`" + name + "`").orElse("what it reads")
                        + " is recorded by a rule that never returns anything");
        if (likely) {
            draft.likely();
        }
        unrecorded.stream().limit(1).flatMap(selector -> selector.metric().stream()).forEach(metric -> recorders(metric, context, draft));
        facts.dead().stream().flatMap(dead -> dead.because().stream()).distinct().limit(REASONS).forEach(why -> note(why, expression, draft));
    }

    private static boolean isToldWhereItStands(Dead dead) {
        return dead.wholly() && !dead.because().isEmpty();
    }

    private static void recorders(String metric, Context context, Draft draft) {
        context.estate().rules().filter(rule -> rule.isRecording() && rule.name().value().filter(metric::equals).isPresent()).limit(1).forEach(rule ->
                rule.expr().value().ifPresent(expr -> draft.note(expr.text(), expr.text().span(), "nothing is ever returned here")));
    }

    private static void note(Why why, Expression expression, Draft draft) {
        draft.note(why.elsewhere().orElse(expression.text()), why.place(), why.reason());
    }
}
