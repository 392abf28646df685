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
import promc.model.RuleTests;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// What a rule file must have: a name for each group, and for each rule `expr` and one of `record` and `alert` (`model/rulefmt`); what an item of a unit test must
/// have (`cmd/promtool/unittest.go`).
/// A file with YAML errors is passed over: what seems to be missing may stand behind the error.
public final class MissingKey implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("yaml/missing-key", Severity.ERROR, "A group, rule or unit test lacks what it must have, so the file does not load");

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
        file.views(RuleTests.class).filter(view -> view.yaml().problems().isEmpty()).forEach(view -> check(view, file.source(), context));
    }

    /// An `alert_rule_test` without a name is refused, and an empty query is none.
    private static void check(RuleTests tests, SourceFile file, Context context) {
        for (RuleTests.Case test : tests.cases()) {
            test.alerts().stream().filter(alert -> isMissing(alert.node(), "alertname"))
                    .forEach(alert -> context.report(file, place(alert.node(), alert.alert()), "an item of `alert_rule_test` must have an `alertname`"));
            test.queries().stream().filter(query -> isMissing(query.node(), "expr"))
                    .forEach(query -> context.report(file, place(query.node(), query.expr()), "an item of `promql_expr_test` must have an `expr`"));
            test.series().stream().filter(series -> isMissing(series.node(), "series") && !isMissing(series.node(), "values"))
                    .forEach(series -> context.report(file, series.node().entries().getFirst().key().span(), "an item of `input_series` must have a `series`"));
        }
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
