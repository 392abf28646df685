package promc.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.lint.Confidence;
import promc.lint.Config;
import promc.lint.Finding;
import promc.lint.Linter;
import promc.model.EstateReader;
import promc.source.SourceFile;
import promc.testing.Shared;
import promc.testing.SpecEstate;

/// Mistakes that people found in the rules of the field are found, and what only looks like one is not called a fault that is proved. The lists lie with the corpus; a row is told by its
/// number, the line of the list that it stands on without the heading.
class MistakesTest {
    /// The check that finds a row.
    private static final Map<Integer, String> FOUND = Map.ofEntries(
            Map.entry(1, "promql/quantile-without-le"), Map.entry(2, "promql/vectors-never-match"), Map.entry(3, "promql/vectors-never-match"),
            Map.entry(4, "promql/vectors-never-match"), Map.entry(5, "promql/regex-alternation-with-equals"), Map.entry(6, "alert/no-comparison"),
            Map.entry(7, "alert/no-comparison"), Map.entry(8, "promql/regex-never-matches"), Map.entry(9, "alert/template-label-missing"),
            Map.entry(10, "alert/template-label-missing"), Map.entry(11, "alert/template-label-missing"), Map.entry(12, "alert/template-label-missing"),
            Map.entry(13, "alert/template-label-missing"), Map.entry(15, "alert/template-label-missing"), Map.entry(16, "promql/rate-of-gauge"), Map.entry(17, "promql/rate-of-gauge"),
            Map.entry(18, "promql/rate-of-gauge"), Map.entry(19, "promql/delta-of-counter"), Map.entry(20, "recording/of-missing-metric"),
            Map.entry(21, "recording/of-missing-metric"), Map.entry(22, "recording/name-collides"));
    /// Rows that need what no check of today looks at: ranges (34), configurations (23, 25 to 30), dashboards (24),
    /// compose files and Thanos (31, 32), texts (33). In 14 the label may come from the series as well as from the rule.
    private static final Set<Integer> LEFT = Set.of(14, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34);
    /// The rules of rows that tell their place otherwise than by name.
    private static final Map<Integer, String> NAMELESS = Map.of(17, "KubernikusOperatorGoroutineLeak", 18, "scylla_ag_cache_bytes_used");
    /// Rows that are about what the other rules of a folder record.
    private static final Set<Integer> WITH_NEIGHBOURS = Set.of(20, 21);
            Map.entry(13, "alert/template-label-missing"), Map.entry(15, "alert/template-label-missing"), Map.entry(22, "recording/name-collides"),
            Map.entry(34, "promql/range-too-short"));
    /// Rows that need what no check of today looks at: types of metrics (16 to 19), what is recorded nowhere (20, 21), configurations (23, 25 to 30), dashboards (24),
    /// compose files and Thanos (31, 32), texts (33). In 14 the label may come from the series as well as from the rule.
    private static final Set<Integer> LEFT = Set.of(14, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33);
    /// The checks that each trap could mislead, by row.
    private static final Map<Integer, List<String>> TRAPS = Map.of(
            1, List.of("promql/label-cannot-exist", "promql/dead-branch", "recording/name-not-a-metric", "alert/never-fires", "recording/of-missing-metric"),
            2, List.of("promql/contradicting-matchers", "promql/redundant-matcher", "promql/regex-matches-everything", "promql/regex-never-matches", "promql/label-cannot-exist",
                    "promql/vectors-never-match", "promql/dead-branch"),
            3, List.of("recording/name-collides", "recording/duplicate-labelset", "group/duplicate-name"),
            4, List.of("promql/dead-branch", "promql/vectors-never-match", "promql/label-cannot-exist", "recording/name-collides", "recording/reads-itself", "group/cycle"),
            5, List.of("promql/dead-branch", "promql/vectors-never-match", "promql/label-cannot-exist", "recording/name-collides", "alert/never-fires", "recording/reads-itself", "group/cycle",
                    "group/reads-later-rule", "recording/of-missing-metric"),
            6, List.of("promql/quantile-without-le", "promql/dead-branch"),
            7, List.of("promql/syntax", "promql/type-mismatch", "promql/vectors-never-match", "promql/label-cannot-exist"),
            8, List.of("exposition/counter-without-total", "recording/name-not-a-metric", "promql/rate-of-gauge", "promql/rate-of-recorded-aggregate"),
            9, List.of("promql/dead-branch", "promql/vectors-never-match", "promql/label-cannot-exist", "promql/always-true-comparison", "promql/never-true-comparison"),
            10, List.of("promql/syntax", "promql/type-mismatch", "promql/vectors-never-match"));

    private record Row(int number, String kind, String file, String where) {}

    private static List<Row> rows(String list) throws IOException {
        List<String> lines = Files.readAllLines(Shared.corpus(list)).stream().filter(line -> !line.isBlank()).toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split("\t");
            rows.add(new Row(i, cells[0], cells[1], cells[2]));
        }
        return rows;
    }

    /// A template of Helm counts as what it was rendered to.
    private static List<Finding> findings(Row row) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path path : List.of(Path.of(row.file), Path.of(row.file.replaceFirst("^[^/]+", "rules") + ".rendered.yaml"))) {
            Path file = Shared.corpus("open").resolve(path);
            if (Files.isRegularFile(file)) {
                files.add(SourceFile.of(path.toString(), Files.readString(file, StandardCharsets.UTF_8)));
            }
        }
        if (WITH_NEIGHBOURS.contains(row.number)) {
            Path folder = Path.of(row.file).getParent();
            try (Stream<Path> beside = Files.list(Shared.corpus("open").resolve(folder))) {
                for (Path file : beside.filter(Files::isRegularFile).filter(file -> !file.endsWith(Path.of(row.file).getFileName())).sorted().toList()) {
                    files.add(SourceFile.of(folder.resolve(file.getFileName()).toString(), Files.readString(file, StandardCharsets.UTF_8)));
                }
            }
        }
        assertThat(files).as("files of row " + row.number).isNotEmpty();
        return new Linter(Checks.ALL, Config.DEFAULT::forFile, SpecEstate.TODAY).lint(EstateReader.read(files)).findings();
    }

    @Test
    void everyMistakeIsFoundOrLeftByName() throws IOException {
        List<Row> rows = rows("MISTAKES-open.tsv");
        assertThat(rows).allSatisfy(row -> assertThat(FOUND.containsKey(row.number) ^ LEFT.contains(row.number)).as("row %d, %s, is found or left", row.number, row.kind).isTrue());
        for (Row row : rows) {
            String check = FOUND.get(row.number);
            if (check != null) {
                assertThat(findings(row)).as("row %d: %s in %s", row.number, row.kind, row.file).anyMatch(finding -> finding.check().equals(check)
                        && finding.rule().filter(rule -> NAMELESS.getOrDefault(row.number, row.where).contains(rule.name())).isPresent());
            }
        }
    }

    @Test
    void noTrapIsProvedToBeAMistake() throws IOException {
        List<Row> rows = rows("TRAPS-open.tsv");
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(TRAPS).as("row %d, %s", row.number, row.kind).containsKey(row.number));
        for (Row row : rows) {
            List<String> misled = TRAPS.get(row.number);
            assertThat(findings(row).stream().filter(finding -> finding.confidence() == Confidence.PROVED && misled.contains(finding.check())).map(Finding::message))
                    .as("row %d: %s in %s", row.number, row.kind, row.file).isEmpty();
        }
    }
}
