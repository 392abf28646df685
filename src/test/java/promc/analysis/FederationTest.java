package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.source.SourceFile;
import promc.source.Span;

/// What ties an address to a server, and what does not.
class FederationTest {
    private static final SourceFile TOP = SourceFile.of("top.yml", "scrape_configs: [{job_name: node, static_configs: [{targets: [\"n:1\"]}]}, " + """
            {job_name: federate, metrics_path: /federate, params: {"match[]": [up]}, static_configs: [{targets: ["%s"]}]}]
            """);
    private static final SourceFile LEAF = SourceFile.of("leaf.yml", "scrape_configs: [{job_name: node, static_configs: [{targets: [\"n:1\"]}]}]\n");

    private static Federation federation(String compose, String target, List<LeafSetting> settings) {
        SourceFile top = SourceFile.of("top.yml", TOP.text().formatted(target));
        List<SourceFile> files = Stream.of(SourceFile.of("docker-compose.yml", compose), top, LEAF).filter(file -> !file.text().isEmpty()).toList();
        return new EstateFacts(EstateReader.read(files), path -> Inventory.NONE, path -> settings).federation();
    }

    private static List<String> leaves(Federation federation) {
        return federation.jobs().stream().flatMap(job -> job.leaves().stream()).map(leaf -> leaf.server().file().source().path()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "leaf:9090 | {} | {} | true", "leaf:9091 | {} | {} | false", "other:9090 | {} | {} | false", "leaf | {} | {} | false",
            "box:9090 | {} | {container_name: box} | true", "h:9090 | {} | {hostname: h} | false",
            "leaf:8080 | {} | {command: [--config.file=/etc/prometheus/prometheus.yml, `--web.listen-address=:8080`]} | true",
            "leaf:9090 | {} | {command: [--config.file=/etc/prometheus/prometheus.yml, `--web.listen-address=:8080`]} | false",
            "leaf:9090 | {} | {command: [--config.file=/etc/prometheus/prometheus.yml, $MORE]} | false",
            "leaf:9090 | {networks: [a]} | {networks: [b]} | false", "leaf:9090 | {networks: [a, b]} | {networks: [b]} | true",
            "up:9090 | {networks: [a]} | {networks: {a: {aliases: [up]}}} | true", "up:9090 | {networks: [a]} | {networks: {a: , b: {aliases: [up]}}} | false",
            "host.docker.internal:19090 | {} | {ports: [`127.0.0.1:19090:9090`]} | true", "localhost:19090 | {} | {ports: [`19090:9090`]} | false",
            "localhost:19090 | {network_mode: host} | {ports: [{published: 19090, target: 9090}]} | true",
            "leaf:9090 | {extends: {service: base}} | {} | false", "leaf:9090 | {network_mode: none} | {} | false"})
    void aComposeFileTiesAddressesToServices(String target, String top, String leaf, boolean tied) {
        String compose = """
                services:
                  top:
                    <<: [{image: prom/prometheus, volumes: ["./top.yml:/etc/prometheus/prometheus.yml"]}, %s]
                  leaf:
                    <<: [{image: prom/prometheus, volumes: ["./leaf.yml:/etc/prometheus/prometheus.yml"]}, %s]
                """.formatted(top.replace('`', '"'), leaf.replace('`', '"'));
        Federation federation = federation(compose, target, List.of());
        assertThat(leaves(federation)).isEqualTo(tied ? List.of("leaf.yml") : List.of());
        assertThat(federation.jobs()).singleElement().satisfies(job -> assertThat(job.complete()).isEqualTo(tied));
    }

    @ParameterizedTest
    @CsvSource({"leaf.example.com:9090, true", "*.example.com:9090, true", "federate, true", "*.example.org:9090, false", "node, false"})
    void theConfigurationTiesAddresses(String key, boolean tied) {
        LeafSetting setting = new LeafSetting(key, List.of("leaf.yml"), new Why("said", Span.at(0)));
        Federation federation = federation("", "leaf.example.com:9090", List.of(setting));
        assertThat(leaves(federation)).isEqualTo(tied ? List.of("leaf.yml") : List.of());
        federation.jobs().stream().flatMap(job -> job.leaves().stream()).forEach(leaf -> assertThat(federation.from(leaf.server())).hasSize(1));
    }

    @Test
    void aServerMayScrapeItself() {
        String compose = """
                services:
                  top: {image: prom/prometheus, volumes: ["./top.yml:/etc/prometheus/prometheus.yml"]}
                """;
        assertThat(leaves(federation(compose, "localhost:9090", List.of()))).containsExactly("top.yml");
    }
}
