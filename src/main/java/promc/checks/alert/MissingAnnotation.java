package promc.checks.alert;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.MissingNames;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;

/// An alert without an annotation that the team's policy asks for.
public final class MissingAnnotation implements Check.RuleCheck {
    private static final Option.Entries REQUIRED = MissingNames.annotations();
    private static final CheckInfo INFO = CheckInfo.proved("alert/missing-annotation", Severity.WARNING, "An alert lacks an annotation that the policy asks for").options(REQUIRED).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.isAlert()) {
            MissingNames.checkAnnotations(REQUIRED, rule, group, context);
        }
    }
}
