package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;

/// What `thanos rule` loads, and how it evaluates it.
class ThanosRulersTest {
    private static final String RULES = "groups:\n  - name: a\n    rules:\n      - {record: \"a:b:c\", expr: up}\n";

    private static Estate estate(String... command) {
        String compose = """
                services:
                  ruler:
                    image: quay.io/thanos/thanos:v0.39.2
                    command: [rule, %s]
                    volumes: ["./rules:/rules"]
                """.formatted(String.join(", ", Stream.of(command).map(word -> "'" + word + "'").toList()));
        return EstateReader.read(List.of(SourceFile.of("docker-compose.yml", compose), SourceFile.of("rules/a.yml", RULES), SourceFile.of("other/b.yml", RULES)));
    }

    @Test
    void rulesAreFoundThroughTheMounts() {
        Estate estate = estate("--rule-file=/rules/*.yml", "--label=cluster=\"eu\"");
        assertThat(estate.servers()).isEmpty();
        Server ruler = estate.unconfiguredServers().getFirst();
        assertThat(ruler.isGenerated()).isTrue();
        assertThat(ruler.hasAllJobs()).isFalse();
        assertThat(ruler.rules().getFirst().files()).extracting(file -> file.text().file().path()).containsExactly("rules/a.yml");
        assertThat(ruler.config().externalLabels()).singleElement().satisfies(label -> {
            assertThat(label.name()).isEqualTo("cluster");
            assertThat(label.value().value().orElseThrow().value()).isEqualTo("eu");
        });
    }

    @Test
    void rulesAreEvaluatedEveryMinuteUnlessAFlagSaysOtherwise() {
        assertThat(estate("--rule-file=/rules/*.yml").unconfiguredServers().getFirst().config().evaluationInterval().value()).contains(Duration.ofMinutes(1));
        assertThat(estate("--eval-interval=30s").unconfiguredServers().getFirst().config().evaluationInterval().value()).contains(Duration.ofSeconds(30));
        assertThat(estate("--eval-interval=soon").unconfiguredServers().getFirst().config().evaluationInterval()).isInstanceOf(Field.Invalid.class);
        assertThat(estate("--eval-interval=${EVERY}").unconfiguredServers().getFirst().config().evaluationInterval().value()).isEmpty();
    }

    @Test
    void aPathThatIsNotKnownLoadsNothing() {
        assertThat(estate("--rule-file=${RULES}/*.yml").unconfiguredServers().getFirst().rules().getFirst().files()).isEmpty();
        assertThat(estate("--rule-file=/elsewhere/*.yml").unconfiguredServers().getFirst().rules().getFirst().files()).isEmpty();
    }
}
