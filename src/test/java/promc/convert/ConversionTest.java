package promc.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.checks.Checks;
import promc.convert.Conversion.Comments;
import promc.convert.Conversion.Tool;
import promc.lint.Check;
import promc.lint.Config;
import promc.lint.ConfigReader;
import promc.model.EstateReader;
import promc.source.SourceFile;
import promc.yaml.Yaml;

class ConversionTest {
    private static final Set<String> KNOWN = Checks.ALL.stream().map(check -> check.info().id()).collect(Collectors.toSet());

    private static Hcl.File hcl(String text) {
        return HclParser.parse(SourceFile.of("a.hcl", text));
    }

    @Test
    void namesOfChecksAreOurs() {
        List<String> ours = Stream.concat(CheckNames.PINT.values().stream(), CheckNames.PROMRUVAL.values().stream()).flatMap(List::stream).toList();
        assertThat(ours).isNotEmpty().allMatch(KNOWN::contains);
    }

    @Test
    void thePageTellsTheSameNames() throws IOException {
        Map<String, String> told = Files.readAllLines(Path.of("docs/policy.md")).stream().dropWhile(line -> !line.startsWith("| check of pint |")).takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\s*\\|\\s*")).collect(Collectors.toMap(cells -> cells[1], cells -> cells[2]));
        assertThat(told).hasSizeGreaterThan(15);
        CheckNames.PINT.forEach((check, ours) -> {
            if (told.containsKey(check)) {
                assertThat(told.get(check)).as(check).isEqualTo(String.join(", ", ours));
            } else {
                assertThat(ours).as(check + " is told among the policies").allMatch(id -> id.startsWith("policy/") || id.endsWith("/missing-label") || id.equals("alert/missing-annotation"));
            }
        });
    }

    @Test
    void readsBlocksAttributesAndValues() {
        Hcl.File file = hcl("""
                # comment
                a "x" y { b = "q\\"\\\\d\\u00e9${ENV_A}" // more
                  c = [ "1", "2", ] /* and
                  more */ }
                n = -1.5e3
                t = true
                m = { "k" : "v", l = [false]
                  z = {} }
                h = <<END
                  one
                END
                i = <<-END
                    two
                      three
                    END
                """);
        assertThat(file.problems()).isEmpty();
        Hcl.Block block = file.body().blocks().getFirst();
        assertThat(block.labels()).containsExactly("x", "y");
        assertThat(block.body().text("b")).contains("q\"\\dé${ENV_A}");
        assertThat(block.body().texts("c")).containsExactly("1", "2");
        assertThat(file.body().value("n")).contains(new Hcl.Number(-1500));
        assertThat(file.body().flag("t")).isTrue();
        assertThat(file.body().value("m")).get().isInstanceOfSatisfying(Hcl.Pairs.class, pairs -> assertThat(pairs.values()).containsKeys("k", "l", "z"));
        assertThat(file.body().text("h")).contains("  one\n");
        assertThat(file.body().text("i")).contains("two\n  three\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "'a = '|4|the file ends where a value is expected",
        "'a {'|0|this block is not closed by `}`",
        "'}'|0|no block is open that this could close",
        "'a = \"x'|4|this string is not closed on its line",
        "'a = [1 2]'|7|expected `,` or `]`",
        "'a = 5m'|4|`5m` is no number; a duration stands in quotes",
        "'a = b'|4|`b` is no value; a string stands in quotes",
        "'/* x'|0|this comment is not closed by `*/`",
        "'a = <<E'|4|no line ends this text with `E`",
        "'a = 1 b = 2'|6|expected a new line",
        "'a = \"\\u12\"'|7|expected 4 hexadecimal digits of a character",
    })
    void tellsWhatIsWrong(String text, int at, String message) {
        assertThat(hcl(text).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.span().start()).isEqualTo(at);
        });
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(hcl("a {\n".repeat(5_000)).problems()).extracting(problem -> problem.message()).containsExactly("blocks are nested too deeply");
        assertThat(hcl("a = " + "[".repeat(5_000)).problems()).extracting(problem -> problem.message()).containsExactly("values are nested too deeply");
    }

    @Test
    void whatIsWrittenIsAGoodConfiguration() {
        String pint = """
                rule {
                  match {
                    kind = "alerting"
                    label "a:b" { value = "yes|no" }
                    keep_firing_for = "!= 1h30m"
                  }
                  label ".*" {
                    values = ["true", "1e3", "# no comment", "- item", "a: b", ""]
                  }
                  name "[\\\\w\\\\d]+\\t" { comment = "it's \\"so\\": {no} [list]" }
                }
                """;
        Conversion.Settings settings = Conversion.settings(Tool.PINT, SourceFile.of(".pint.hcl", pint), KNOWN);
        assertThat(settings.problems()).isEmpty();
        SourceFile file = SourceFile.of(".promc.yaml", settings.text());
        Config config = new ConfigReader(Checks.ALL.stream().map(Check::info).toList()).read(file, Yaml.parse(file), "");
        assertThat(config.problems()).isEmpty();
        assertThat(config.checks()).containsOnlyKeys("policy/label-not-allowed", "policy/name-not-allowed");
        assertThat(settings.text()).contains("\"# no comment\"").contains("\"true\"").contains("\"1e3\"");
    }

    @Test
    void commentsGoWhereTheyCoverTheRule() {
        String rules = """
                groups:
                - name: g
                  rules:
                  - record: a:b:c
                    expr: sum(x) # pint disable promql/impossible
                    # pint snooze 2026-03-01 promql/regexp
                    labels: {a: b}
                  # pint snooze 2026-03-01T10:00:00Z alerts/template
                  # why
                  - alert: A
                    expr: up == 0
                  # pint disable promql/series
                """;
        Comments comments = Conversion.comments(Tool.PINT, EstateReader.read(List.of(SourceFile.of("r.yml", rules.replace("\n", "\r\n")))).files().getFirst(), "",
                Set.of("promql/dead-branch", "promql/regex-matches-literal", "alert/value-in-label"));
        assertThat(comments.converted()).isEqualTo(3);
        assertThat(comments.left()).containsExactly("12: `pint disable promql/series`: no check of promc that is on here is like `promql/series`");
        assertThat(comments.changed().orElseThrow().text().replace("\r\n", "\n")).isEqualTo("""
                groups:
                - name: g
                  rules:
                  # promc: allow promql/dead-branch -- was `pint disable promql/impossible`
                  # promc: allow promql/regex-matches-literal until 2026-02-28 -- was `pint snooze 2026-03-01 promql/regexp`
                  - record: a:b:c
                    expr: sum(x)
                    labels: {a: b}
                  # promc: allow alert/value-in-label until 2026-03-01 -- was `pint snooze 2026-03-01T10:00:00Z alerts/template`
                  # why
                  - alert: A
                    expr: up == 0
                  # pint disable promql/series
                """);
    }

    @Test
    @Timeout(20)
    void manyRulesAndCommentsTakeNoQuadraticTime() {
        StringBuilder rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        for (int i = 0; i < 20_000; i++) {
            rules.append("  # pint disable promql/impossible\n  - record: a:b:c").append(i).append("\n    expr: sum(x) # pint disable promql/regexp\n");
        }
        rules.append("  # pint disable promql/regexp\n".repeat(20_000)).append("  - record: a:b:c\n    expr: sum(x)\n");
        Comments comments = Conversion.comments(Tool.PINT, EstateReader.read(List.of(SourceFile.of("r.yml", rules.toString()))).files().getFirst(), "",
                Set.of("promql/dead-branch", "promql/regex-matches-literal"));
        assertThat(comments.converted()).isEqualTo(60_000);
        assertThat(comments.left()).isEmpty();
    }
}
