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
import promc.template.TemplateFacts.FormatSlip;

/// A verb of `printf` that cannot print what it is given: nothing fails, and the text says `%!d(float64=...)` (Go's package `fmt`).
public final class PrintfMismatch implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/printf-mismatch", Severity.WARNING, "A `printf` prints an error in the middle of the text, for its verb does not fit")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        for (AlertTemplate template : context.templates(rule)) {
            for (FormatSlip slip : template.facts().formats()) {
                Draft draft = context.report(template.text(), slip.span(), slip.message()).fix(Fix.of(slip.correction(), template.text()));
                if (slip.ifFloat() && rule.validExpr().filter(expression -> context.facts(expression).root().samples().onlyFloats()).isEmpty()) {
                    draft.likely();
                }
            }
        }
    }
}
