package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import promc.checks.Checks;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.RuleMatch;

/// Which findings of changed files `--changed` reports, and what checks see of the estate as it was.
class ChangedFindingsTest {
    private static final String RULES = """
            groups:
              - name: node
                rules:
                  # what serves the shop
                  - record: job:up:sum
                    expr: |
                      sum by (job) (
                        up{job=~"api"}
                      )
                    labels:
                      team: infra
                  - alert: Down
                    expr: up{job=~"api"} == 0
                    for: 5m
                    annotations:
                      summary: It is down
                  - record: job:up:max
                    expr: max by (job) (up{job=~"api"})
            """;
    private static final String SUM = "a.yml:8:16";
    private static final String DOWN = "a.yml:13:18";
    private static final String MAX = "a.yml:18:32";

    @TempDir
    Path folder;
    private GitFolder here;

    @BeforeEach
    void repository() {
        here = GitFolder.init(folder).write("a.yml", RULES);
        here.commit();
    }

    private List<String> after(String old, String now) {
        assertThat(RULES).contains(old);
        here.write("a.yml", RULES.replace(old, now));
        return here.findings("--changed", "--select", "promql/regex-matches-literal");
    }

    @Test
    void aRuleIsJudgedAsAWhole() {
        assertThat(after("", "")).isEmpty();
        assertThat(after("team: infra", "team: shop")).containsExactly(SUM);
        assertThat(after("for: 5m", "for: 6m")).containsExactly(DOWN);
        assertThat(after("sum by (job) (\n", "min by (job) (\n")).containsExactly(SUM);
        assertThat(after("  - name: node", "  - name: nodes")).as("the group's name is in no rule").isEmpty();
    }

    @Test
    void aLineThatIsGoneCountsForTheRuleItWasIn() {
        assertThat(after("        for: 5m\n", "")).containsExactly("a.yml:13:18");
        assertThat(after("        annotations:\n          summary: It is down\n", "")).as("its last lines").containsExactly(DOWN);
        assertThat(after("        labels:\n          team: infra\n", "")).containsExactly(SUM);
        assertThat(after("      # what serves the shop\n", "")).as("a comment above it").containsExactly("a.yml:7:16");
    }

    @Test
    void aRuleThatIsGoneMakesItsNeighboursNoNewOnes() {
        String alert = RULES.substring(RULES.indexOf("      - alert"), RULES.indexOf("      - record: job:up:max"));
        assertThat(after(alert, "")).isEmpty();
        assertThat(after(alert, alert.replace("Down", "Gone"))).containsExactly(DOWN);
        assertThat(after("      - record: job:up:max\n        expr: max by (job) (up{job=~\"api\"})\n", "")).isEmpty();
    }

    @Test
    void aRuleThatIsAddedOrMovedIsNew() {
        assertThat(after("      - alert: Down", "      - record: job:up:min\n        expr: min by (job) (up{job=~\"api\"})\n      - alert: Down")).containsExactly("a.yml:13:32");
        String max = RULES.substring(RULES.indexOf("      - record: job:up:max"));
        here.write("a.yml", RULES.replace(max, "").replace("      # what serves", max + "      # what serves"));
        assertThat(here.findings("--changed", "--select", "promql/regex-matches-literal")).containsExactly("a.yml:5:32");
    }

    @Test
    void rulesInsideOtherFilesAreRulesToo() {
        String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: rules}\ndata:\n  rules.yml: |\n" + RULES.indent(4);
        here.write("a.yml", map).commit();
        here.write("a.yml", map.replace("team: infra", "team: shop"));
        assertThat(here.findings("--changed", "--select", "promql/regex-matches-literal")).containsExactly("a.yml:13:20");
        here.write("a.yml", map.replace("            annotations:\n              summary: It is down\n", ""));
        assertThat(here.findings("--changed", "--select", "promql/regex-matches-literal")).containsExactly("a.yml:18:22");
    }

    @Test
    void aNoteOnAChangedLineMakesAFindingNew() {
        String groups = "groups:\n  - name: a\n    rules: [{record: a, expr: up}]\n  - name: b\n    rules: [{record: b, expr: up}]\n";
        here.write("a.yml", groups).commit();
        here.write("a.yml", groups.replace("name: a", "name: b"));
        Run run = here.promc("check", "--changed", "--format", "json", "--select", "group");
        assertThat(run.out()).contains("group/duplicate-name").contains("\"line\": 2").contains("\"line\": 4");
        assertThat(run.out().indexOf("\"line\": 4")).as("the note alone is on a changed line").isLessThan(run.out().indexOf("\"line\": 2"));
    }

    @Test
    void aFileThatIsNoLongerYamlIsReportedWhereverTheReaderStops() {
        here.write("a.yml", RULES.replace("team: infra", "team: 'infra")).write("b.yml", "groups: [\n");
        List<String> all = here.findings("--select", "yaml/syntax");
        assertThat(all).hasSize(2);
        assertThat(here.findings("--changed", "--select", "yaml/syntax")).isEqualTo(all);
        here.commit();
        assertThat(here.findings("--changed", "--select", "yaml/syntax")).isEmpty();
    }

    @Test
    void commentsThatAllowFollowTheSameRule() {
        String allowed = RULES.replace("# what serves the shop", "# promc: allow promql/regex-matches-literal -- more jobs come");
        String unneeded = allowed.replace("up{job=~\"api\"}\n", "up{job=\"api\"}\n");
        here.write("a.yml", unneeded).commit();
        assertThat(here.findings("--select", "suppression")).containsExactly("a.yml:4:7");
        assertThat(here.findings("--changed", "--select", "suppression")).isEmpty();
        here.write("a.yml", allowed).commit();
        here.write("a.yml", unneeded);
        assertThat(here.findings("--changed", "--select", "suppression")).as("the change made the comment unneeded").containsExactly("a.yml:4:7");
        here.write("a.yml", RULES);
        assertThat(here.findings("--changed")).as("the comment is another").containsExactly(SUM);
        here.write("a.yml", allowed.replace("team: infra", "team: shop"));
        assertThat(here.promc("check", "--changed", "--format", "sarif").out()).contains("more jobs come");
        assertThat(here.findings("--changed")).as("allowed").isEmpty();
    }

    @Test
    void onlyWhatWasChangedIsRepaired() {
        here.write("a.yml", RULES.replace("max by", "min by"));
        assertThat(here.promc("fix", "--changed", "--check").code()).isEqualTo(1);
        Run fix = here.promc("fix", "--changed", "--select", "promql/regex-matches-literal");
        assertThat(fix.err()).contains("1 file differs from HEAD").contains("repaired 1 finding in 1 file");
        assertThat(folder.resolve("a.yml")).hasContent(RULES.replace("max by (job) (up{job=~", "min by (job) (up{job="));
        assertThat(here.findings("--changed", "--select", "promql/regex-matches-literal")).isEmpty();
        assertThat(here.promc("fix", "--changed=nope").code()).isEqualTo(2);
    }

    /// Tells what it sees of the base.
    private static final class Asking implements Check.EstateCheck {
        private final List<String> seen = new ArrayList<>();

        @Override
        public CheckInfo info() {
            return CheckInfo.proved("sample/asking", Severity.INFO, "Asks what was before");
        }

        @Override
        public void check(Estate estate, Context context) {
            context.base().ifPresent(base -> {
                base.estate().files().stream().filter(EstateFile::isRelevant).forEach(file -> seen.add(file.source().path() + " with " + rules(new Estate(List.of(file)))));
                base.matches(estate).forEach(match -> seen.add(side(match.before()) + " > " + side(match.now())));
            });
        }

        private static long rules(Estate estate) {
            return estate.rules().count();
        }

        private static String side(RuleMatch.Placed placed) {
            return placed.file().text().file().path() + " " + placed.rule().name().value().orElse("") + " " + placed.rule().expr().value().orElseThrow().text().text().strip();
        }
    }

    private List<String> seen(Path at, String... arguments) {
        Asking asking = new Asking();
        List<Check> checks = Stream.concat(Checks.ALL.stream(), Stream.of(asking)).toList();
        new Run.In(at).variables(here.variables()).checks(checks).promc(arguments);
        return asking.seen;
    }

    @Test
    void checksSeeTheEstateAsItWas() throws Exception {
        String one = "groups:\n  - name: one\n    rules:\n      - {record: a, expr: one}\n";
        here.write("a.yml", one).write("sub/b.yml", one.replace("one", "two")).write("sub/gone.yml", one).write(".hidden/x.yml", one).write("c.md", one).write("sub/notes.txt", "x");
        here.commit();
        here.write("a.yml", one.replace("expr: one", "expr: three") + "      - {record: new, expr: four}\n").write("sub/new.yml", one.replace("name: one", "name: other"));
        here.git("mv", "sub/b.yml", "sub/z.yml");
        here.write("sub/z.yml", one.replace("one", "two").replace("expr: two", "expr: five"));
        Files.delete(folder.resolve("sub/gone.yml"));
        Files.delete(folder.resolve(".hidden/x.yml"));
        assertThat(seen(folder, "check")).isEmpty();
        assertThat(seen(folder, "check", "--changed")).containsExactly("a.yml with 1", "sub/b.yml with 1", "sub/gone.yml with 1",
                "a.yml a one > a.yml a three", "sub/gone.yml a one > sub/new.yml a one", "sub/b.yml a two > sub/z.yml a five");
        assertThat(seen(folder.resolve("sub"), "check", "--changed")).containsExactly("b.yml with 1", "gone.yml with 1", "gone.yml a one > new.yml a one", "b.yml a two > z.yml a five");
        assertThat(seen(folder, "fix", "--changed", "--check")).isNotEmpty();
    }
}
