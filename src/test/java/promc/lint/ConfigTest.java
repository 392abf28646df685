package promc.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.source.SourceFile;
import promc.yaml.Yaml;

/// Which settings of a `.promc.yaml` hold for which file.
class ConfigTest {
    private static final Option<List<String>> LABELS = new Option.Strings("labels", "labels", List.of("default"));
    private static final Option<Integer> LIMIT = new Option.Int("limit", "a limit", 7);
    private static final Option<Boolean> STRICT = new Option.Flag("strict", "strictness", false);
    private static final Option<String> PREFIX = new Option.Text("prefix", "a prefix", "p");
    private static final CheckInfo ONE = CheckInfo.proved("area/one", Severity.WARNING, "One").options(LABELS, LIMIT, STRICT, PREFIX);
    private static final CheckInfo TWO = CheckInfo.proved("area/two", Severity.INFO, "Two");
    private static final CheckInfo OTHER = CheckInfo.likely("other/three", Severity.WARNING, "Three");

    private static final CheckInfo ASKED = CheckInfo.likely("area/asked", Severity.WARNING, "Asked for").offByDefault();

    private static Config read(String text, String base) {
        SourceFile file = SourceFile.of(base.isEmpty() ? ".promc.yaml" : base + "/.promc.yaml", text);
        return new ConfigReader(List.of(ONE, TWO, OTHER, ASKED)).read(file, Yaml.parse(file), base);
    }

    private static Config good(String text, String base) {
        Config config = read(text, base);
        assertThat(config.problems()).isEmpty();
        return config;
    }

    private static String severity(Config config, String path, CheckInfo check) {
        return config.forFile(path).severity(check, check.severity()).map(Severity::word).orElse("off");
    }

    @Test
    void withoutAFileEveryCheckHasItsDefaults() {
        assertThat(severity(Config.DEFAULT, "a.yml", ONE)).isEqualTo("warning");
        assertThat(Config.DEFAULT.forFile("a.yml").option(ONE, LABELS)).containsExactly("default");
        assertThat(good("", "").forFile("a.yml").option(ONE, LIMIT)).isEqualTo(7);
        assertThat(good("checks:\npaths:\n", "").checks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{area/one: error}; error; info; warning", "{area/one: off}; off; info; warning", "{area/*: off}; off; off; warning", "{area/*: error, area/one: info}; info; error; warning",
            "{area/*: off, area/one: warning}; warning; off; warning", "{area/one: {severity: error}}; error; info; warning", "{area/one: {severity: off}}; off; info; warning",
            "{area/*: error, area/one: {limit: 3}}; error; error; warning", "{area/*: off, area/one: {limit: 3}}; warning; off; warning", "{area/one: {limit: 3}}; warning; info; warning",
            "{other/*: info}; warning; info; info"})
    void severities(String checks, String one, String two, String other) {
        Config config = good("checks: " + checks + "\n", "");
        assertThat(List.of(severity(config, "a.yml", ONE), severity(config, "a.yml", TWO), severity(config, "a.yml", OTHER))).containsExactly(one, two, other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"{}; off", "{area/*: error}; off", "{area/asked: info}; info", "{area/asked: {}}; warning", "{area/*: error, area/asked: {}}; error", "{area/*: off, area/asked: info}; info",
            "{area/asked: off}; off"})
    void whatIsOffByDefaultIsTurnedOnByItsOwnNameOnly(String checks, String severity) {
        assertThat(severity(good("checks: " + checks + "\n", ""), "a.yml", ASKED)).isEqualTo(severity);
    }

    @Test
    void whatARunSelectsIsOnUnlessAConfigurationSaysOff() {
        assertThat(Config.DEFAULT.forFile("a.yml").with(List.of(ASKED)).isOn(ASKED)).isTrue();
        assertThat(Config.DEFAULT.forFile("a.yml").isOn(ASKED)).isFalse();
        assertThat(good("checks: {area/asked: off}\n", "").forFile("a.yml").with(List.of(ASKED)).isOn(ASKED)).isFalse();
    }

    @Test
    void laterPathsWinOverEarlierOnesAndOverTheFilesOwnChecks() {
        Config config = good("""
                checks: {area/one: error}
                paths:
                  - match: "legacy/**"
                    checks: {area/*: off}
                  - match: "legacy/kept/**"
                    checks: {area/one: {limit: 1}}
                  - match: "**/*.rules.yml"
                    checks: {area/one: {labels: [x]}}
                """, "");
        assertThat(severity(config, "a.yml", ONE)).isEqualTo("error");
        assertThat(severity(config, "legacy/a.yml", ONE)).isEqualTo("off");
        assertThat(severity(config, "legacy/deep/a.yml", TWO)).isEqualTo("off");
        assertThat(severity(config, "legacy/kept/a.yml", ONE)).isEqualTo("warning");
        assertThat(severity(config, "a.rules.yml", ONE)).as("options leave the severity as it was").isEqualTo("error");
        assertThat(config.forFile("a.rules.yml").option(ONE, LABELS)).as("`**/` is no folder too").containsExactly("x");
        assertThat(config.forFile("legacy/kept/b.rules.yml").option(ONE, LABELS)).containsExactly("x");
        assertThat(config.forFile("legacy/kept/b.rules.yml").option(ONE, LIMIT)).isEqualTo(1);
    }

    @Test
    void patternsCountFromTheConfigsFolder() {
        Config config = good("paths: [{match: 'rules/*', checks: {area/one: off}}]\n", "team/a");
        assertThat(severity(config, "team/a/rules/x.yml", ONE)).isEqualTo("off");
        assertThat(severity(config, "team/a/rules/sub/x.yml", ONE)).isEqualTo("warning");
        assertThat(severity(config, "team/ab/rules/x.yml", ONE)).isEqualTo("warning");
    }

    @Test
    void optionsHaveTheirTypes() {
        Config.Settings settings = good("checks: {area/one: {labels: [a, 1], limit: -3, strict: true, prefix: 5}}\n", "").forFile("a.yml");
        assertThat(settings.option(ONE, LABELS)).containsExactly("a", "1");
        assertThat(settings.option(ONE, LIMIT)).isEqualTo(-3);
        assertThat(settings.option(ONE, STRICT)).isTrue();
        assertThat(settings.option(ONE, PREFIX)).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "chekcs: {}; chekcs; did you mean `checks`?", "checks: {area/oen: off}; area/oen; did you mean `area/one`?", "checks: {area/one: of}; of; did you mean `off`?",
            "checks: {area/one: {limits: 3}}; limits; did you mean `limit`?", "checks: {area/one: {limit: three}}; three; a limit", "checks: {area/one: {limit: '3'}}; '3'; a limit",
            "checks: {area/one: {labels: x}}; x; labels", "checks: {area/one: {strict: yes}}; yes; strictness", "checks: {area/one: {severity: fatal}}; fatal; ''",
            "checks: [a]; [a]; ''", "root: maybe; maybe; ''", "paths: {a: b}; {a: b}; ''", "paths: [x]; x; ''", "paths: [{match: '[', checks: {}}]; '['; ''",
            "paths: [{checks: {}}]; {checks: {}}; ''", "paths: [{match: a}]; {match: a}; ''", "[a]; [a]; ''", "checks: {area/one: off, area/one: info}; area/one; ''"},
            quoteCharacter = '~')
    void whatIsWrongIsToldAtItsPlace(String text, String place, String help) {
        Config config = read(text + "\n", "");
        assertThat(config.problems()).isNotEmpty();
        assertThat(config.problems().getFirst().span().of(text + "\n")).isEqualTo(place);
        assertThat(config.problems().getFirst().help()).isEqualTo(help.equals("''") ? "" : help);
    }

    @Test
    void whatIsRightBesideIsStillRead() {
        Config config = read("root: true\nnonsense: 1\nchecks: {area/one: off, area/x: off}\n", "");
        assertThat(config.problems()).hasSize(2);
        assertThat(config.root()).isTrue();
        assertThat(config.checks()).containsOnlyKeys("area/one");
        assertThat(config.source()).map(SourceFile::path).isEqualTo(Optional.of(".promc.yaml"));
    }

    @Test
    void severityOfTheConfigReachesTheFindings() {
        SourceFile file = SourceFile.of(".promc.yaml", "checks: {test/rule: error, test/metric: off}\n");
        Config config = new ConfigReader(Texts.checks().stream().map(Check::info).toList()).read(file, Yaml.parse(file), "");
        Findings findings = Texts.lint(java.util.Map.of("a.yml", "groups:\n  - name: g\n    rules:\n      - record: a\n        expr: up\n"), config);
        assertThat(findings.findings()).extracting(f -> f.check() + " " + f.severity().word()).containsExactly("other/group warning", "test/rule error");
    }
}
