package promc.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import promc.checks.Checks;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.source.SourceFile;

/// Checks that fail, and the order of what is found.
class LinterTest {
    private static final String RULES = "groups:\n  - name: g\n    rules:\n      - record: a:b:c\n        expr: up\n";

    /// A check that fails at every rule.
    static final class Throwing implements Check.RuleCheck {
        private final CheckInfo info;
        private final Throwable failure;

        Throwing(String id, Throwable failure) {
            this.info = CheckInfo.proved(id, Severity.ERROR, "Fails");
            this.failure = failure;
        }

        @Override public CheckInfo info() {
            return info;
        }

        @Override public void check(Rule rule, RuleGroup group, Context context) {
            context.report(context.file(), rule.node().span(), "found before the failure");
            switch (failure) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new IllegalArgumentException(failure);
            }
        }
    }

    /// Recurses until the stack is full, as a check on a tree that is too deep would.
    static final class Recursing implements Check.EstateCheck {
        @Override public CheckInfo info() {
            return CheckInfo.proved("test/recurses", Severity.ERROR, "Recurses");
        }

        @Override public void check(Estate estate, Context context) {
            deeper(0);
        }

        private static int deeper(int depth) {
            return deeper(depth + 1) + 1;
        }
    }

    private static Findings lint(List<Check> checks, SourceFile... files) {
        return new Linter(checks, Config.DEFAULT::forFile, Texts.TODAY).lint(EstateReader.read(List.of(files)));
    }

    @Test
    void aCheckThatThrowsBecomesAFindingAndTheOthersGoOn() {
        IllegalStateException failure = new IllegalStateException("first line");
        List<Check> checks = List.of(new Throwing("test/throws", failure), new Texts.RuleNames(), new Throwing("test/overflows", new StackOverflowError()), new Texts.Metrics());
        Findings findings = lint(checks, SourceFile.of("rules.yml", RULES));
        assertThat(Texts.places(findings)).containsExactlyInAnyOrder("internal/check-failed 4:9", "internal/check-failed 4:9", "test/rule 4:17", "test/metric 5:15");
        assertThat(findings.failures()).extracting(Findings.Failure::check).containsExactlyInAnyOrder("test/throws", "test/overflows");
        assertThat(findings.failures().getFirst().cause()).isSameAs(failure);
        Finding told = findings.findings().getFirst();
        assertThat(told.severity()).isEqualTo(Severity.ERROR);
        assertThat(told.message()).contains("test/").contains("defect of promc");
        assertThat(findings.findings()).extracting(Finding::message).anyMatch(message -> message.contains("first line"));
    }

    @Test
    void anEstateCheckMayFailToo() {
        Findings findings = lint(List.of(new Recursing(), new Texts.RuleNames()), SourceFile.of("rules.yml", RULES));
        assertThat(findings.findings()).extracting(Finding::check).containsExactly("internal/check-failed", "test/rule");
        assertThat(findings.failures()).hasSize(1);
    }

    @Test
    void sameFindingsWhateverTheOrderOfFilesAndTheNumberOfThreads() throws Exception {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            files.add(SourceFile.of("rules/" + i + ".yml", """
                    groups:
                      - name: g%d
                        rules:
                          - alert: A
                            expr: up{job=~"a%d"} == 0
                            for: 0s
                            labels: {value: "{{ $value }}"}
                          - record: r%d
                            expr: sum by (user_id) (rate(x{a=~".*"}[5m]))
                            # promc: allow promql/regex-matches-everything -- no
                          - record: broken
                            expr: sum(
                    """.formatted(i % 7, i, i)));
        }
        List<String> expected = all(lint(Checks.ALL, files.toArray(SourceFile[]::new)));
        assertThat(expected).hasSizeGreaterThan(200);
        for (int threads : List.of(1, 2, 7)) {
            Collections.shuffle(files, new Random(threads));
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                assertThat(pool.submit(() -> all(lint(Checks.ALL, files.toArray(SourceFile[]::new)))).get()).as("%d threads", threads).isEqualTo(expected);
            }
        }
    }

    private static List<String> all(Findings findings) {
        assertThat(findings.findings()).isSortedAccordingTo(Finding.ORDER);
        List<String> all = new ArrayList<>();
        findings.findings().forEach(finding -> all.add(finding.file().path() + " " + finding.span() + " " + finding.check() + " " + finding.message() + " "
                + finding.notes().stream().map(Finding.Note::message).toList() + finding.fix().map(fix -> fix.title()).orElse("")));
        findings.suppressed().forEach(suppressed -> all.add("suppressed " + suppressed.finding().file().path() + suppressed.finding().span()));
        return all;
    }

    @Test
    void equalFindingsAreToldOnce() {
        List<Check> twice = List.of(new Texts.RuleNames(), new Texts.RuleNames());
        assertThat(lint(twice, SourceFile.of("rules.yml", RULES)).findings()).hasSize(1);
    }

    @Test
    void filesThatAreNothingPromcKnowsAreNotLookedAt() {
        Findings findings = lint(Texts.checks(), SourceFile.of("a.yml", "a: [\n# promc: allow x/y\n"), SourceFile.of("b.yml", RULES));
        assertThat(findings.summary()).isEqualTo(new Findings.Summary(1, 1, 1));
        assertThat(findings.findings()).allMatch(finding -> finding.file().path().equals("b.yml"));
    }

    @Test
    void anEmptyEstateHasNoFindings() {
        assertThat(lint(Checks.ALL).findings()).isEmpty();
    }

    @Test
    void errorIsForWhatIsProved() {
        assertThatThrownBy(() -> CheckInfo.likely("test/x", Severity.ERROR, "X")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("test/x");
        Check check = new Check.RuleCheck() {
            @Override public CheckInfo info() {
                return CheckInfo.proved("test/both", Severity.ERROR, "X");
            }

            @Override public void check(Rule rule, RuleGroup group, Context context) {
                context.report(context.file(), rule.node().span(), "a guess").likely();
            }
        };
        Finding finding = lint(List.of(check), SourceFile.of("rules.yml", RULES)).findings().getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void aFindingKnowsItsRule() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("rules.yml", RULES);
        Finding finding = Texts.lint(texts, Config.DEFAULT).findings().stream().filter(f -> f.check().equals("test/metric")).findFirst().orElseThrow();
        assertThat(finding.rule()).contains(new Finding.InRule("recording", "a:b:c", "g"));
        assertThat(finding.area()).isEqualTo("test");
    }
}
