package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import promc.source.SourceFile;

/// Paths in files are what people write, not always paths.
class ServersTest {
    @ParameterizedTest
    @ValueSource(strings = {"\\0", "/rules/\\0", "[", "/rules/[", "/rules/{a", "", "/", "//", "../../../..", "C:\\\\rules", "/rules/\\uD800"})
    void pathsThatAreNoneLinkNothing(String path) {
        SourceFile compose = SourceFile.of("docker-compose.yml", """
                services:
                  p:
                    image: prom/prometheus
                    volumes:
                      - ./prometheus.yml:/etc/prometheus/prometheus.yml
                      - {type: bind, source: "%1$s", target: "%1$s"}
                """.formatted(path));
        SourceFile config = SourceFile.of("prometheus.yml", "rule_files: [\"%s\", \"/rules/*.yml\"]\n".formatted(path));
        Estate estate = EstateReader.read(List.of(compose, config));
        assertThat(estate.servers()).hasSize(1).allSatisfy(server -> assertThat(server.rules()).allSatisfy(link -> assertThat(link.files()).isEmpty()));
    }

    private static final String JOB = """
            scrape_configs:
              - job_name: %s
                file_sd_configs:
                  - files: [%s]
            """;

    private static List<String> names(Server server) {
        return server.jobs().stream().map(job -> job.name().value().orElse("")).toList();
    }

    @Test
    void jobsOfOtherFilesBelongToTheServerThatNamesThem() {
        SourceFile config = SourceFile.of("a/prometheus.yml", "scrape_config_files: [jobs/*.yml, ../b/db.yml]\nscrape_configs: [{job_name: own}]\n");
        SourceFile web = SourceFile.of("a/jobs/web.yml", JOB.formatted("web", "targets/*.json"));
        SourceFile db = SourceFile.of("b/db.yml", JOB.formatted("db", "/elsewhere/db.yml"));
        SourceFile targets = SourceFile.of("a/jobs/targets/web.json", "[{\"targets\": [\"a:1\", \"b:2\"], \"labels\": {\"site\": \"x\"}}]");
        Estate estate = EstateReader.read(List.of(config, web, db, targets));

        assertThat(estate.servers()).hasSize(1);
        Server server = estate.servers().getFirst();
        assertThat(names(server)).containsExactly("own", "web", "db");
        assertThat(server.hasAllJobs()).isTrue();
        assertThat(server.configOf(server.jobs().get(1)).text().file()).isEqualTo(web);
        assertThat(server.targetFiles(server.jobs().get(1)).flatMap(file -> file.groups().stream()).flatMap(group -> group.targets().stream()).map(target -> target.value()))
                .containsExactly("a:1", "b:2");
        assertThat(server.targetFiles(server.jobs().get(2))).isEmpty();
    }

    @Test
    void pathsAreThoseOfTheContainer() {
        SourceFile compose = SourceFile.of("docker-compose.yml", """
                services:
                  p:
                    image: prom/prometheus
                    volumes:
                      - ./main.yml:/etc/prometheus/prometheus.yml
                      - ./more:/etc/prometheus/jobs
                      - ./web.txt:/targets/web.yml
                      - hidden:/etc/prometheus/jobs/hidden
                """);
        SourceFile config = SourceFile.of("main.yml", "scrape_config_files: [jobs/web.yml, jobs/hidden/x.yml]\n");
        SourceFile web = SourceFile.of("more/web.yml", JOB.formatted("web", "/targets/web.yml"));
        SourceFile hidden = SourceFile.of("more/hidden/x.yml", "scrape_configs: [{job_name: not there}]\n");
        SourceFile targets = SourceFile.of("web.txt", "- targets: [a:1]\n  label: {site: x}\n");
        Estate estate = EstateReader.read(List.of(compose, config, web, hidden, targets));

        assertThat(estate.servers()).hasSize(2);
        Server server = estate.servers().getFirst();
        assertThat(names(server)).containsExactly("web");
        assertThat(server.hasAllJobs()).isFalse();
        // Its name alone makes it a file of targets: it has a key that none has.
        assertThat(server.targetFiles(server.jobs().getFirst()).map(file -> file.text().file().path())).containsExactly("web.txt");
    }

    @Test
    void aConfigurationThatNamesItselfHasItsJobsOnce() {
        Estate estate = EstateReader.read(List.of(SourceFile.of("p.yml", "scrape_config_files: ['*.yml']\nscrape_configs: [{job_name: own}]\n")));
        assertThat(estate.servers()).hasSize(1).allSatisfy(server -> assertThat(names(server)).containsExactly("own"));
    }
}
