package promc.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.fix.Fix.Applicability;
import promc.source.SourceFile;

/// What a suppression comment covers, and what is said of the comment itself. Without one the file below has findings at
/// other/group 2:11, test/rule 4:17, test/metric 5:15, test/rule 6:17, test/metric 8:13.
class SuppressionsTest {
    private static final List<String> FILE = List.of(
            "groups:",
            "  - name: g",
            "    rules:",
            "      - record: a:b:c",
            "        expr: up",
            "      - record: d:e:f",
            "        expr: |",
            "            down");
    private static final List<String> ALL = List.of("other/group 2:11", "test/rule 4:17", "test/metric 5:15", "test/rule 6:17", "test/metric 8:13");

    /// The file with a comment at the end of line `line`, or, if `indent` is not negative, on a line of its own before it.
    private static String with(int line, int indent, String comment) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < FILE.size(); i++) {
            if (i + 1 == line && indent >= 0) {
                out.append(" ".repeat(indent)).append(comment).append('\n');
            }
            out.append(FILE.get(i)).append(i + 1 == line && indent < 0 ? "  " + comment : "").append('\n');
        }
        return out.toString();
    }

    /// The findings as if the comment's own line were not there.
    private static List<String> left(String text, int ownLine) {
        return Texts.lint(text).findings().stream().filter(finding -> !finding.check().startsWith("suppression/"))
                .map(finding -> {
                    int line = finding.start().line();
                    return finding.check() + " " + (ownLine > 0 && line > ownLine ? line - 1 : line) + ":" + finding.start().column();
                }).toList();
    }

    private static List<String> gone(String text, int ownLine) {
        List<String> left = left(text, ownLine);
        return ALL.stream().filter(place -> !left.contains(place)).toList();
    }

    @Test
    void withoutACommentAllIsReported() {
        assertThat(Texts.places(Texts.lint(String.join("\n", FILE)))).isEqualTo(ALL);
    }

    @ParameterizedTest(name = "line {0}, indent {1}: {2}")
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            // behind something: that line, with what starts on it
            "5; -1; # promc: allow test/metric -- r; test/metric 5:15",
            "4; -1; # promc: allow test/rule -- r; test/rule 4:17",
            "4; -1; # promc: allow test/metric -- r; test/metric 5:15",
            "5; -1; # promc: allow test/rule -- r; -",
            // on a line of its own: what starts on the next one
            "4; 6; # promc: allow test/rule -- before a rule; test/rule 4:17",
            "4; 6; # promc: allow test/metric -- before a rule; test/metric 5:15",
            "4; 0; # promc: allow test/metric -- whatever its indentation; test/metric 5:15",
            "5; 8; # promc: allow test/metric -- before a key; test/metric 5:15",
            "5; 8; # promc: allow test/rule -- before a key; -",
            "3; 4; # promc: allow test/metric -- before a list; test/metric 5:15|test/metric 8:13",
            "2; 2; # promc: allow test/rule -- before a group; test/rule 4:17|test/rule 6:17",
            "1; 0; # promc: allow test/rule -- before everything; test/rule 4:17|test/rule 6:17",
            // inside PromQL in a block scalar
            "8; 12; # promc: allow test/metric -- own line; test/metric 8:13",
            "8; -1; # promc: allow test/metric -- end of line; test/metric 8:13",
            // the whole file, wherever it stands
            "1; 0; # promc: allow-file test/metric -- r; test/metric 5:15|test/metric 8:13",
            "8; 12; # promc: allow-file test/metric -- r; test/metric 5:15|test/metric 8:13",
            // several checks, and whole areas
            "4; 6; # promc: allow test/rule, test/metric -- r; test/rule 4:17|test/metric 5:15",
            "4; 6; # promc: allow test/rule test/metric -- r; test/rule 4:17|test/metric 5:15",
            "4; 6; # promc: allow test/* -- r; test/rule 4:17|test/metric 5:15",
            "1; 0; # promc: allow-file test/*, other/group -- r; other/group 2:11|test/rule 4:17|test/metric 5:15|test/rule 6:17|test/metric 8:13",
            "4; 6; # promc: allow test/ru* -- r; -",
            // dates
            "4; 6; # promc: allow test/rule until 2026-11-22 -- r; test/rule 4:17",
            "4; 6; # promc: allow test/rule until 2026-11-21 -- r; -",
            "4; 6; # promc: allow test/rule until soon -- r; test/rule 4:17",
            // forms
            "4; 6; #promc:allow test/rule -- r; test/rule 4:17",
            "4; 6; # see above # promc: allow test/rule -- r; test/rule 4:17",
            "4; 6; # promc: allow test/rule -- see issue #12; test/rule 4:17",
            "4; 6; # promc: allow test/rule; test/rule 4:17",
            "4; 6; # promc: allowed test/rule -- r; -",
            "4; 6; # promc allow test/rule -- r; -"})
    void coverage(int line, int indent, String comment, String places) {
        List<String> expected = places == null ? List.of() : List.of(places.split("\\|"));
        String text = with(line, indent, comment);
        assertThat(gone(text, indent >= 0 ? line : 0)).isEqualTo(expected);
        assertThat(gone(text.replace("\n", "\r\n"), indent >= 0 ? line : 0)).as("with CRLF").isEqualTo(expected);
    }

    private static List<String> own(String text) {
        return Texts.lint(text).findings().stream().filter(finding -> finding.check().startsWith("suppression/"))
                .map(finding -> finding.check() + " " + finding.span().of(finding.file().text())).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "# promc: allow test/rule -- r; -",
            "# promc: allow test/rule; suppression/without-reason # promc: allow test/rule",
            "# promc: allow test/rule --; suppression/without-reason # promc: allow test/rule --",
            "# promc: allow other/group -- r; suppression/unused # promc: allow other/group -- r",
            "# promc: allow test/rule, other/group -- r; suppression/unused other/group",
            "# promc: allow test/rull -- r; suppression/unknown-check test/rull",
            "# promc: allow nothing/* -- r; suppression/unknown-check nothing/*",
            "# promc: allow -- r; suppression/unknown-check # promc: allow -- r",
            "# promc: allow test/rule until 2020-01-01 -- r; suppression/expired # promc: allow test/rule until 2020-01-01 -- r",
            "# promc: allow test/rule until soon -- r; suppression/expired # promc: allow test/rule until soon -- r"})
    void commentsAreJudged(String comment, String finding) {
        assertThat(own(with(4, 6, comment))).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @Test
    void theReasonIsKeptWithWhatWasSilenced() {
        Findings findings = Texts.lint(with(4, 6, "# promc: allow test/rule -- agreed with the team, see #12"));
        assertThat(findings.suppressed()).hasSize(1);
        assertThat(findings.suppressed().getFirst().reason()).isEqualTo("agreed with the team, see #12");
        assertThat(findings.suppressed().getFirst().finding().check()).isEqualTo("test/rule");
    }

    @Test
    void anUnusedCommentIsTakenOutWithItsLineOnly() {
        assertThat(repaired(with(4, 6, "# promc: allow other/group -- r"))).isEqualTo(String.join("\n", FILE) + "\n");
        assertThat(repaired(with(4, -1, "# promc: allow other/group -- r"))).isEqualTo(String.join("\n", FILE) + "\n");
        assertThat(repaired(with(4, 6, "# promc: allow other/group, test/rule -- r"))).isEqualTo(with(4, 6, "# promc: allow test/rule -- r"));
        assertThat(repaired(with(4, 6, "# promc: allow test/rule, other/group -- r"))).isEqualTo(with(4, 6, "# promc: allow test/rule -- r"));
        assertThat(repaired(with(4, 6, "# promc: allow other/group -- r").replace("\n", "\r\n"))).isEqualTo(String.join("\r\n", FILE) + "\r\n");
    }

    private static String repaired(String text) {
        Map<String, SourceFile> files = Map.of("rules.yml", SourceFile.of("rules.yml", text));
        Linter linter = new Linter(Texts.checks(), Config.DEFAULT::forFile, Texts.TODAY);
        return new Repair(linter, promc.model.EstateReader::read, finding -> finding.check().equals("suppression/unused")).run(files, Applicability.SAFE).changed().get("rules.yml").text();
    }

    @ParameterizedTest
    @CsvSource({"|", "'|-'", "'>+'"})
    void commentsInsideAnEmbeddedFileCoverWhatIsThere(String header) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: " + header + "\n");
        boolean folded = header.startsWith(">");
        for (String line : with(4, 6, "# promc: allow test/rule, test/metric -- r").lines().toList()) {
            text.append("    ").append(line).append('\n').append(folded ? "\n" : "");
        }
        Findings findings = Texts.lint(text.toString());
        assertThat(findings.findings()).extracting(Finding::check).doesNotContain("suppression/unused");
        assertThat(findings.suppressed()).hasSize(2);
    }

    @Test
    void aDefectOfPromcCannotBeSilenced() {
        List<Check> checks = List.of(new Check.Own(OwnChecks.CHECK_FAILED), new LinterTest.Throwing("test/throws", new IllegalStateException("x")));
        SourceFile file = SourceFile.of("rules.yml", "# promc: allow-file internal/* -- hush\n" + String.join("\n", FILE));
        Findings findings = new Linter(checks, Config.DEFAULT::forFile, Texts.TODAY).lint(promc.model.EstateReader.read(List.of(file)));
        assertThat(findings.findings()).extracting(Finding::check).contains("internal/check-failed");
    }
}
