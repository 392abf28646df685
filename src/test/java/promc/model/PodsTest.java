package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.source.SourceFile;

/// Processes in the pods of Kubernetes objects, and what they have mounted.
class PodsTest {
    private static final String MAPS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: prom, namespace: mon}
            data:
              prometheus.yml: |
                rule_files: [rules/*.yml]
                scrape_configs: [{job_name: a}]
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: rules, namespace: mon}
            data:
              a.yml: |
                groups: [{name: g, rules: [{record: a, expr: b}]}]
              notes.txt: nothing
            """;

    private static String workload(String kind, String pod) {
        return "apiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: p, namespace: mon}\nspec:\n  template:\n    spec:\n" + pod.indent(6);
    }

    private static Estate estate(String... texts) {
        return EstateReader.read(Stream.iterate(0, i -> i < texts.length, i -> i + 1).map(i -> SourceFile.of("k8s/" + i + ".yml", texts[i])).toList());
    }

    private static ServerProcess process(String pod) {
        return estate(workload("StatefulSet", pod), MAPS).processes().getFirst();
    }

    @Test
    void aServerIsFoundThroughItsConfigMaps() {
        Estate estate = estate(MAPS, workload("Deployment", """
                containers:
                  - name: prometheus
                    image: prom/prometheus
                    volumeMounts: [{name: c, mountPath: /etc/prometheus}, {name: r, mountPath: /etc/prometheus/rules}]
                volumes: [{name: c, configMap: {name: prom}}, {name: r, configMap: {name: rules}}]
                """));
        Server server = estate.servers().getFirst();
        assertThat(server.runs()).isPresent();
        assertThat(server.rules().getFirst().files()).hasSize(1);
        assertThat(server.runs().orElseThrow().process().what()).isEqualTo("the container `prometheus` of the Deployment `p`");
    }

    @Test
    void kustomizeMakesConfigMapsOfFiles() {
        Estate estate = EstateReader.read(List.of(
                SourceFile.of("k8s/kustomization.yaml", "configMapGenerator:\n  - {name: prom, files: [prometheus.yml, rules.yml=rules/a.yml]}\n"),
                SourceFile.of("k8s/prometheus.yml", "rule_files: [rules.yml]\nscrape_configs: [{job_name: a}]\n"),
                SourceFile.of("k8s/rules/a.yml", "groups: [{name: g, rules: [{record: a, expr: b}]}]\n"),
                SourceFile.of("k8s/set.yml", workload("StatefulSet", """
                        containers: [{name: prometheus, image: prom/prometheus, volumeMounts: [{name: c, mountPath: /etc/prometheus}]}]
                        volumes: [{name: c, configMap: {name: prom}}]
                        """))));
        assertThat(estate.servers()).hasSize(1);
        assertThat(estate.servers().getFirst().rules().getFirst().files()).extracting(file -> file.text().file().path()).containsExactly("k8s/rules/a.yml");
    }

    @Test
    void itemsAndSubPathsPutKeysElsewhere() {
        List<Mount> mounts = process("""
                containers:
                  - name: prometheus
                    image: prom/prometheus
                    volumeMounts: [{name: c, mountPath: /a}, {name: r, mountPath: /b/x.yml, subPath: a.yml}, {name: both, mountPath: /c}]
                volumes:
                  - {name: c, configMap: {name: prom, items: [{key: prometheus.yml, path: p.yml}]}}
                  - {name: r, configMap: {name: rules}}
                  - {name: both, projected: {sources: [{configMap: {name: prom}}, {secret: {name: hidden}}]}}
                """).mounts();
        assertThat(mounts).extracting(Mount::target).containsExactly("/a/p.yml", "/b/x.yml", "/c", "/c");
        assertThat(mounts).extracting(mount -> mount.place().orElse("")).containsExactly("k8s/1.yml#ConfigMap/mon/prom/prometheus.yml", "k8s/1.yml#ConfigMap/mon/rules/a.yml",
                "k8s/1.yml#ConfigMap/mon/prom", "");
    }

    @Test
    void variablesOfTheContainerAreFilledIn() {
        ServerFlags flags = process("""
                containers:
                  - name: prometheus
                    image: prom/prometheus
                    env: [{name: RETENTION, value: 5d}, {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
                    args: [--storage.tsdb.retention.time=$(RETENTION), --web.page-title=$(POD), --web.user-assets=$(NONE), --web.cors.origin=$$(RETENTION)]
                """).flags();
        assertThat(flags.value("storage.tsdb.retention.time")).contains("5d");
        assertThat(flags.value("web.page-title")).isEmpty();
        assertThat(flags.value("web.user-assets")).isEmpty();
        assertThat(flags.value("web.cors.origin")).contains("$(RETENTION)");
    }

    @Test
    void volumesAreWhatTheirClaimsAre() {
        String claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: disk}\nspec: {resources: {requests: {storage: 5Gi}}} # prometheus\n";
        String set = workload("StatefulSet", """
                containers:
                  - name: prometheus
                    image: prom/prometheus
                    volumeMounts: [{name: a, mountPath: /a}, {name: b, mountPath: /b}, {name: c, mountPath: /c}, {name: d, mountPath: /d}, {name: e, mountPath: /e}, {name: f, mountPath: /f}]
                volumes:
                  - {name: a, emptyDir: {}}
                  - {name: b, emptyDir: {medium: Memory, sizeLimit: 1Gi}}
                  - {name: c, persistentVolumeClaim: {claimName: disk}}
                  - {name: d, hostPath: {path: /data}}
                  - {name: f, csi: {driver: x}}
                """) + "  volumeClaimTemplates: [{metadata: {name: e}, spec: {resources: {requests: {storage: 50G}}}}]\n";
        List<Mount> mounts = estate(set, claim).processes().getFirst().mounts();
        assertThat(mounts).extracting(Mount::kind).containsExactly(Mount.Kind.EPHEMERAL, Mount.Kind.TMPFS, Mount.Kind.VOLUME, Mount.Kind.BIND, Mount.Kind.VOLUME, Mount.Kind.UNTOLD);
        assertThat(mounts).extracting(mount -> mount.bytes().orElse(0)).containsExactly(0L, 1L << 30, 5L << 30, 0L, 50_000_000_000L, 0L);
    }

    @ParameterizedTest
    @CsvSource({"1Ki,1024", "1k,1000", "1.5Gi,1610612736", "10,10", "2e3,2000", "1E,1000000000000000000", "1Kb,-1", "Gi,-1", "1K,-1", "1ki,-1", "-1Gi,-1", "9E,9000000000000000000", "99E,-1"})
    void quantitiesAreBytes(String text, long bytes) {
        assertThat(Quantity.bytes(text).orElse(-1)).isEqualTo(bytes);
    }
}
