package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects below a folder that is checked as a whole: `root: true` keeps what is in them apart from what is around them.
class ProjectsTest {
    @TempDir
    private Path folder;

    /// One server that loads two files, in which the same is recorded.
    private Run.In oneServer() {
        String rules = """
                groups:
                  - name: jobs
                    rules:
                      - record: job:up:sum
                        expr: sum by (job) (up)
                """;
        return new Run.In(folder).file("one/prometheus.yml", "rule_files: [rules.yml, ../two/rules.yml]\n").file("one/rules.yml", rules).file("two/rules.yml", rules);
    }

    @Test
    void filesOfOneProjectAreReadTogether() {
        assertThat(oneServer().promc("check", "--format", "concise").out()).contains("[recording/name-collides]");
    }

    @Test
    void projectsKnowNothingOfEachOther() {
        Run.In apart = oneServer().file("two/.promc.yaml", "root: true\n");
        assertThat(apart.promc("check").out()).isEqualTo("checked 3 files with 2 rules and 2 expressions: nothing found\n");
        assertThat(apart.promc("check", "--format", "concise", "--config", "two/.promc.yaml").out()).contains("[recording/name-collides]");
        assertThat(apart.promc("fix", ".").err()).isEqualTo("promc: nothing to repair\n");
    }
}
