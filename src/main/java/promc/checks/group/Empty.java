package promc.checks.group;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A group without rules: Prometheus loads it, evaluates nothing, and shows it on its page of rules. Items that are null are dropped when the file is read, so they count as none.
public final class Empty implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("group/empty", Severity.INFO, "A group has no rules");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        boolean none = group.rules().isEmpty() && file.yaml().problems().isEmpty() && group.node().get("rules").filter(node -> !isNothing(node)).isEmpty();
        if (none) {
            Span place = group.name().isAbsent() && !group.node().entries().isEmpty() ? group.node().entries().getFirst().key().span() : group.name().span();
            context.report(context.file(), place, "the group " + group.name().value().map(name -> "`" + name + "` ").orElse("") + "has no rules, so it does nothing");
        }
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull()
                || node instanceof YamlSequence list && list.items().stream().allMatch(item -> item.resolve() instanceof YamlScalar scalar && scalar.isNull());
    }
}
