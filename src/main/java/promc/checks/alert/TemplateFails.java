package promc.checks.alert;

import promc.analysis.AlertTemplate;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.template.TemplateFacts.Fault;

/// A template that loads and fails when it is expanded, so that the text of the alert is an error message (`rules/alerting.go`, Eval). Where a branch alone fails, it does so for some
/// alerts only.
public final class TemplateFails implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/template-fails", Severity.ERROR, "A template fails when it is expanded, so the text of the alert is an error message")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        for (AlertTemplate template : context.templates(rule)) {
            for (Fault fault : template.facts().faults()) {
                String then = fault.always() ? "; the text of every alert is an error message instead" : "; an alert that comes this way has an error message for its text";
                context.report(template.text(), fault.span(), fault.message() + then).severity(fault.always() ? Severity.ERROR : Severity.WARNING)
                        .fix(Fix.of(fault.correction(), template.text()));
            }
        }
    }
}
