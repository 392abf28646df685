package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Inventory;
import promc.model.RuleFile;
import promc.model.Version;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.promql.PromDuration;
import promc.promql.Promql;
import promc.source.SourceFile;

/// Each setting is told by the file that sets it, or by nothing.
class ServerSettingsTest {
    private static final String CONFIG = """
            global: {scrape_interval: 30s}
            rule_files: [rules.yml]
            scrape_configs:
              - {job_name: own, scrape_interval: 10s, static_configs: [{targets: ["a:1"]}]}
              - {job_name: global, static_configs: [{targets: ["b:1"]}]}
            """;
    private static final String RULES = """
            groups:
              - {name: own, interval: 20s, query_offset: 1m, rules: [{record: "job:up:sum", expr: sum by (job) (up)}]}
              - {name: other, rules: [{record: plain, expr: up}]}
            """;

    private static Estate estate(String... pathsAndTexts) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.add(SourceFile.of(pathsAndTexts[i], pathsAndTexts[i + 1]));
        }
        return EstateReader.read(files);
    }

    private static String compose(String image, String command) {
        return """
                services:
                  prometheus:
                    image: %s
                    volumes: [./prometheus.yml:/etc/prometheus/prometheus.yml, ./rules.yml:/etc/prometheus/rules.yml]
                """.formatted(image) + (command.isEmpty() ? "" : "    command: '--config.file=/etc/prometheus/prometheus.yml " + command + "'\n");
    }

    private static ServerSettings only(Estate estate, ServerDefaults defaults) {
        List<ServerSettings> servers = new EstateFacts(estate, path -> Inventory.NONE).servers(SourceFile.of("rules.yml", ""), defaults);
        assertThat(servers).hasSize(1);
        return servers.getFirst();
    }

    private static ServerSettings only(Estate estate) {
        return only(estate, ServerDefaults.NONE);
    }

    private static String text(Optional<Told<Duration>> told) {
        return told.map(value -> PromDuration.format(value.value().toMillis())).orElse("?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            prom/prometheus:v3.1.0     | ''                                            | 5m  | 15d | 3.1.0
            prom/prometheus            | ''                                            | 5m  | 15d | ?
            example.com/prometheus:v2.1.0 | ''                                         | ?   | ?   | ?
            example.com/prometheus     | ' --query.lookback-delta=2m'                 | 2m  | 15d | ?
            prom/prometheus:v2.45.0    | ' --storage.tsdb.retention.time=30d'         | 5m  | 30d | 2.45.0
            prom/prometheus:v2.45.0    | ' --storage.tsdb.retention=7d'               | 5m  | 1w  | 2.45.0
            prom/prometheus            | ' --storage.tsdb.retention.size=1GB'         | 5m  | ?   | ?
            prom/prometheus            | ' --storage.tsdb.retention.time=${KEEP}'     | 5m  | ?   | ?
            prom/prometheus            | ' ${MORE}'                                   | ?   | ?   | ?
            prom/prometheus            | ' --web.enable-lifecycle @more'           | ?   | ?   | ?
            prom/prometheus            | ' --query.lookback-delta ${D}'              | ?   | 15d | ?
            """)
    void commandLines(String image, String command, String lookback, String retention, String version) {
        ServerSettings server = only(estate("docker-compose.yml", compose(image, command), "prometheus.yml", CONFIG, "rules.yml", RULES));
        assertThat(text(server.lookback())).isEqualTo(lookback);
        assertThat(text(server.retentionTime())).isEqualTo(retention);
        assertThat(server.version().map(Version::toString).orElse("?")).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {time: 10d}          | 10d
            {size: 1GB}          | ?
            {time: 0}            | ?
            {}                   | ?
            """)
    void retentionOfTheFileReplacesFlags(String retention, String expected) {
        Estate estate = estate("docker-compose.yml", compose("prom/prometheus", "--storage.tsdb.retention.time=30d"),
                "prometheus.yml", CONFIG + "storage: {tsdb: {retention: " + retention + "}}\n", "rules.yml", RULES);
        assertThat(text(only(estate).retentionTime())).isEqualTo(expected);
    }

    @Test
    void intervals() {
        Estate estate = estate("prometheus.yml", CONFIG, "rules.yml", RULES);
        ServerSettings server = only(estate);
        RuleFile rules = estate.ruleFiles().findFirst().orElseThrow();
        assertThat(estate.configs().findFirst().orElseThrow().jobs()).extracting(job -> text(server.scrapeInterval(job))).containsExactly("10s", "30s");
        assertThat(rules.groups()).extracting(group -> text(server.evaluationInterval(group, rules.text().file()))).containsExactly("20s", "1m");
        assertThat(rules.groups()).extracting(group -> text(server.queryOffset(group, rules.text().file()))).containsExactly("1m", "0s");
        assertThat(server.lookback()).isEmpty();
        assertThat(server.retentionTime()).isEmpty();
        assertThat(server.longestScrapeInterval()).contains(Duration.ofSeconds(30));
        Why why = server.evaluationInterval(rules.groups().getLast(), rules.text().file()).orElseThrow().why();
        assertThat(why.elsewhere().orElseThrow().file().path()).isEqualTo("prometheus.yml");
        assertThat(why.reason()).isEqualTo("without `evaluation_interval` in `global`, Prometheus takes 1m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x                    | '' | 10s 30s
            x{job="own"}         | '' | 10s
            x{job=~"glo.*"}      | '' | 30s
            x{job="none"}        | '' | ?
            x{instance="b:1"}    | '' | 30s
            job:up:sum           | '' | 20s
            plain                | '' | 10s 30s 1m
            ALERTS               | '' | ?
            {job="own"}          | '' | ?
            x{job="own"}         | 'remote_read: [{url: "http://a/"}]'                   | ?
            x{job="own"}         | 'scrape_config_files: [more/*.yml]'                   | ?
            x{job="own"}         | '  - {job_name: f, metrics_path: /federate, honor_labels: true, static_configs: [{targets: ["c:1"]}]}' | ?
            x{job="own"}         | '  - {job_name: r, relabel_configs: [{target_label: job, replacement: own}], static_configs: [{targets: ["c:1"]}]}' | 10s 30s
            x{job="r"}           | '  - {job_name: r, relabel_configs: [{target_label: __scrape_interval__, replacement: 1s}], static_configs: [{targets: ["c:1"]}]}' | ?
            """)
    void distancesOfSamples(String selector, String more, String expected) {
        ServerSettings server = only(estate("prometheus.yml", CONFIG + more + "\n", "rules.yml", RULES));
        assertThat(distances(server, selector)).isEqualTo(expected);
    }

    private static String distances(ServerSettings server, String selector) {
        Expr root = ((Parsed.Valid) Promql.parse(selector)).root();
        return server.distances((VectorSelector) root).map(all -> String.join(" ", all.stream().map(told -> text(Optional.of(told))).toList())).orElse("?");
    }

    @Test
    void defaultsCountWhereNoFileSaysOtherwise() {
        ServerDefaults defaults = new ServerDefaults(minutes(2), minutes(3), minutes(4), minutes(5));
        ServerSettings alone = only(estate("rules.yml", RULES), defaults);
        assertThat(alone.server()).isEmpty();
        assertThat(text(alone.lookback())).isEqualTo("4m");
        assertThat(text(alone.retentionTime())).isEqualTo("5m");
        assertThat(distances(alone, "x")).isEqualTo("2m");
        assertThat(distances(alone, "job:x:sum")).isEqualTo("?");
        Estate estate = estate("docker-compose.yml", compose("prom/prometheus", "--query.lookback-delta=1m"), "prometheus.yml", CONFIG, "rules.yml", RULES);
        ServerSettings loaded = only(estate, defaults);
        RuleFile rules = estate.ruleFiles().findFirst().orElseThrow();
        assertThat(text(loaded.lookback())).isEqualTo("1m");
        assertThat(text(loaded.evaluationInterval(rules.groups().getLast(), rules.text().file()))).isEqualTo("1m");
        assertThat(distances(loaded, "x")).isEqualTo("10s 30s");
    }

    private static Optional<Told<Duration>> minutes(int minutes) {
        return Optional.of(new Told<>(Duration.ofMinutes(minutes), Why.unplaced("said so")));
    }

    @Test
    void externalLabelsAndFeatures() {
        Estate estate = estate("docker-compose.yml", compose("prom/prometheus", "--enable-feature=a,b"),
                "prometheus.yml", CONFIG.replace("global: {", "global: {external_labels: {cluster: one, host: \"${HOST}\"}, "), "rules.yml", RULES);
        ServerSettings server = only(estate);
        assertThat(server.externalLabels().orElseThrow()).containsOnlyKeys("cluster");
        assertThat(server.features().orElseThrow()).containsOnly("a", "b");
        assertThat(only(estate("rules.yml", RULES)).externalLabels()).isEmpty();
    }

    @Test
    void aTemplateTellsNothing() {
        Estate estate = estate("prometheus.yml", CONFIG + "{{ .Values.more }}\n", "rules.yml", RULES);
        ServerSettings server = only(estate);
        assertThat(server.config()).isEmpty();
        assertThat(distances(server, "x")).isEqualTo("?");
    }
}
