package promc.checks.recording;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.MissingNames;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;

/// A recording rule without a label that the team's policy asks for. Labels of the group count.
public final class MissingLabel implements Check.RuleCheck {
    private static final Option.Entries REQUIRED = MissingNames.labels();
    private static final CheckInfo INFO = CheckInfo.proved("recording/missing-label", Severity.WARNING, "A recording rule lacks a label that the policy asks for").options(REQUIRED).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (rule.isRecording()) {
            MissingNames.checkLabels(REQUIRED, rule, group, context);
        }
    }
}
