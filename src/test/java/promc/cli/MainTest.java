package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import promc.checks.Checks;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.report.Tool;

class MainTest {
    private static final String RULES = """
            groups:
              - name: node
                rules:
                  - record: job:up:sum
                    expr: sum by (job) (up{pod="ü🚀", job=~"api"})
            """;

    @TempDir
    Path folder;

    private Run.In here() {
        return new Run.In(folder);
    }

    @Test
    void outputIsUtf8WhateverTheStreamSays() {
        Run run = here().file("a.yml", RULES).promc("check", "--color", "never");
        assertThat(run.out()).contains("pod=\"ü🚀\"").doesNotContain("?");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void machineFormatsAreAloneOnStandardOutput() {
        here().file("a.yml", RULES).file("sub/b.yml", RULES);
        for (String format : List.of("json", "sarif", "github")) {
            Run run = here().tty("out,err").promc("check", "--format", format, "--statistics", "--verbose", ".", "missing.yml");
            assertThat(run.out()).doesNotContain("checked").doesNotContain("promc:").doesNotContain("\u001b");
            assertThat(run.out()).startsWith(format.equals("github") ? "::" : "{");
            assertThat(run.err()).contains("missing.yml does not exist").contains("2  promql/regex-matches-literal");
            assertThat(run.code()).isEqualTo(2);
        }
    }

    @Test
    void aCheckThatFailsIsADefectAndTheOthersGoOn() {
        Check broken = new Failing();
        List<Check> checks = Stream.concat(Checks.ALL.stream(), Stream.of(broken)).toList();
        Run run = here().file("a.yml", RULES).checks(checks).promc("check", "--format", "concise", "--select", "promql");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("internal/check-failed").contains("promql/regex-matches-literal");
        assertThat(run.err()).contains("promc: a defect of promc, please report it: 1 failure of a check, first of `sample/failing`").doesNotContain("\tat ");
        assertThat(here().checks(checks).variables(Map.of("PROMC_DEBUG", "1")).promc("check").err()).contains("\tat ");
    }

    @Test
    void anyOtherDefectIsOneLine() {
        Run run = here().checks(null).promc("checks");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().lines()).singleElement().asString().startsWith("promc: a defect of promc, please report it: NullPointerException");
    }

    @Test
    void whatCannotBeReadDoesNotStopTheRest() throws IOException {
        here().file("a.yml", RULES);
        Files.write(folder.resolve("latin1.yml"), "groups: # f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("utf16.yml"), "groups: []".getBytes(StandardCharsets.UTF_16));
        Files.write(folder.resolve("data"), new byte[] {1, 0, 2});
        Files.createSymbolicLink(folder.resolve("loop.yml"), Path.of("loop.yml"));
        Run run = here().promc("check", "--format", "concise", "--quiet");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("a.yml:5:");
        assertThat(run.err()).contains("latin1.yml is not valid UTF-8").contains("utf16.yml is UTF-16").doesNotContain("data");
        assertThat(here().promc("check", "data").err()).contains("data is binary");
        assertThat(here().promc("check", "loop.yml").code()).isEqualTo(2);
        assertThat(here().promc("check", "a\0b").code()).isEqualTo(2);
    }

    @Test
    void emptyInputIsFine() {
        assertThat(here().promc("check").code()).isZero();
        assertThat(here().file("a.yml", "").promc("check", "a.yml").code()).isZero();
        assertThat(here().promc("check", "-").code()).isZero();
        assertThat(here().promc("fix").code()).isZero();
    }

    @Test
    void fixKeepsLineEndsAndByteOrderMark() throws IOException {
        String before = "\uFEFF" + RULES.replace("\n", "\r\n");
        here().file("a.yml", before);
        assertThat(here().promc("fix").code()).isZero();
        assertThat(Files.readString(folder.resolve("a.yml"))).isEqualTo(before.replace("=~\"api\"", "=\"api\""));
        assertThat(here().promc("fix").err()).contains("nothing to repair");
    }

    @Test
    void fixOfStandardInputKeepsEveryByte() {
        byte[] before = ("\uFEFF" + RULES.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
        Run run = here().input(before).promc("fix", "-q", "--stdin-filename", "a.yml", "-");
        assertThat(run.out()).isEqualTo(new String(before, StandardCharsets.UTF_8).replace("=~\"api\"", "=\"api\""));
    }

    @Test
    void diffSaysWhereALastLineDoesNotEnd() {
        Run run = here().file("a.yml", RULES.stripTrailing()).promc("fix", "--diff", "--quiet");
        assertThat(run.out()).contains("-        expr: sum by (job) (up{pod=\"ü🚀\", job=~\"api\"})\n\\ No newline at end of file\n+");
        assertThat(here().promc("fix", "--diff", "--color", "always").out()).contains("\u001b[32m+ ");
    }

    @Test
    void contextIsTheProjectAndNoMore() {
        here().file("repo/.git/HEAD", "").file(".promc.yaml", "").file("outside.yml", RULES).file("repo/a.yml", RULES).file("repo/sub/b.yml", RULES);
        assertThat(here().promc("check", "-v", "repo/sub/b.yml").err()).as("a configuration above the repository").doesNotContain("context");
        here().file("repo/.promc.yaml", "");
        assertThat(here().promc("check", "-v", "repo/sub/b.yml").err()).contains("repo/a.yml: read as rule file (context)").doesNotContain("outside");
        here().file("repo/sub/.promc.yaml", "checks: {promql/regex-matches-literal: off}");
        assertThat(here().promc("check", "-v", "repo/sub/b.yml").err()).as("uppermost").contains("repo/a.yml: read as rule file (context)");
        assertThat(here().promc("check", "repo/sub/b.yml").code()).as("nearest configures").isZero();
        here().file("repo/sub/.promc.yaml", "root: true");
        assertThat(here().promc("check", "-v", "repo/sub/b.yml").err()).doesNotContain("context");
        Run.In home = new Run.In(folder.resolve("repo/sub")).variables(Map.of("HOME", folder.resolve("repo").toString()));
        here().file("repo/sub/.promc.yaml", "");
        assertThat(home.promc("check", "-v", "b.yml").err()).as("the home folder is no project").doesNotContain("a.yml");
    }

    @Test
    void pathsOutsideTheWorkingFolderAreShownRelative() {
        here().file("a.yml", RULES).file("sub/x", "").file(".promc.yaml", "paths: [{match: 'a.yml', checks: {'promql/*': info}}]");
        Run.In below = new Run.In(folder.resolve("sub"));
        assertThat(below.promc("check", "-q", "-f", "concise", "../a.yml").out()).startsWith("../a.yml:5:").contains("info[");
        assertThat(below.promc("check", "-q", "-f", "concise", "--paths", "absolute", "../a.yml").out()).startsWith(folder + "/a.yml:5:");
        assertThat(below.variables(Map.of("GITHUB_WORKSPACE", folder.toString())).promc("check", "-f", "github", "../a.yml").out()).contains(",file=a.yml,");
    }

    @Test
    void everyCommandHasHelpAndReadsNoOptionTwice() {
        for (String command : CommandName.words()) {
            Run run = here().promc(command, "--help");
            assertThat(run.code()).as(command).isZero();
            assertThat(run.out()).startsWith("Usage: promc " + command).contains("--help").as(command).doesNotContain("%%");
            assertThat(run.out().lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(120);
            assertThat(here().promc(command, "--nonsense").code()).isEqualTo(2);
        }
    }

    @Test
    void everyCheckCanBeExplained() {
        assertThat(Checks.ALL).hasSizeGreaterThan(10).allSatisfy(check -> {
            Run run = here().promc("explain", check.info().id());
            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("# " + check.info().id());
        });
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<artifactId>promc</artifactId>\n  <version>" + Tool.VERSION + "</version>");
        assertThat(here().promc("--version").out()).isEqualTo("promc " + Tool.VERSION + "\n");
    }

    @Test
    void aReaderThatWentAwayIsNoFailureButAFullDiskIs() {
        for (String message : List.of("Broken pipe", "No space left on device")) {
            StandardOutput out = new StandardOutput(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException(message);
                }
            });
            PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
            stream.println("one");
            stream.println("two");
            assertThat(out.failure().isPresent()).isEqualTo(!message.equals("Broken pipe"));
        }
    }

    /// Throws whatever it looks at.
    private static final class Failing implements Check.FileCheck {
        @Override
        public CheckInfo info() {
            return CheckInfo.likely("sample/failing", Severity.INFO, "Fails");
        }

        @Override
        public void check(EstateFile file, Context context) {
            throw new IllegalStateException("on purpose");
        }
    }
}
