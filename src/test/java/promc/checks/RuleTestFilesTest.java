package promc.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.RuleTests;
import promc.source.SourceFile;
import promc.testing.Shared;
import promc.testing.SpecEstate;

/// Unit tests of rules as projects keep them: those that pass in their own builds have no error, and Prometheus' own failing ones are told where the fault can be seen without running them.
class RuleTestFilesTest {
    private static final String RULE = "groups:\n  - name: g\n    rules:\n      - alert: Down\n        expr: up == 0\n";
    private static final String TEST = """
            rule_files: [rules.yml]
            evaluation_interval: 1m
            tests:
              - input_series:
                  - series: 'up{job="x"}'
                    values: 0x5
                alert_rule_test:
                  - {eval_time: 5m, alertname: Down, exp_alerts: [{exp_labels: {job: x}}]}
                promql_expr_test:
                  - expr: up
                    eval_time: 5m
                    exp_samples:
                      - labels: 'up{job="x"}'
                        value: 0
            """;

    private static Estate read(String folder) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Shared.corpus("open/" + folder))) {
            for (Path path : paths.filter(Files::isRegularFile).filter(path -> path.toString().endsWith(".yml") || path.toString().endsWith(".yaml")).sorted().toList()) {
                files.add(SourceFile.of(Shared.corpus("open/" + folder).relativize(path).toString(), Files.readString(path)));
            }
        }
        return EstateReader.read(files);
    }

    private static List<Finding> errors(Estate estate) {
        List<String> tests = estate.ruleTests().map(view -> view.text().file().path()).toList();
        return new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, SpecEstate.TODAY).lint(estate).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR && tests.contains(finding.file().path())).toList();
    }

    @Test
    void testsThatPassHaveNoErrors() throws IOException {
        Estate estate = read("rules");
        assertThat(estate.ruleTests().map(RuleTests::cases).mapToInt(List::size).sum()).isGreaterThan(40);
        assertThat(errors(estate)).isEmpty();
    }

    @Test
    void testsThatFailAreToldWhereItShows() throws IOException {
        assertThat(errors(read("bad"))).extracting(finding -> finding.check() + " " + finding.file().path().replaceFirst(".*/", ""))
                .containsExactly("test/series-notation bad-input-series.yml");
    }

    /// Unit tests of our own, each refused by `promtool test rules` 3.14 before it evaluates anything if `refused`.
    static List<Arguments> promtool() {
        return List.of(
                Arguments.of("a test that passes", RULE, TEST, false),
                Arguments.of("tests without series, which load the rules", RULE, "rule_files: [rules.yml]\ntests:\n  - {}\n", false),
                Arguments.of("no interval and no name", RULE, TEST.replace("evaluation_interval: 1m\n", ""), false),
                Arguments.of("intervals, order and fuzzy comparison", RULE, "fuzzy_compare: true\ngroup_eval_order: [g]\n" + TEST.replace("- input", "- name: n\n    interval: 30s\n    input"), false),
                Arguments.of("rules that do not load", RULE.replace("== 0", "== +"), TEST, true),
                Arguments.of("tests without series, of rules that do not load", RULE.replace("== 0", "== +"), "rule_files: [rules.yml]\ntests:\n  - {}\n", true),
                Arguments.of("a series that is not closed", RULE, TEST.replace("\"x\"}'", "\"x\"'"), true),
                Arguments.of("values that are none", RULE, TEST.replace("0x5", "0y5"), true),
                Arguments.of("a query that is not PromQL", RULE, TEST.replace("expr: up", "expr: up{"), true),
                Arguments.of("a query that is a range", RULE, TEST.replace("expr: up", "expr: up[5m]"), true),
                Arguments.of("expected samples whose labels are none", RULE, TEST.replace("labels: 'up{", "labels: 'up{{"), true),
                Arguments.of("a key that is unknown", RULE, TEST.replace("alertname", "alert"), true),
                Arguments.of("a time that is none", RULE, TEST.replace("eval_time: 5m", "eval_time: soon"), true),
                Arguments.of("an alert test without a name", RULE, TEST.replace("alertname: Down, ", ""), true),
                Arguments.of("a list where a mapping is due", RULE, TEST.replace("exp_labels: {job: x}", "exp_labels: [job]"), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void promtool(String what, String rules, String test, boolean refused) {
        Estate estate = EstateReader.read(List.of(SourceFile.of("rules.yml", rules), SourceFile.of("test.yml", test)));
        assertThat(estate.ruleTests()).as("recognised").hasSize(1);
        List<Finding> errors = new Linter(Checks.ALL, path -> Config.Settings.DEFAULT, SpecEstate.TODAY).lint(estate).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR).toList();
        assertThat(!errors.isEmpty()).as(errors.toString()).isEqualTo(refused);
    }
}
