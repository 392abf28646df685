package promc.checks.yaml;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;

/// Labels of groups and rules may not be called `__name__` nor be without a name (`model/rulefmt`); neither may an annotation be without one.
public final class LabelNameRefused implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/label-name-refused", Severity.ERROR, "A label has a name that rules may not set, so the file does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        check(group.labels(), context);
        for (Rule rule : group.rules()) {
            check(rule.labels(), context);
            rule.annotations().stream().filter(pair -> pair.name().isEmpty())
                    .forEach(pair -> context.report(context.file(), pair.key().span(), "an annotation needs a name"));
        }
    }

    private static void check(List<Pair> labels, Context context) {
        for (Pair pair : labels) {
            if (pair.name().equals("__name__")) {
                context.report(context.file(), pair.key().span(), "the name of a series is not set by a label; `record` names it");
            } else if (pair.name().isEmpty()) {
                context.report(context.file(), pair.key().span(), "a label needs a name");
            }
        }
    }
}
