package promc.checks.group;

import java.util.HashMap;
import java.util.Map;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.RuleFile;
import promc.model.RuleGroup;

/// Two groups of one file with the same name: Prometheus refuses the file (`groupname is repeated in the same file`).
public final class DuplicateName implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("group/duplicate-name", Severity.ERROR, "Two groups of a file have the same name, so the file does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleFile.class).forEach(view -> {
            Map<String, RuleGroup> first = new HashMap<>();
            for (RuleGroup group : view.groups()) {
                if (group.name() instanceof Field.Present<String> name) {
                    RuleGroup before = first.putIfAbsent(name.content(), group);
                    if (before != null) {
                        context.report(file.source(), name.span(), "a group `" + name.content() + "` stands in this file already; names must be unique in a file")
                                .note(file.source(), before.name().span(), "the first one");
                    }
                }
            }
        });
    }
}
