package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cardinality/increase-against-base`: what a change does to the series of a rule.
class CardinalityChangedTest {
    private static final String RULES = """
            groups:
              - name: up
                rules:
                  - record: job:up:sum
                    expr: sum by (job) (up)
            """;

    @TempDir
    Path folder;
    private GitFolder here;

    @BeforeEach
    void repository() {
        here = GitFolder.init(folder).write("a.yml", RULES);
        here.commit();
    }

    private String told(String expression) {
        here.write("a.yml", RULES.replace("sum by (job) (up)", expression));
        return here.promc("check", "--changed", "--quiet", "--format", "concise", "--select", "cardinality/increase-against-base").out();
    }

    @Test
    void aLabelMoreMultiplies() {
        assertThat(told("sum by (job, pod) (up)")).isEqualTo("a.yml:5:15: warning[cardinality/increase-against-base] this change multiplies the series of `job:up:sum` by `|pod|`: at most "
                + "`|job| x |pod|` series, before it `|job|` series; `pod` has another value with every roll-out\n");
        assertThat(told("sum by (job, method) (up)")).startsWith("a.yml:5:15: info[");
        assertThat(told("topk(3, sum by (job, pod, zone) (up))")).isEmpty();
        assertThat(told("sum by (job, pod, team) (up)")).contains("by `|pod| x |team|`: ");
    }

    @Test
    void whatDoesNotGrowIsNotReported() {
        assertThat(told("sum by (job) (up) ")).isEmpty();
        assertThat(told("sum(up)")).isEmpty();
        assertThat(told("sum by (instance) (up)")).isEmpty();
        assertThat(told("max by (job) (up)")).isEmpty();
    }

    @Test
    void anInventoryGivesNumbers() {
        here.write(".promc.yaml", "inventory: {labels: {job: 10, pod: 400}}\n");
        assertThat(told("sum by (job, pod) (up)")).contains("at most 4,411 series (`|job| x |pod|`), before it 11 series (`|job|`)");
    }
}
