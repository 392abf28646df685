package promc.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import promc.checks.Checks;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.Fixer;
import promc.fix.TextEdit;
import promc.model.EstateFile;
import promc.model.EstateReader;
import promc.source.SourceFile;
import promc.source.Span;

/// Repairs of whole files, down to the byte.
class RepairTest {
    private static final String RULES = """
            # über alles 🎉
            groups:
              - name: g   # a comment
                rules:
                  - record: a:b:c
                    expr: sum by (job) (up{job=~"a"})
                  - record: d:e:f
                    expr: >-
                      sum by (job) (
                        up{job=~"b",x="y"}   # why
                      )
            """;

    private static Fixer.Result repair(List<Check> checks, SourceFile... files) {
        Map<String, SourceFile> byPath = new TreeMap<>();
        for (SourceFile file : files) {
            byPath.put(file.path(), file);
        }
        return new Repair(new Linter(checks, Config.DEFAULT::forFile, Texts.TODAY), EstateReader::read, finding -> true).run(byPath, Applicability.SAFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void nothingButTheRepairChanges(String lineEnding) throws Exception {
        for (String bom : List.of("", "\uFEFF")) {
            byte[] before = (bom + RULES.replace("\n", lineEnding)).getBytes(StandardCharsets.UTF_8);
            SourceFile file = SourceFile.decode("rules.yml", before);
            SourceFile after = repair(Checks.ALL, file).changed().get("rules.yml");
            String expected = bom + RULES.replace("=~\"a\"", "=\"a\"").replace("=~\"b\"", "=\"b\"").replace("\n", lineEnding);
            assertThat(after.encode(after.text())).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void filesWithNothingToRepairAreNotAmongTheChanged() {
        Fixer.Result result = repair(Checks.ALL, SourceFile.of("a.yml", RULES), SourceFile.of("b.yml", RULES.replace("=~", "=")), SourceFile.of("c.yml", "prose"));
        assertThat(result.changed()).containsOnlyKeys("a.yml");
        assertThat(result.applied()).isEqualTo(2);
    }

    /// Offers an edit at the start of each file.
    private record Offering(int start, int end, String replacement) implements Check.FileCheck {
        @Override public CheckInfo info() {
            return CheckInfo.proved("test/offer", Severity.WARNING, "Offers").fixable(Applicability.SAFE);
        }

        @Override public void check(EstateFile file, Context context) {
            context.report(file.source(), Span.at(0), "x").fix(java.util.Optional.of(
                    new Fix("offer", Applicability.SAFE, List.of(new TextEdit(file.source(), new Span(start, end), replacement)))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups: [", "groupz:", "groups: {", "\t"})
    void aRepairThatBreaksTheFileIsRefused(String replacement) {
        String text = "groups:\n  - name: g\n    rules:\n      - record: a:b:c\n        expr: up\n";
        Fixer.Result result = repair(List.of(new Offering(0, 7, replacement)), SourceFile.of("a.yml", text));
        assertThat(result.changed()).isEmpty();
        assertThat(result.refused()).containsExactly("offer");
    }

    @Test
    void aRepairThatBreaksAnExpressionOrASelectorIsRefused() {
        String rules = "groups:\n  - name: g\n    rules:\n      - record: a:b:c\n        expr: up\n";
        assertThat(repair(List.of(new Offering(rules.length() - 3, rules.length() - 1, "sum by")), SourceFile.of("a.yml", rules)).refused()).hasSize(1);
        String config = "scrape_configs:\n  - job_name: f\n    metrics_path: /federate\n    params:\n      match[]: [up]\n";
        int up = config.indexOf("[up]") + 1;
        assertThat(repair(List.of(new Offering(up, up + 2, "sum(up)")), SourceFile.of("a.yml", config)).refused()).hasSize(1);
    }
}
