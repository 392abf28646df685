package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import promc.source.SourceFile;

class MetaLabelsTest {
    private static Optional<MetaLabels> of(String discovery) {
        String text = "scrape_configs:\n- job_name: j\n  " + discovery + "\n";
        return MetaLabels.of(EstateReader.read(List.of(SourceFile.of("prometheus.yml", text))).configs().findFirst().orElseThrow().jobs().getFirst().discoveries().getFirst());
    }

    private static MetaLabels pods(String more) {
        return of("kubernetes_sd_configs: [{role: pod" + more + "}]").orElseThrow();
    }

    @Test
    void rolesSetLabelsOfTheirOwn() {
        MetaLabels nodes = of("kubernetes_sd_configs: [{role: node}]").orElseThrow();
        assertThat(nodes.has("__meta_kubernetes_node_name")).isTrue();
        assertThat(nodes.has("instance")).isTrue();
        assertThat(nodes.has("__meta_kubernetes_pod_name")).isFalse();
        assertThat(pods("").has("__meta_kubernetes_pod_name")).isTrue();
        assertThat(pods("").has("instance")).isFalse();
    }

    @Test
    void aRoleThatIsNotKnownMayBeAny() {
        MetaLabels some = of("kubernetes_sd_configs: [{role: '<role>'}]").orElseThrow();
        assertThat(some.has("__meta_kubernetes_node_name")).isTrue();
        assertThat(some.has("__meta_kubernetes_pod_name")).isTrue();
        assertThat(some.has("__meta_consul_node")).isFalse();
    }

    @Test
    void amazonsRolesAreDiscoveries() {
        assertThat(of("aws_sd_configs: [{role: ec2}]").orElseThrow().has("__meta_ec2_tag_Name")).isTrue();
        assertThat(of("aws_sd_configs: [{role: ec2}]").orElseThrow().has("__meta_rds_instance_identifier")).isFalse();
        assertThat(of("aws_sd_configs: [{region: x}]")).isEmpty();
    }

    @Test
    void whatUsersNameIsMadeValid() {
        assertThat(pods("").has("__meta_kubernetes_pod_label_app_kubernetes_io_name")).isTrue();
        assertThat(pods("").has("__meta_kubernetes_pod_label_app.kubernetes.io/name")).isFalse();
        assertThat(of("digitalocean_sd_configs: [{}]").orElseThrow().has("__meta_digitalocean_db_tag_a:b")).isTrue();
    }

    @Test
    void someNeedASetting() {
        String zone = "__meta_kubernetes_node_label_zone";
        assertThat(pods("").has(zone)).isFalse();
        assertThat(pods("").missingSetting(zone)).contains("attach_metadata.node");
        assertThat(pods(", attach_metadata: {node: false}").missingSetting(zone)).contains("attach_metadata.node");
        assertThat(pods(", attach_metadata: {node: true}").has(zone)).isTrue();
        assertThat(pods(", attach_metadata: {node: '<x>'}").has(zone)).isTrue();
        assertThat(pods("").missingSetting("__meta_consul_node")).isEmpty();
    }

    @Test
    void filesMayTellAnything() {
        assertThat(of("file_sd_configs: [{files: [a.json]}]")).isEmpty();
        assertThat(of("http_sd_configs: [{url: 'http://x'}]")).isEmpty();
        assertThat(of("unheard_of_sd_configs: [{}]")).isEmpty();
    }

    @Test
    void nearestNames() {
        assertThat(pods("").nearest("__meta_kubernetes_pod_label_a.b")).contains("__meta_kubernetes_pod_label_a_b");
        assertThat(pods("").nearest("__meta_kubernetes_pod_labels_app")).contains("__meta_kubernetes_pod_label_app");
        assertThat(pods("").nearest("__meta_kubernetes_pod_nam")).contains("__meta_kubernetes_pod_name");
        assertThat(of("ionos_sd_configs: [{}]").orElseThrow().nearest("__meta_ionos_availability_zone")).contains("__meta_ionos_server_availability_zone");
        assertThat(pods("").nearest("__meta_consul_node")).isEmpty();
    }

    @Test
    void setters() {
        assertThat(MetaLabels.setters("__meta_consul_node")).containsExactly("`consul`");
        assertThat(MetaLabels.setters("__meta_kubernetes_pod_ip")).containsExactly("`kubernetes` (role `endpoints`, `endpointslice`, `pod`)");
        assertThat(MetaLabels.setters("__meta_nobody")).isEmpty();
    }
}
