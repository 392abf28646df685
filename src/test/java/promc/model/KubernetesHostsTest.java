package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.Hosts.Reached;
import promc.model.Hosts.Refusal;
import promc.source.SourceFile;

/// Whom the names of Services lead to.
class KubernetesHostsTest {
    private static final String SERVICES = """
            kind: Service
            apiVersion: v1
            metadata: {name: prometheus, namespace: mon}
            spec: {selector: {app: prometheus}, ports: [{port: 80, targetPort: web, nodePort: 30090}]}
            ---
            kind: Service
            apiVersion: v1
            metadata: {name: pods, namespace: mon}
            spec: {clusterIP: None, selector: {app: prometheus}, ports: [{port: 1}]}
            ---
            kind: Service
            apiVersion: v1
            metadata: {name: checkout, namespace: shop}
            spec: {ports: [{port: 8080}]}
            ---
            kind: Service
            apiVersion: v1
            metadata: {name: db, namespace: shop}
            spec: {type: ExternalName, externalName: db.example.org, ports: [{port: 1}]}
            """;

    private static String pod(String settings, int replicas) {
        return """
                kind: Deployment
                apiVersion: apps/v1
                metadata: {name: prometheus, namespace: mon}
                spec:
                  replicas: %d
                  template:
                    metadata: {labels: {app: prometheus, tier: x}}
                    spec:
                      %s
                      containers:
                        - name: prometheus
                          image: prom/prometheus:v3.5.0
                          ports: [{name: web, containerPort: 9090}]
                        - name: sidecar
                          image: quay.io/thanos/thanos:v0.39.2
                          args: [sidecar]
                """.formatted(replicas, settings);
    }

    private static Estate estate(Map<String, String> files) {
        return EstateReader.read(files.entrySet().stream().map(file -> SourceFile.of(file.getKey(), file.getValue())).toList());
    }

    private static Hosts hosts(String pod, String services) {
        Estate estate = estate(Map.of("k8s/pod.yml", pod, "k8s/services.yml", services));
        return Hosts.of(estate, estate.processes().getFirst()).orElseThrow();
    }

    private static Hosts hosts() {
        return hosts(pod("restartPolicy: Always", 1), SERVICES);
    }

    private static String answer(Host host) {
        return switch (host) {
            case Host.Itself ignored -> "itself";
            case Host.Container(Peer peer) -> peer.name();
            case Host.Unreachable(Peer peer, var reason, var sure) -> "not " + peer.name();
            case Host.Missing(var sought, Optional<String> meant) -> "missing, " + meant.orElse("-");
            case Host.Untold ignored -> "untold";
        };
    }

    @ParameterizedTest
    @CsvSource({"localhost, itself", "127.0.0.1, itself", "prometheus, prometheus", "PROMETHEUS.mon, prometheus", "prometheus.mon.svc, prometheus", "prometheus.mon.svc.cluster.local, prometheus",
        "prometheus.mon.svc.cluster.local., prometheus", "checkout.shop, checkout", "checkout, not checkout", "chekout.shop.svc, 'missing, checkout'", "payments.shop.svc, untold", "db.shop, untold", "grafana, untold",
        "prometheus.svc, untold", "pod-0.pods, untold", "pod-0.pods.mon.svc, untold", "prometheus.shop.svc.example.org, untold", "10.0.0.1, untold", "prometheus-operated.mon, untold", "a_b, untold"})
    void aNameLeadsTo(String host, String expected) {
        assertThat(answer(hosts().find(host))).isEqualTo(expected);
    }

    private static Peer peer(Hosts hosts, String name) {
        return ((Host.Container) hosts.find(name)).peer();
    }

    @Test
    void aServiceLeadsThroughItsSelectorToThePods() {
        Peer service = peer(hosts(), "prometheus");
        assertThat(service.processes()).extracting(ServerProcess::name).containsExactly("prometheus", "sidecar");
        assertThat(service.alone()).isTrue();
        assertThat(service.sure()).isTrue();
        assertThat(service.inside("80")).contains("9090");
        assertThat(service.inside("9090")).isEmpty();
        assertThat(service.listening()).as("a sidecar listens, too").isEmpty();
    }

    @Test
    void aServiceHasItsOwnPortsOnly() {
        Peer service = peer(hosts(), "prometheus");
        assertThat(service.refusal("80")).isEmpty();
        assertThat(service.refusal("9090").map(Refusal::message)).contains("port 9090 is the one of the pods; the Service `prometheus` has it as 80");
        assertThat(service.refusal("30090").map(Refusal::message)).contains("port 30090 is the one that nodes have; the Service `prometheus` has it as 80");
        assertThat(service.refusal("1").map(Refusal::message)).contains("the Service `prometheus` has port 80 only: nothing answers at 1");
        assertThat(peer(hosts(), "pods").refusal("7")).isEmpty();
        assertThat(peer(hosts(), "pods").inside("7")).contains("7");
    }

    @Test
    void oneOfSeveralPodsIsNotTheOne() {
        assertThat(hosts().reached("prometheus", "80")).extracting(Reached::port).containsExactly("9090", "9090");
        assertThat(hosts().reached("localhost", "10902")).hasSize(2);
        assertThat(hosts().reached("prometheus", "81")).isEmpty();
        assertThat(hosts(pod("restartPolicy: Always", 2), SERVICES).reached("prometheus", "80")).isEmpty();
    }

    @Test
    void aPodInTheNetworkOfItsHostKnowsNoServices() {
        Hosts hosts = hosts(pod("hostNetwork: true", 1), SERVICES);
        assertThat(answer(hosts.find("prometheus"))).isEqualTo("not prometheus");
        assertThat(answer(hosts.find("localhost"))).isEqualTo("untold");
        assertThat(answer(hosts.find("checkout"))).isEqualTo("untold");
        assertThat(answer(hosts(pod("hostNetwork: true\n      dnsPolicy: ClusterFirstWithHostNet", 1), SERVICES).find("prometheus"))).isEqualTo("prometheus");
    }

    @ParameterizedTest
    @CsvSource({"dnsPolicy: Default", "dnsPolicy: None", "'dnsConfig: {searches: [x.example.org]}'", "'hostAliases: [{ip: 10.0.0.1, hostnames: [prometheus]}]'"})
    void namesOfThePodsOwnAreNotKnown(String setting) {
        assertThat(answer(hosts(pod(setting, 1), SERVICES).find("prometheus"))).isEqualTo("untold");
    }

    @Test
    void ofCopiesTheNearestCounts() {
        String service = "kind: Service\napiVersion: v1\nmetadata: {name: web}\nspec: {ports: [{port: %d}]}\n";
        Estate estate = estate(Map.of("a/pod.yml", pod("restartPolicy: Always", 1), "a/web.yml", service.formatted(1), "b/web.yml", service.formatted(2)));
        assertThat(peer(Hosts.of(estate, estate.processes().getFirst()).orElseThrow(), "web").inside("1")).contains("1");
        Estate far = estate(Map.of("c/pod.yml", pod("restartPolicy: Always", 1), "a/web.yml", service.formatted(1), "b/web.yml", service.formatted(2)));
        assertThat(answer(Hosts.of(far, far.processes().getFirst()).orElseThrow().find("web"))).isEqualTo("untold");
    }

    @Test
    void theServicesOfTheOperatorsServersAreKnownByTheirLabels() {
        Estate estate = estate(Map.of("k8s/object.yml", """
                kind: Prometheus
                apiVersion: monitoring.coreos.com/v1
                metadata: {name: k8s, namespace: mon}
                spec: {serviceAccountName: x}
                """, "k8s/pod.yml", pod("restartPolicy: Always", 1), "k8s/services.yml", """
                kind: Service
                apiVersion: v1
                metadata: {name: prometheus-k8s, namespace: mon}
                spec: {selector: {prometheus: k8s, app.kubernetes.io/name: prometheus}, ports: [{port: 9090, targetPort: web}]}
                """));
        Hosts hosts = Hosts.of(estate, estate.processes().stream().filter(process -> process.name().equals("prometheus")).findFirst().orElseThrow()).orElseThrow();
        assertThat(peer(hosts, "prometheus-k8s").processes()).extracting(ServerProcess::name).containsExactly("k8s");
    }

    @Test
    void aTemplateMayMakeAnyService() {
        Estate estate = estate(Map.of("k8s/pod.yml", pod("restartPolicy: Always", 1), "k8s/services.yml", SERVICES, "templates/service.yml", """
                kind: Service
                apiVersion: v1
                metadata:
                  name: {{ .Release.Name }}
                spec:
                  ports:
                    {{- toYaml .Values.ports | nindent 4 }}
                """));
        assertThat(List.of("chekout.shop", "checkout").stream().map(name -> answer(Hosts.of(estate, estate.processes().getFirst()).orElseThrow().find(name)))).containsOnly("untold");
    }
}
