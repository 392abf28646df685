package promc.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.analysis.Told;
import promc.model.Inventory;
import promc.model.Version;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.SourceReader;
import promc.yaml.Yaml;

class ConfigReaderTest {
    static final Option<List<String>> WORDS = new Option.Strings("words", "words to look for", List.of("a"));
    static final Option<String> NAME = new Option.Text("name", "a name", "x");
    static final Option<Integer> LIMIT = new Option.Int("limit", "how many", 3);
    static final Option<Boolean> STRICT = new Option.Flag("strict", "whether", false);
    static final CheckInfo RICH = CheckInfo.likely("sample/rich", Severity.WARNING, "Has options").options(WORDS, NAME, LIMIT, STRICT);
    static final CheckInfo PLAIN = CheckInfo.likely("sample/plain", Severity.INFO, "Has none");
    static final CheckInfo OTHER = CheckInfo.proved("other/thing", Severity.ERROR, "Is elsewhere");
    static final List<CheckInfo> KNOWN = List.of(OTHER, PLAIN, RICH);

    @Test
    void readsEverything() {
        Config config = read("""
                root: true
                checks:
                  sample/plain: off
                  "other/*": warning
                  sample/rich: {severity: error, words: [b, 1], name: 7, limit: -4, strict: true}
                paths:
                  - match: "legacy/**"
                    checks: {sample/plain: error, sample/rich: {limit: 9}}
                """);
        assertThat(config.problems()).isEmpty();
        assertThat(config.root()).isTrue();
        Config.Settings here = config.forFile("a.yml");
        assertThat(here.severity(PLAIN, Severity.INFO)).isEmpty();
        assertThat(here.severity(OTHER, Severity.ERROR)).contains(Severity.WARNING);
        assertThat(here.severity(RICH, Severity.WARNING)).contains(Severity.ERROR);
        assertThat(here.option(RICH, WORDS)).containsExactly("b", "1");
        assertThat(here.option(RICH, NAME)).isEqualTo("7");
        assertThat(here.option(RICH, LIMIT)).isEqualTo(-4);
        assertThat(here.option(RICH, STRICT)).isTrue();
        Config.Settings legacy = config.forFile("legacy/deep/a.yml");
        assertThat(legacy.severity(PLAIN, Severity.INFO)).contains(Severity.ERROR);
        assertThat(legacy.option(RICH, LIMIT)).isEqualTo(9);
        assertThat(legacy.option(RICH, NAME)).isEqualTo("7");
    }

    @Test
    void readsWhatIsKnownOfTheDatabase() {
        Config.Settings settings = read("""
                inventory:
                  files: [tsdb-status.json]
                  labels: {pod: 3000, mode: [idle, user]}
                  metrics: {http_requests_total: {type: counter, labels: [method, code], series: 90}, bare: {}}
                  closed: true
                budgets: {rule: 10000, total: 3000000}
                defaults: {scrape_interval: 30s, retention: 15d}
                """).forFile("a.yml");
        assertThat(settings.facts().orElseThrow().files()).extracting(ConfigFacts.Named::path).containsExactly("tsdb-status.json");
        assertThat(settings.inventory().labelValues()).containsOnly(Map.entry("pod", 3000L), Map.entry("mode", 2L));
        Inventory.MetricFacts metric = settings.inventory().metric("http_requests_total").orElseThrow();
        assertThat(metric.type()).contains(Inventory.MetricType.COUNTER);
        assertThat(metric.labels().orElseThrow()).containsOnlyKeys("code", "method");
        assertThat(metric.series()).hasValue(90);
        assertThat(settings.inventory().metric("bare")).isPresent();
        assertThat(settings.inventory().closed()).isTrue();
        assertThat(settings.budgets().rule()).hasValue(10000);
        assertThat(settings.budgets().job()).isEmpty();
        assertThat(settings.defaults().scrapeInterval().map(Told::value)).contains(Duration.ofSeconds(30));
        assertThat(settings.defaults().retention().map(Told::value)).contains(Duration.ofDays(15));
        assertThat(settings.defaults().lookback()).isEmpty();
        assertThat(read("root: true\n").forFile("a.yml").inventory()).isSameAs(Inventory.NONE);
    }

    @Test
    void filesOfAnInventoryAreReadAndTheirProblemsHaveThePlaceThatNamesThem() {
        Config config = read("inventory: {files: [a.json, b.json, c.json]}\n");
        ConfigFacts.Loaded loaded = config.facts().orElseThrow().load(path -> switch (path) {
            case "a.json" -> new SourceReader.Result.Text(SourceFile.of(path, "{\"headStats\":{\"numSeries\":7}}"));
            case "b.json" -> new SourceReader.Result.Text(SourceFile.of(path, "{}"));
            default -> new SourceReader.Result.Failed(path, "does not exist");
        });
        assertThat(loaded.facts().inventory().totalSeries()).hasValue(7);
        Config with = config.with(loaded);
        assertThat(with.forFile("x").inventory().totalSeries()).hasValue(7);
        assertThat(with.problems()).extracting(Problem::message).containsExactly("`b.json`, line 1, column 1: this JSON tells nothing of metrics; it takes the answers of"
                + " /api/v1/status/tsdb, /api/v1/series, /api/v1/metadata and /api/v1/query", "`c.json` does not exist");
        assertThat(with.problems()).extracting(problem -> problem.span().of(config.source().orElseThrow().text())).containsExactly("b.json", "c.json");
    }

    @Test
    void readsTheTarget() {
        Target target = read("target: {prometheus: 3.10, features: [promql-experimental-functions, exemplar-storage]}\n").forFile("a").target();
        assertThat(target.prometheus()).contains(new Version(3, 10, 0));
        assertThat(target.features().orElseThrow()).containsExactlyInAnyOrder("promql-experimental-functions", "exemplar-storage");
        assertThat(read("target:\n").forFile("a").target()).isEqualTo(Target.UNKNOWN);
        for (String wrong : List.of("target: 3.5", "target: {prometheus: new}", "target: {prometeus: 3.5}", "target: {features: all}",
                "target: {features: [promql-experimental-function]}")) {
            assertThat(read(wrong + "\n").problems()).as(wrong).hasSize(1);
        }
    }

    @Test
    void emptyOnesSetNothing() {
        for (String text : List.of("", "# only a comment\n", "checks:\npaths:\n", "{}", "---\n", "null")) {
            Config config = read(text);
            assertThat(config.problems()).as(text).isEmpty();
            assertThat(config.forFile("a").severity(RICH, Severity.WARNING)).contains(Severity.WARNING);
        }
    }

    @Test
    void anchorsAndMergesCount() {
        Config config = read("""
                checks: &all
                  sample/plain: off
                paths:
                  - match: "x/*"
                    checks: {<<: *all, other/thing: info}
                """);
        assertThat(config.problems()).isEmpty();
        assertThat(config.forFile("x/a").severity(OTHER, Severity.ERROR)).contains(Severity.INFO);
        assertThat(config.paths().getFirst().checks()).containsKeys("sample/plain", "other/thing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            rot: true                                       | rot       | a configuration has no key `rot`; it has `root`, `checks`, `paths`, `target`, `inventory`, `budgets`, `defaults`, `federation` | did you mean `root`?
            root: yes                                       | yes       | `root` is `true` or `false`                                       | ''
            root: "true"                                    | "true"    | `root` is `true` or `false`                                       | ''
            root: [true]                                    | [true]    | `root` is `true` or `false`                                       | ''
            federation: {leavs: {}}                         | leavs     | `federation` has no key `leavs`; it has `leaves` | did you mean `leaves`?
            federation: {leaves: {a: {}}}                   | {}        | what an address leads to is the path of a `prometheus.yml`, counted from the folder of this file, or a list of them | ''
            [a]                                             | [a]       | a configuration is a mapping with the keys `root`, `checks`, `paths`, `target`, `inventory`, `budgets`, `defaults`, `federation` | ''
            checks: all                                     | all       | `checks` is a mapping from a check's id to `off`, a severity or its settings | ''
            checks: {sample/rhich: off}                     | sample/rhich | there is no check `sample/rhich`                               | did you mean `sample/rich`?
            checks: {sampel/*: off}                         | sampel/*  | there is no check `sampel/*`                                      | did you mean `sample/*`?
            checks: {zzz: off}                              | zzz       | there is no check `zzz`                                           | ''
            checks: {sample/plain: of}                      | of        | 'a check is `off`, a severity (`info`, `warning`, `error`) or a mapping of its settings' | did you mean `off`?
            checks: {sample/plain: [off]}                   | [off]     | 'a check is `off`, a severity (`info`, `warning`, `error`) or a mapping of its settings' | ''
            checks: {sample/plain: {severity: erorr}}       | erorr     | 'a severity is `info`, `warning`, `error`, or `off`'              | did you mean `error`?
            checks: {sample/plain: {limit: 1}}              | limit     | `sample/plain` has no key `limit`; it has `severity`              | ''
            checks: {sample/rich: {limt: 1}}                | limt      | '`sample/rich` has no key `limt`; it has `severity`, `limit`, `name`, `strict`, `words`' | did you mean `limit`?
            checks: {sample/rich: {limit: many}}            | many      | `limit` is a whole number                                         | how many
            checks: {sample/rich: {limit: 99999999999}}     | 99999999999 | `limit` is a whole number                                       | how many
            checks: {sample/rich: {words: a}}               | a         | `words` is a list of strings                                      | words to look for
            checks: {sample/rich: {words: [[a]]}}           | [[a]]     | `words` is a list of strings                                      | words to look for
            checks: {sample/rich: {strict: 1}}              | 1         | `strict` is `true` or `false`                                     | whether
            checks: {sample/rich: {name: {}}}               | {}        | `name` is a string                                                | a name
            checks: {"sample/*": {limit: 1}}                | limit     | `sample/*` has no key `limit`; it has `severity`                  | ''
            checks: {[a]: off}                              | [a]       | there is no check of this name                                    | ''
            paths: {match: a}                               | {match: a} | '`paths` is a list of `{match: GLOB, checks: {...}}`'            | ''
            paths: [a]                                      | a         | an item of `paths` is a mapping with the keys `match`, `checks`   | ''
            paths: [{checks: {}}]                           | {checks: {}} | 'an item of `paths` needs `match`, a glob such as `legacy/**`' | ''
            paths: [{match: a}]                             | {match: a} | an item of `paths` needs `checks`; without it, it sets nothing   | ''
            paths: [{match: [a], checks: {}}]               | [a]       | `match` is a glob such as `legacy/**`                             | ''
            paths: [{match: a, cheks: {}, checks: {}}]      | cheks     | an item of `paths` has no key `cheks`; it has `match`, `checks`   | did you mean `checks`?
            """)
    void saysWhatIsWrongAndWhere(String text, String marked, String message, String help) {
        Config config = read(text);
        assertThat(config.problems()).hasSize(1);
        Problem problem = config.problems().getFirst();
        assertThat(problem.span().of(text)).isEqualTo(marked);
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.help()).isEqualTo(help == null ? "" : help);
    }

    @Test
    void saysSeveralThingsAtOnceAndKeepsTheRest() {
        Config config = read("root: true\nrot: 1\nchecks: {sample/plain: off, x/y: off}\n---\nroot: false\n");
        assertThat(config.problems()).hasSize(3);
        assertThat(config.root()).isTrue();
        assertThat(config.checks()).containsOnlyKeys("sample/plain");
    }

    @Test
    void duplicateKeysAreProblems() {
        Config config = read("checks: {sample/plain: off, sample/plain: info}\n");
        assertThat(config.problems()).isNotEmpty().anySatisfy(problem -> assertThat(problem.message()).isEqualTo("`sample/plain` is set twice"));
    }

    @Test
    void brokenYamlIsAProblem() {
        assertThat(read("checks: {\n").problems()).isNotEmpty();
        assertThat(read("\tchecks: 1\n").problems()).isNotEmpty();
    }

    @Test
    void globsCountFromTheFolderOfTheFile() {
        SourceFile file = SourceFile.of("team/.promc.yaml", "paths: [{match: 'a/*', checks: {other/thing: off}}]");
        Config config = new ConfigReader(KNOWN).read(file, Yaml.parse(file), "team");
        assertThat(config.forFile("team/a/b").severity(OTHER, Severity.ERROR)).isEmpty();
        assertThat(config.forFile("team/a/b/c").severity(OTHER, Severity.ERROR)).contains(Severity.ERROR);
        assertThat(config.checks()).isEqualTo(Map.of());
    }

    static Config read(String text) {
        SourceFile file = SourceFile.of(".promc.yaml", text);
        return new ConfigReader(KNOWN).read(file, Yaml.parse(file), "");
    }
}
