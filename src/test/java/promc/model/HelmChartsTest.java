package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;

/// Values of charts that run Prometheus.
class HelmChartsTest {
    private static Estate estate(String values) {
        return EstateReader.read(List.of(SourceFile.of("deploy/values.yaml", values)));
    }

    @Test
    void theServerOfTheChartLoadsItsFiles() {
        Estate estate = estate("""
                server:
                  image: {tag: v3.5.0}
                  retention: 5d
                  global: {scrape_interval: 20s, external_labels: {cluster: a}}
                  extraFlags: [web.enable-lifecycle]
                  extraArgs: {query.timeout: 1m}
                  persistentVolume: {size: 20Gi}
                serverFiles:
                  prometheus.yml:
                    rule_files: [/etc/config/recording_rules.yml, /etc/config/rules]
                    scrape_configs: [{job_name: a}]
                  recording_rules.yml:
                    groups: [{name: g, rules: [{record: a, expr: b}]}]
                """);
        Server server = estate.servers().getFirst();
        ServerProcess process = server.runs().orElseThrow().process();
        assertThat(process.what()).isEqualTo("the server of this chart");
        assertThat(process.image().orElseThrow().version()).contains(new Version(3, 5, 0));
        assertThat(process.flags().flags()).extracting(ServerFlags.Flag::name).containsExactly("storage.tsdb.retention.time", "web.enable-lifecycle", "query.timeout");
        assertThat(process.flags().value("query.timeout")).contains("1m");
        assertThat(process.mountOf(process.dataPath().orElseThrow()).orElseThrow().bytes()).hasValue(20L << 30);
        assertThat(server.rules().getFirst().files()).hasSize(1);
        assertThat(server.config().scrapeInterval().value()).contains(Duration.ofSeconds(20));
        assertThat(server.config().externalLabels()).extracting(Pair::name).containsExactly("cluster");
    }

    @Test
    void dataIsLostWithoutAVolume() {
        ServerProcess process = estate("prometheus:\n  server:\n    retention: 5d\n    persistentVolume: {enabled: false}\n").processes().getFirst();
        assertThat(process.mountOf("/data").orElseThrow().kind()).isEqualTo(Mount.Kind.EPHEMERAL);
    }

    @Test
    void rulesOfAStackAreRead() {
        Estate estate = estate("""
                kube-prometheus-stack:
                  additionalPrometheusRulesMap:
                    mine: {groups: [{name: g, rules: [{record: a, expr: b}]}]}
                  additionalPrometheusRules:
                    - {name: more, groups: [{name: h, rules: [{alert: A, expr: b}]}]}
                """);
        assertThat(estate.ruleFiles().flatMap(file -> file.groups().stream()).map(group -> group.name().value().orElse(""))).containsExactly("g", "h");
        assertThat(estate.processes()).isEmpty();
    }

    @Test
    void otherServersAreNone() {
        assertThat(estate("server: {port: 8080}\nmetrics: {}\n").files().getFirst().views()).isEmpty();
        assertThat(estate("services: {server: {image: a}}\nserver: {retention: 5d}\n").processes()).isEmpty();
    }
}
