package promc.checks.yaml;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// A field of a rule whose value cannot be what it must be: a duration that is none, a list where text belongs. Prometheus refuses the file.
public final class WrongType implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/wrong-type", Severity.ERROR, "A value is not of the type its key wants, so the file does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        report(rule.name(), context);
        report(rule.expr(), context);
        report(rule.hold(), context);
        report(rule.keepFiringFor(), context);
        rule.labels().stream().map(Pair::value).forEach(value -> report(value, context));
        rule.annotations().stream().map(Pair::value).forEach(value -> report(value, context));
        if (!group.rules().isEmpty() && group.rules().getFirst() == rule) {
            report(group.name(), context);
            report(group.interval(), context);
            group.node().get("limit").filter(node -> !isWholeNumber(node)).ifPresent(node -> context.report(context.file(), node.span(), "`limit` must be a whole number, without quotes"));
        }
    }

    private static void report(Field<?> field, Context context) {
        if (field instanceof Field.Invalid<?> invalid) {
            context.report(context.file(), invalid.span(), invalid.message());
        }
    }

    private static boolean isWholeNumber(YamlNode node) {
        return node instanceof YamlScalar scalar && (scalar.isNull() || switch (GoYaml.kind(scalar, GoYaml.Dialect.V3)) {
            case INT, FLOAT -> true;
            default -> false;
        });
    }
}
