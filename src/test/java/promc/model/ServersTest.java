package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
