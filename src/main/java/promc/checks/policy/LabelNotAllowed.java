package promc.checks.policy;

import java.util.List;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;

/// A label of a rule or of its group with a name or a value that the team's policy forbids.
public final class LabelNotAllowed implements Check.GroupCheck {
    private static final Option.Entries LABELS = ValueItems.option("labels", "labels that are not allowed, or not with every value");
    private static final CheckInfo INFO = CheckInfo.proved("policy/label-not-allowed", Severity.WARNING, "A rule sets a label, or a value of one, that the policy does not allow")
            .fixable(Applicability.UNSAFE).options(LABELS).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        List<Entry> items = context.option(LABELS, context.file());
        for (Entry item : items) {
            boolean covered = false;
            for (Rule rule : group.rules()) {
                if (Policy.covers(item, rule, group, context)) {
                    covered = true;
                    for (Pair pair : rule.labels()) {
                        if (ValueItems.names(item, pair)) {
                            ValueItems.check(item, pair, "label", context).ifPresent(draft -> draft.in(Policy.about(rule, group)));
                        }
                    }
                }
            }
            for (Pair pair : covered ? group.labels() : List.<Pair>of()) {
                if (ValueItems.names(item, pair)) {
                    ValueItems.check(item, pair, "label", context);
                }
            }
        }
    }
}
