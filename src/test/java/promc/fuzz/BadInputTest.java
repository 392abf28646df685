package promc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import promc.cli.Main;

/// Whatever stands in a file: a finding or one line, the right exit code, in time, and nothing written.
class BadInputTest {
    private static final String RULES = "groups:\n  - name: g\n    rules:\n      - record: a:b:c\n        expr: sum by (job) (up)\n";
    /// Much more than any of these needs, and much less than what grows with the square of the input would take.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private record Outcome(int code, String out, String err) {}

    private Outcome run(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Assertions.assertTimeoutPreemptively(PATIENCE, () -> Main.run(args, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)));
        Outcome outcome = new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(outcome.out + outcome.err).as("a stack trace").doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("StackOverflowError").doesNotContain("OutOfMemory");
        assertThat(outcome.out + outcome.err).doesNotContain("a defect of promc").doesNotContain("check-failed");
        assertThat(outcome.err.lines().toList()).as("lines on standard error").hasSizeLessThan(6).allMatch(line -> line.length() < 1000);
        return outcome;
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// All files below the folder with their bytes.
    private Map<String, ByteBuffer> files() throws IOException {
        Map<String, ByteBuffer> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    static List<Arguments> texts() {
        String deepFlow = "groups: " + "[".repeat(10_000) + "]".repeat(10_000) + "\n";
        String deepOpen = "groups: " + "{a: ".repeat(10_000) + "\n";
        StringBuilder deepBlock = new StringBuilder("groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: up\n        labels:\n");
        for (int i = 0; i < 2_000; i++) {
            deepBlock.append(" ".repeat(10 + i)).append("a:\n");
        }
        StringBuilder bomb = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("x").append(i).append(": &x").append(i).append(" [").append(("*x" + (i - 1) + ", ").repeat(9)).append("*x").append(i - 1).append("]\n");
        }
        StringBuilder mergeBomb = new StringBuilder("x0: &x0 {expr: up}\n");
        for (int i = 1; i < 30; i++) {
            mergeBomb.append("x").append(i).append(": &x").append(i).append(" {<<: [").append(("*x" + (i - 1) + ", ").repeat(9)).append("*x").append(i - 1).append("]}\n");
        }
        String parens = "(".repeat(10_000) + "up" + ")".repeat(10_000);
        String chain = "up" + " or up".repeat(10_000);
        return List.of(
                Arguments.of("broken YAML", RULES + "  - [\n", 1),
                Arguments.of("tabs", RULES.replace("    rules", "\trules"), 1),
                Arguments.of("an unclosed quote", RULES.replace("sum", "\"sum"), 1),
                Arguments.of("nested flow collections", deepFlow + RULES.replace("groups", "more"), 1),
                Arguments.of("nested flow mappings that never end", deepOpen + RULES, 1),
                Arguments.of("nested block mappings", deepBlock.toString(), 1),
                Arguments.of("aliases of aliases", bomb + RULES.replace("record: a:b:c", "record: a:b:c\n        labels: {x: *x29}"), 1),
                Arguments.of("merges of merges", mergeBomb + RULES.replace("record: a:b:c", "record: a:b:c\n        labels: {<<: *x29}"), 1),
                Arguments.of("an alias of its own", RULES.replace("expr: ", "labels: &l {a: *l}\n        expr: "), 1),
                Arguments.of("an alias of nothing", RULES.replace("sum by (job) (up)", "*nothing"), 1),
                Arguments.of("parentheses", RULES.replace("sum by (job) (up)", parens), 1),
                Arguments.of("a chain", RULES.replace("sum by (job) (up)", chain), 1),
                Arguments.of("signs", RULES.replace("sum by (job) (up)", "\"" + "-".repeat(10_000) + "up\""), 1),
                Arguments.of("templates in each other", alert("{{ if true }}".repeat(5_000) + "{{ end }}".repeat(5_000)), 1),
                Arguments.of("parentheses in a template", alert("{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}"), 1),
                Arguments.of("actions that never end", alert("{{ ".repeat(100_000)), 1),
                Arguments.of("a template of itself", alert("{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}"), 0),
                Arguments.of("100,000 actions", alert("{{ $labels.job }} ".repeat(100_000)), 0),
                Arguments.of("a hostile pattern in a template", alert("{{ reReplaceAll \"(((a{1,30}){1,30}){1,30}b|.*c.{1,400}){1,9}\" \"x\" $labels.job }}"), 1),
                Arguments.of("a dashboard of panels in panels", "{\"panels\":[".repeat(3_000) + "{\"targets\":[{\"expr\":\"up\"}]}" + "]}".repeat(3_000) + "\n", 0),
                Arguments.of("a hostile pattern", RULES.replace("sum by (job) (up)", "'sum by (job) (up{job=~\"(((a{1,30}){1,30}){1,30}b|.*c.{1,400}){1,9}\"})'"), 1),
                Arguments.of("a line of 10 MB", RULES.replace("sum by (job) (up)", "\"" + "x".repeat(10 << 20) + "\""), 0),
                Arguments.of("a comment of 10 MB", "# " + "x".repeat(10 << 20) + "\n" + RULES, 0),
                Arguments.of("10 MB of words", RULES.replace("sum by (job) (up)", "\"" + "up ".repeat((10 << 20) / 3) + "\""), 1),
                Arguments.of("20,000 rules in one line", "groups: [{name: g, rules: [" + "{record: 'a:b:c', expr: 'sum by (job) (up{job=~\"a\"})'}, ".repeat(20_000) + "]}]\n", 1),
                Arguments.of("50,000 repeated keys", RULES + "        expr: up\n".repeat(50_000), 1),
                Arguments.of("CRLF", RULES.replace("\n", "\r\n"), 0),
                Arguments.of("CR alone", RULES.replace("\n", "\r"), 0),
                Arguments.of("a byte order mark", "\uFEFF" + RULES, 0),
                Arguments.of("an empty file", "", 0),
                Arguments.of("a comment alone", "# nothing\n", 0),
                Arguments.of("prose", "groups of rules have a name: really\n  : - ][", 0),
                Arguments.of("controls", RULES.replace("sum", "\u0001sum"), 1),
                Arguments.of("words of no language", RULES.replace("g\n", "\uD83D\uDE80\u202E\n"), 0));
    }

    /// A rule file with an alert of this text.
    private static String alert(String text) {
        return "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up == 0\n    for: 5m\n    annotations:\n      summary: '" + text + "'\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void texts(String what, String text, int code) throws IOException {
        Path path = file("rules.yml", text);
        Map<String, ByteBuffer> before = files();
        for (String format : List.of("text", "json", "sarif", "concise", "github")) {
            if (format.equals("text") || text.length() < 100_000) {
                assertThat(run("", "check", "--format", format, path.toString()).code).as(format).isEqualTo(code);
            }
        }
        if (text.length() < (1 << 20)) {
            assertThat(run(text, "check", "--stdin-filename", path.toString(), "-").code).as("standard input").isEqualTo(code);
        }
        assertThat(files().equals(before)).as("nothing is written").isTrue();
    }

    static List<Arguments> bytes() {
        byte[] binary = new byte[4096];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31);
        }
        byte[] notUtf8 = (RULES + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        return List.of(Arguments.of("binary", binary), Arguments.of("not UTF-8", notUtf8), Arguments.of("UTF-16", RULES.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("UTF-16 without its mark", RULES.getBytes(StandardCharsets.UTF_16LE)), Arguments.of("NUL", (RULES + "\0").getBytes(StandardCharsets.UTF_8)),
                Arguments.of("half a character", (RULES + "# \u00e9").substring(0, RULES.length() + 2).concat("\u00c3").getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("50 MB", new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void bytes(String what, byte[] bytes) throws IOException {
        Path path = file("rules.yml", what.equals("50 MB") ? (RULES + "# xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n".repeat((50 << 20) / 32)).getBytes(StandardCharsets.UTF_8) : bytes);
        Outcome named = run("", "check", path.toString());
        assertThat(named.code).isEqualTo(2);
        assertThat(named.err).contains("rules.yml");
        assertThat(run("", "check", folder.toString()).code).as("in a folder").isEqualTo(2);
        byte[] before = Files.readAllBytes(path);
        assertThat(run("", "fix", path.toString()).code).isEqualTo(2);
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void aFileOfSomebodyElseInAFolderIsNoError() throws IOException {
        file("data.bin", new byte[] {0, 1, 2, (byte) 0xff});
        file("rules.yml", RULES);
        assertThat(run("", "check", folder.toString()).code).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "fix", "format"})
    void pathsThatLeadNowhere(String command) throws IOException {
        Path loop = Files.createSymbolicLink(folder.resolve("loop.yml"), folder.resolve("loop.yml"));
        Path folderNamed = Files.createDirectory(folder.resolve("rules.yml"));
        file("rules.yml/a.yml", RULES);
        Outcome looping = run("", command, loop.toString());
        assertThat(looping.code).isEqualTo(2);
        assertThat(looping.err).contains("loop.yml").contains("loop");
        assertThat(run("", command, folder.resolve("nowhere.yml").toString()).code).isEqualTo(2);
        assertThat(run("", command, folder.resolve("*.nothing").toString()).code).isEqualTo(2);
        assertThat(run("", command, "a\0b").code).isEqualTo(2);
        assertThat(run("", command, folder.resolve("rules.yml/a.yml/b").toString()).code).isEqualTo(2);
        assertThat(run("", command, folderNamed.toString()).code).as("a folder whose name is a file's").isZero();
        assertThat(run("", command, "--config", folderNamed.toString(), folderNamed.toString()).code).isEqualTo(2);
        assertThat(run("", command, "--config", folder.resolve("nowhere").toString(), folderNamed.toString()).code).isEqualTo(2);
    }

    @Test
    void aFileThatMayNotBeReadIsOneLine() throws IOException {
        Path path = file("rules.yml", RULES);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(path)).as("root reads everything").isFalse();
        Outcome outcome = run("", "check", path.toString());
        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.err).contains("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# x\n", "---\n", "a: 1\n"})
    void emptyStandardInput(String input) {
        assertThat(run(input, "check", "-").code).isZero();
        Outcome fixed = run(input, "fix", "-");
        assertThat(fixed.code).isZero();
        assertThat(fixed.out).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checks: [", "checks:\n\talert/for-zero: off", "checks: {nothing/at-all: off}", "- a", "checks: {alert/for-zero: maybe}", "paths: [{match: '[', checks: {}}]"})
    void aConfigurationThatIsWrongIsToldAndNothingIsChecked(String config) throws IOException {
        file(".promc.yaml", config + "\n");
        file("rules.yml", RULES);
        Map<String, ByteBuffer> before = files();
        for (String command : List.of("check", "fix")) {
            Outcome outcome = Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                int code = Main.run(new String[] {command, folder.toString()}, new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
                return new Outcome(code, out.toString(StandardCharsets.UTF_8), "");
            });
            assertThat(outcome.code).isEqualTo(2);
            assertThat(outcome.out).contains(".promc.yaml").doesNotContain("\tat ");
        }
        assertThat(files().equals(before)).as("nothing is written").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up{job=~\"(((a{1,30}){1,30}){1,30}\"}", "\0", "\uD800", "(((((", "sum by (", "1" , "a[", "\"", "`", "# only a comment", ""})
    void expressions(String expression) {
        Outcome outcome = run("", "expr", expression);
        assertThat(outcome.code).isIn(0, 1, 2);
        assertThat(outcome.out + outcome.err).isNotBlank();
    }
}
