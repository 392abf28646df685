package promc.model;

import java.util.List;
import java.util.Optional;
import promc.model.RuleTests.AlertTest;
import promc.model.RuleTests.Case;
import promc.model.RuleTests.ExpectedAlert;
import promc.model.RuleTests.ExpectedSample;
import promc.model.RuleTests.InputSeries;
import promc.model.RuleTests.QueryTest;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Reads unit tests of rules (Prometheus `cmd/promtool/unittest.go`).
final class RuleTestFiles {
    private static final List<String> OWN = List.of("input_series", "alert_rule_test", "promql_expr_test");

    private static final List<String> AROUND = List.of("rule_files", "evaluation_interval", "group_eval_order", "fuzzy_compare", "tests");

    private RuleTestFiles() {}

    /// A cheap look at the text: false only if it holds no unit tests.
    static boolean mayBe(String text) {
        return text.contains("tests") && (text.contains("input_series") || text.contains("alert_rule_test") || text.contains("promql_expr_test") || text.contains("rule_files"));
    }

    /// True if `tests` under `root` is a list in which something has series, or alerts or queries to test; or of mappings beside the files of rules that they are about, and nothing else
    /// is there: tests without any series only ask whether the rules load.
    static boolean recognise(YamlMapping root) {
        List<YamlMapping> tests = Fields.mappings(root, "tests");
        return tests.stream().anyMatch(test -> OWN.stream().anyMatch(key -> test.entry(key).isPresent()))
                || !tests.isEmpty() && root.get("rule_files").isPresent() && root.effective().stream().allMatch(entry -> entry.name().filter(AROUND::contains).isPresent());
    }

    static RuleTests read(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        return new RuleTests(text, yaml, root, Fields.scalars(root, "rule_files"), Fields.scalars(root, "group_eval_order"),
                Fields.mappings(root, "tests").stream().map(test -> read(test, expressions)).toList());
    }

    private static Case read(YamlMapping test, Expressions expressions) {
        return new Case(test, Fields.mappings(test, "input_series").stream().map(series -> new InputSeries(series, text(series, "series"), text(series, "values"))).toList(),
                Fields.mappings(test, "alert_rule_test").stream().map(RuleTestFiles::alert).toList(),
                Fields.mappings(test, "promql_expr_test").stream().map(query -> query(query, expressions)).toList());
    }

    private static AlertTest alert(YamlMapping node) {
        return new AlertTest(node, Fields.string(node, "alertname"), Fields.duration(node, "eval_time"), Fields.mappings(node, "exp_alerts").stream()
                .map(alert -> new ExpectedAlert(alert, Fields.pairs(alert, "exp_labels"), Fields.pairs(alert, "exp_annotations"))).toList());
    }

    private static QueryTest query(YamlMapping node, Expressions expressions) {
        return new QueryTest(node, expressions.expr(node, expressions::test), Fields.mappings(node, "exp_samples").stream()
                .map(sample -> new ExpectedSample(sample, text(sample, "labels"), text(sample, "histogram"))).toList());
    }

    private static Optional<YamlScalar> text(YamlMapping mapping, String key) {
        return mapping.get(key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).filter(scalar -> !scalar.isNull());
    }
}
