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
import promc.template.Template.Fault;
import promc.template.Template;

/// A template that names a function which neither Go nor Prometheus gives to the templates of alerts (Prometheus `template/template.go`).
public final class TemplateUnknownFunction implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/template-unknown-function", Severity.ERROR, "A template calls a function that alert templates do not have, so the file does not load")
            .fixable(Applicability.DISPLAY_ONLY);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        for (AlertTemplate template : context.templates(rule)) {
            if (template.refused().orElse(null) instanceof Template.Broken broken && broken.fault() == Fault.UNKNOWN_FUNCTION) {
                context.report(template.text(), broken.problem().span(), broken.problem().sentence()).fix(Fix.of(broken.problem().correction(), template.text()));
            }
        }
    }
}
