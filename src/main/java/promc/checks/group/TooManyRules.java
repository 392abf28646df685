package promc.checks.group;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Option;
import promc.lint.Severity;
import promc.model.RuleFile;
import promc.model.RuleGroup;

/// A group with more rules than wanted: they are evaluated one after the other. The default is that of Mimir's ruler (`-ruler.max-rules-per-rule-group`), which refuses larger groups.
public final class TooManyRules implements Check.GroupCheck {
    private static final Option<Integer> MAX = new Option.Int("max", "how many rules a group may have", 20);
    private static final CheckInfo INFO = CheckInfo.proved("group/too-many-rules", Severity.WARNING, "A group has more rules than the policy allows").options(MAX).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        int max = context.option(MAX, context.file());
        if (group.rules().size() > max) {
            context.report(context.file(), group.name().span(), "the group `" + group.name().value().orElse("") + "` has " + group.rules().size() + " rules, of at most " + max
                    + "; they are evaluated one after the other");
        }
    }
}
