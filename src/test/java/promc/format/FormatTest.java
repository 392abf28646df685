package promc.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import promc.source.SourceFile;
import promc.testing.Page;

class FormatTest {
    private static final List<FormatOptions> ALL = List.of(FormatOptions.DEFAULT, new FormatOptions(FormatOptions.Style.PROMC, 20),
            new FormatOptions(FormatOptions.Style.PROMETHEUS, 20));
    private static final String LONG = "sum by (namespace, service) (rate(http_requests_total{code=~\"5..\"}[5m])) / count by (namespace, service) (up)";

    private static SourceFile file(String text) {
        return SourceFile.of("rules.yml", text);
    }

    private static String rule(String expr) {
        return "groups:\n  - name: a\n    rules:\n      - record: a:b\n" + expr;
    }

    private static String formatted(String text) {
        return FileFormatter.format(file(text), FormatOptions.DEFAULT).after().text();
    }

    private static void laws(String text) {
        for (FormatOptions options : ALL) {
            for (String twin : List.of(text, text.replace("\n", "\r\n"))) {
                assertThat(FormatLaws.violation(FileFormatter.format(file(twin), options), options)).as("%s of\n%s", options, twin).isEmpty();
            }
        }
    }

    /// YAML on the pages of checks and of commands, and the example estates.
    private static List<String> examples() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String folder : List.of("docs", "src/test/resources/spec/cli", "rules-examples")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (file.toString().endsWith(".md")) {
                        Page.read(file).sections().forEach(section -> section.all("yaml").forEach(fence -> texts.add(fence.body())));
                    } else if (file.toString().endsWith(".yml") || file.toString().endsWith(".yaml")) {
                        texts.add(Files.readString(file));
                    }
                }
            }
        }
        return texts;
    }

    @Test
    void holdsForAllExamples() throws IOException {
        List<String> texts = examples();
        assertThat(texts).hasSizeGreaterThan(100);
        texts.forEach(FormatTest::laws);
        assertThat(texts).anyMatch(text -> FileFormatter.format(file(text), FormatOptions.DEFAULT).isChanged());
    }

    @Test
    void survivesDamage() throws IOException {
        Random random = new Random(20261122);
        List<String> texts = examples();
        int changed = 0;
        for (int i = 0; i < 600; i++) {
            StringBuilder damaged = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (int k = 0; k < 3 && !damaged.isEmpty(); k++) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, " \n#:-|>{}[]&*!'\"%\t".charAt(random.nextInt(17)));
                    default -> damaged.setCharAt(at, damaged.charAt(random.nextInt(damaged.length())));
                }
            }
            FileFormatter.Result result = FileFormatter.format(file(damaged.toString()), ALL.get(i % ALL.size()));
            if (result.isChanged()) {
                changed++;
                assertThat(FormatLaws.violation(result, ALL.get(i % ALL.size()))).as(damaged.toString()).isEmpty();
            }
        }
        assertThat(changed).isPositive();
    }

    @Test
    void keepsLineEndsAndByteOrderMark() throws IOException {
        byte[] bytes = ("\uFEFF" + rule("        expr: " + LONG + "\n        labels: {a: b}\n")).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        FileFormatter.Result result = FileFormatter.format(SourceFile.decode("rules.yml", bytes), FormatOptions.DEFAULT);
        String after = new String(result.after().encode(result.after().text()), StandardCharsets.UTF_8);
        assertThat(after).startsWith("\uFEFFgroups:\r\n").contains("expr: |\r\n          sum by").contains("\r\n          /\r\n").contains("(up)\r\n        labels: {a: b}\r\n");
        assertThat(after.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    }

    @Test
    void keepsLineEndsOfFoldedBlocks() {
        String folded = rule("        expr: >-\n          sum( a)\n          / sum(b)\n        labels: {a: b}\n").replace("\n", "\r\n");
        assertThat(formatted(folded)).endsWith("expr: |-\r\n          sum(a)\r\n          /\r\n          sum(b)\r\n        labels: {a: b}\r\n");
    }

    @Test
    void writesTheLastLineOfAFileWithoutLineEnd() {
        assertThat(formatted(rule("        expr: " + LONG))).endsWith("          /\n          count by (namespace, service) (up)");
        assertThat(formatted(rule("        expr: |\n          sum (a)"))).endsWith("|\n          sum(a)");
    }

    @Test
    void followsTheIndentationOfOtherBlocks() {
        String block = "        annotations:\n          a: |\n              text\n";
        assertThat(formatted(rule(block + "        expr: " + LONG + "\n"))).contains("expr: |\n            sum by");
    }

    @Test
    void leavesAloneWhatACommentBelowWouldJoin() {
        String text = rule("        expr: " + LONG + "\n              # not of the expression\n        labels: {a: b}\n");
        FileFormatter.Result result = FileFormatter.format(file(text), FormatOptions.DEFAULT);
        assertThat(result.after().text()).isEqualTo(text);
        assertThat(result.kept()).singleElement().extracting(FileFormatter.Kept::reason).asString().contains("would not read the same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"        expr: |\n          sum( a )\n{% if b %}\n          + b\n{% endif %}\n", "        expr: sum( a )\n{{- if .Values.x }}\n          + {{ .Values.y }}\n{{- end }}\n",
        "        expr: " + LONG + " # {{ .Values.x }}\n", "        expr:\n{{- if .Values.x }}\n          " + LONG + "\n{{- end }}\n",
        "        expr: sum( a{b=\"{{ .Values.x }}\"} )\n", "        expr: |\n          sum( a )\n        {{- with .Values.labels }}\n        labels: {{ toYaml . | nindent 10 }}\n        {{- end }}\n"})
    void losesNoActionOfATemplate(String expr) {
        String text = "{{- if .Values.rules }}\n" + rule(expr) + "{{- end }}\n";
        for (FormatOptions options : ALL) {
            FileFormatter.Result result = FileFormatter.format(SourceFile.of("templates/rules.yaml", text), options);
            assertThat(FormatLaws.violation(result, options)).isEmpty();
            assertThat(actions(result.after().text())).isEqualTo(actions(text)).isNotEmpty();
        }
    }

    private static List<String> actions(String text) {
        return Pattern.compile("\\{\\{.*?}}|\\{%.*?%}").matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void writesOneLineWhereYamlHoldsNoMore() {
        assertThat(formatted("groups: [{name: a, rules: [{record: 'a:b', expr: '" + LONG.replace(") /", ")/") + "'}]}]\n"))
                .isEqualTo("groups: [{name: a, rules: [{record: 'a:b', expr: '" + LONG + "'}]}]\n");
        String json = "{\"groups\": [{\"name\": \"a\", \"rules\": [{\"record\": \"a:b\", \"expr\": \"sum(a)\\n/sum(b)\"}]}]}\n";
        assertThat(formatted(json)).isEqualTo(json);
        assertThat(formatted(json.replace("\\n", " "))).contains("\"sum(a) / sum(b)\"");
    }

    @Test
    void writesThroughAQuotedManifest() {
        String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.yml: \"groups:\\n- name: a\\n  rules:\\n  - record: a:b\\n    expr: " + LONG.replace("\"", "\\\"")
                + "\\n\"\n";
        assertThat(formatted(map)).contains("expr: |\\n      sum by (namespace, service) (rate(http_requests_total{code=~\\\"5..\\\"}[5m]))\\n      /\\n      count by");
        assertThat(formatted(formatted(map))).isEqualTo(formatted(map));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "        expr: !!str " + LONG + " # c\n", "        expr: &a " + LONG + "\n", "        expr: # c\n          " + LONG + "\n",
        "        expr: &a\n          " + LONG + "\n", "        expr: >2\n            sum( a)\n          / sum(b)\n", "        ? expr\n        : " + LONG + "\n",
        "        \"expr\": sum( a ) \n", "        expr: |+\n\n          sum( a )\n\n\n        labels: {}\n", "        expr: >\n\n          sum( a )\n\n          + b\n",
        "        expr: |\n          # only\n          a   # b\n\n\n          # c\n", "        expr: 'a # b\n\n          + b'\n", "        expr: >-\n          a # b\n          + c\n",
        "        expr: \"sum( label_replace(a, 'b', '\\u2028', '', ''))\n          + b\"\n", "        expr: |\n          label_replace( a, 'b', '\t', '', '')\n",
        "        expr: sum( a ):\n", "        expr:\n", "        expr: []\n", "        expr: 1\n", "        expr: 1 +1\n", "        expr: -  1\n", "        <<: {expr: sum( a)}\n",
        "        expr: sum( a )\n        expr: sum( b )\n",
        "        expr: |2 # c\n            sum( a)\n          / sum(b)\n", "        expr: >2-\n            sum( a)\n          / sum(b)\n", "        expr: >-2\n            sum( a)\n          / sum(b)\n"})
    void holdsForEveryWayToWriteAScalar(String expr) {
        laws(rule(expr));
        laws(rule(expr + "        labels: {a: b}\n# end\n"));
    }
}
