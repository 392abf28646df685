package promc.checks.yaml;

import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Finding.InRule;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.schema.LoadError;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// A field of a rule or a setting of prometheus.yml whose value cannot be what it must be: a duration that is none, a list where text belongs. Prometheus refuses the file.
public final class WrongType implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/wrong-type", Severity.ERROR, "A value is not of the type its key wants, so the file does not load").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public boolean judgesTemplates() {
        return true;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(RuleFile.class).flatMap(view -> view.groups().stream()).forEach(group -> group.rules().forEach(rule -> check(rule, group, context)));
        context.reportLoadErrors(file, LoadError.Kind.WRONG_TYPE);
    }

    private static void check(Rule rule, RuleGroup group, Context context) {
        report(rule.name(), rule, group, context);
        report(rule.expr(), rule, group, context);
        report(rule.hold(), rule, group, context);
        report(rule.keepFiringFor(), rule, group, context);
        rule.labels().stream().map(Pair::value).forEach(value -> report(value, rule, group, context));
        rule.annotations().stream().map(Pair::value).forEach(value -> report(value, rule, group, context));
        if (!group.rules().isEmpty() && group.rules().getFirst() == rule) {
            report(group.name(), rule, group, context);
            report(group.interval(), rule, group, context);
            group.node().get("limit").filter(node -> !isWholeNumber(node)).ifPresent(node -> context.report(context.file(), node.span(), "`limit` must be a whole number, without quotes").in(InRule.of(rule, group)));
        }
    }

    private static void report(Field<?> field, Rule rule, RuleGroup group, Context context) {
        if (field instanceof Field.Invalid<?> invalid) {
            context.report(context.file(), invalid.span(), invalid.message()).in(InRule.of(rule, group));
        }
    }

    private static boolean isWholeNumber(YamlNode node) {
        return node instanceof YamlScalar scalar && (scalar.isNull() || switch (GoYaml.kind(scalar, GoYaml.Dialect.V3)) {
            case INT, FLOAT -> true;
            default -> false;
        });
    }
}
