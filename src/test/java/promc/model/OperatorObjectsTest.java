package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import promc.model.ServerFlags.Flag;
import promc.source.SourceFile;

/// What is made of objects of prometheus-operator: processes, servers, and who selects whom.
class OperatorObjectsTest {
    private static final String RULE = """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: %s, namespace: %s, labels: {role: %s}}
            spec: {groups: [{name: a, rules: [{record: "a:b", expr: up}]}]}
            """;

    private static Estate estate(String... files) {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < files.length; i += 2) {
            sources.add(SourceFile.of(files[i], files[i + 1]));
        }
        return EstateReader.read(sources);
    }

    private static String prometheus(String spec) {
        return "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s, namespace: monitoring}\nspec:\n" + spec.indent(2);
    }

    @Test
    void makesTheCommandLineThatTheOperatorWrites() {
        Estate estate = estate("p.yaml", prometheus("""
                version: v2.54.1
                retentionSize: 40GB
                enableFeatures: [exemplar-storage]
                query: {lookbackDelta: 2m}
                additionalArgs: [{name: web.cors.origin, value: ".*"}]
                thanos: {version: v0.36.0, objectStorageConfig: {name: bucket, key: bucket.yml}}
                storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 50Gi}}}}}
                """));
        List<ServerProcess> processes = estate.processes();
        assertThat(processes).extracting(process -> process.flags().component()).containsExactlyInAnyOrder("prometheus", "thanos sidecar");
        ServerProcess server = processes.stream().filter(process -> process.runs("prometheus")).findFirst().orElseThrow();
        assertThat(server.flags().value("storage.tsdb.retention.size")).contains("40GB");
        assertThat(server.flags().flag("storage.tsdb.retention.time")).isEmpty();
        assertThat(server.flags().value("query.lookback-delta")).contains("2m");
        assertThat(server.flags().value("storage.tsdb.min-block-duration")).contains("2h");
        assertThat(server.flags().isClosed()).isTrue();
        assertThat(server.written().flags()).extracting(Flag::name).containsExactly("web.cors.origin");
        assertThat(server.image().flatMap(Image::version)).contains(new Version(2, 54, 1));
        assertThat(server.dataPath()).contains("/prometheus");
        assertThat(server.mounts()).singleElement().satisfies(mount -> {
            assertThat(mount.kind()).isEqualTo(Mount.Kind.VOLUME);
            assertThat(mount.bytes()).isEqualTo(OptionalLong.of(50L << 30));
        });
        assertThat(server.what()).isEqualTo("the Prometheus `k8s`");
    }

    @Test
    void withoutStorageTheDataGoesWithThePod() {
        ServerProcess server = estate("p.yaml", prometheus("replicas: 2")).processes().getFirst();
        assertThat(server.mounts()).extracting(Mount::kind).containsExactly(Mount.Kind.EPHEMERAL);
        assertThat(server.flags().value("storage.tsdb.retention.time")).contains("24h");
    }

    @Test
    void runsRulersAgentsAndAlertmanagers() {
        Estate estate = estate("o.yaml", """
                apiVersion: monitoring.coreos.com/v1
                kind: ThanosRuler
                metadata: {name: ruler}
                spec: {queryEndpoints: ["query:10901"]}
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: Alertmanager
                metadata: {name: main}
                spec: {retention: 240h}
                ---
                apiVersion: monitoring.coreos.com/v1alpha1
                kind: PrometheusAgent
                metadata: {name: agent}
                spec: {}
                """);
        assertThat(estate.processes()).extracting(process -> process.flags().component()).containsExactly("thanos rule", "alertmanager", "prometheus");
        assertThat(estate.processes().get(0).flags().value("eval-interval")).contains("15s");
        assertThat(estate.processes().get(1).flags().value("data.retention")).contains("240h");
        assertThat(estate.processes().get(2).flags().flag("agent")).isPresent();
        Server ruler = estate.operatorServers().getFirst();
        assertThat(estate.operatorServers()).hasSize(1);
        assertThat(ruler.config().evaluationInterval().value()).contains(Duration.ofSeconds(15));
        assertThat(ruler.config().externalLabels()).extracting(Pair::name).containsExactly("thanos_ruler_replica");
    }

    @Test
    void aServerLoadsTheRulesThatItSelects() {
        Estate estate = estate("a/p.yaml", prometheus("ruleSelector: {matchLabels: {role: on}}\nexternalLabels: {cluster: eu}\n"), "a/on.yaml", RULE.formatted("on", "monitoring", "on"),
                "a/off.yaml", RULE.formatted("off", "monitoring", "off"), "a/other.yaml", RULE.formatted("other", "shop", "on"), "x/y/z/far.yaml", RULE.formatted("far", "monitoring", "on"));
        Server server = estate.operatorServers().getFirst();
        assertThat(server.rules().getFirst().files()).extracting(file -> file.text().file().path()).containsExactly("a/on.yaml", "x/y/z/far.yaml");
        assertThat(server.config().evaluationInterval().value()).contains(Duration.ofSeconds(30));
        assertThat(server.config().externalLabels()).extracting(Pair::name).containsExactly("prometheus", "prometheus_replica", "cluster");
        assertThat(server.hasAllJobs()).isFalse();
        assertThat(estate.servers()).isEmpty();
    }

    @Test
    void namespacesAreSelectedByTheirLabels() {
        String namespaces = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: shop}}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: lab}\n";
        Estate estate = estate("n.yaml", namespaces, "p.yaml", prometheus("ruleSelector: {}\nruleNamespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}\n"),
                "shop.yaml", RULE.formatted("shop", "shop", "x"), "lab.yaml", RULE.formatted("lab", "lab", "x"), "untold.yaml", RULE.formatted("untold", "unseen", "x"));
        assertThat(estate.operatorServers().getFirst().rules().getFirst().files()).extracting(file -> file.text().file().path()).containsExactly("shop.yaml", "untold.yaml");
    }

    @Test
    void whatIsLaidOverIsNotJudgedByItself() {
        Estate estate = estate("base/p.yaml", prometheus("ruleSelector: {}\nserviceAccountName: p\n"), "prod/p.yaml", prometheus("retention: 30d"));
        assertThat(estate.operatorServers()).isEmpty();
        assertThat(estate.processes()).extracting(ServerProcess::told).containsExactly(false, false);
    }

    @Test
    void theValuesOfTheStackAreThoseOfAnObject() {
        Estate estate = estate("values.yaml", """
                prometheus:
                  prometheusSpec:
                    retention: 30d
                    retentionSize: 45GB
                    image: {tag: v3.11.0}
                    storageSpec:
                      volumeClaimTemplate: {spec: {resources: {requests: {storage: 50Gi}}}}
                """, "other.yaml", "prometheus: {enabled: false, prometheusSpec: {retention: 30d}}\n");
        ServerProcess server = estate.processes().getFirst();
        assertThat(estate.processes()).hasSize(1);
        assertThat(server.flags().value("storage.tsdb.retention.time")).contains("30d");
        assertThat(server.flags().isClosed()).isFalse();
        assertThat(server.written().flags()).isEmpty();
        assertThat(server.dataPath()).contains("/prometheus");
        assertThat(server.mounts().getFirst().bytes()).isEqualTo(OptionalLong.of(50L << 30));
        assertThat(server.image().flatMap(Image::version)).contains(new Version(3, 11, 0));
    }

    @Test
    void aSidecarUploadsToTheStoreInASecret() {
        Estate estate = estate("p.yaml", prometheus("thanos: {objectStorageConfig: {name: bucket, key: bucket.yml}}\n"), "s.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: bucket, namespace: monitoring}
                stringData:
                  bucket.yml: |
                    type: S3
                    config: {bucket: blocks, endpoint: s3.example.org}
                """);
        ServerProcess sidecar = estate.processes().stream().filter(process -> process.runs("thanos sidecar")).findFirst().orElseThrow();
        assertThat(sidecar.what()).isEqualTo("the sidecar of the Prometheus `k8s`");
        assertThat(estate.thanos().store(sidecar)).isPresent();
    }
}
