package promc.checks.alert;

import promc.analysis.AlertTemplate;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.template.Template.Fault;
import promc.template.Template;

/// A label or annotation that Go's template parser refuses (`model/rulefmt`, testTemplateParsing).
public final class TemplateSyntax implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/template-syntax", Severity.ERROR, "The template of a label or annotation is broken, so the file does not load")
            .fixable(Applicability.DISPLAY_ONLY);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        for (AlertTemplate template : context.templates(rule)) {
            if (template.refused().orElse(null) instanceof Template.Broken broken && broken.fault() != Fault.UNKNOWN_FUNCTION) {
                Draft draft = context.report(template.text(), broken.problem().span(), broken.problem().sentence()).fix(Fix.of(broken.problem().correction(), template.text()));
                if (broken.fault() == Fault.TOO_DEEP) {
                    // A limit of ours, which Go need not share.
                    draft.likely();
                }
            }
        }
    }
}
