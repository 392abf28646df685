package promc.checks.yaml;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// What a rule file must have: a name for each group, and for each rule `expr` and one of `record` and `alert` (`model/rulefmt`).
/// A file with YAML errors is passed over: what seems to be missing may stand behind the error.
public final class MissingKey implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/missing-key", Severity.ERROR, "A group or rule lacks what it must have, so the file does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleFile.class).filter(view -> view.yaml().problems().isEmpty()).forEach(view -> {
            for (RuleGroup group : view.groups()) {
                if (isMissing(group.node(), "name")) {
                    context.report(file.source(), place(group.node(), group.name()), "a group must have a `name`");
                }
                group.rules().forEach(rule -> check(rule, file.source(), context));
            }
        });
    }

    private static void check(Rule rule, SourceFile file, Context context) {
        boolean unnamed = isMissing(rule.node(), "record") && isMissing(rule.node(), "alert");
        if (unnamed) {
            context.report(file, place(rule.node(), rule.name()), "a rule must have `record` or `alert`");
        }
        if (isMissing(rule.node(), "expr")) {
            context.report(file, place(rule.node(), rule.expr()), "a rule must have an `expr`");
        }
    }

    private static boolean isMissing(YamlMapping mapping, String key) {
        YamlNode node = mapping.get(key).orElse(null);
        return node == null || node instanceof YamlScalar scalar && (scalar.isNull() || scalar.value().isBlank());
    }

    private static Span place(YamlMapping mapping, Field<?> field) {
        return field.span().isEmpty() ? mapping.entries().getFirst().key().span() : field.span();
    }
}
