package promc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.yaml.Yaml;

/// What the rules of sections refuse, and where: each line is a section in flow style, what is wrong with it, and what is underlined.
class SectionRulesTest {
    private static List<String> told(String yaml) {
        return LoadErrors.of(Yaml.parse(EmbeddedText.whole(SourceFile.of("prometheus.yml", yaml))).rootMapping().orElseThrow(), ConfigKeys.ROOT).stream()
                .map(error -> error.kind() + " " + error.span().of(yaml)).toList();
    }

    private static String job(String settings) {
        return "scrape_configs: [{job_name: a, " + settings + "}]";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "azure_sd_configs: [{client_id: a}] | MISSING client_id; MISSING client_id; MISSING client_id",
        "azure_sd_configs: [{subscription_id: a, authentication_method: oauth, tenant_id: b, client_id: c, client_secret: d}] | BAD_VALUE oauth",
        "aws_sd_configs: [{region: a}] | MISSING region",
        "consul_sd_configs: [{server: ''}] | MISSING ''",
        "consul_sd_configs: [{username: a, basic_auth: {username: a}}] | CONFLICT username",
        "consul_sd_configs: [{token: a, oauth2: {client_id: a, token_url: b}}] | CONFLICT token",
        "digitalocean_sd_configs: [{role: droplet}] | BAD_VALUE droplet",
        "dns_sd_configs: [{names: [], type: SRV}] | MISSING []",
        "dns_sd_configs: [{names: [a], type: a}] | MISSING a",
        "dns_sd_configs: [{names: [a], type: TXT, port: 1}] | BAD_VALUE TXT",
        "docker_sd_configs: [{host: ':/x'}] | BAD_VALUE ':/x'",
        "dockerswarm_sd_configs: [{host: 'unix:///var/run/docker.sock', role: task}] | BAD_VALUE task",
        "ec2_sd_configs: [{filters: [{name: a}]}] | MISSING name",
        "eureka_sd_configs: [{server: eureka}] | BAD_VALUE eureka",
        "file_sd_configs: [{files: [a.json, a.txt, a*/b.yml]}] | BAD_VALUE a.txt; BAD_VALUE a*/b.yml",
        "gce_sd_configs: [{project: a}] | MISSING project",
        "hetzner_sd_configs: [{role: hcloud}, {role: cloud}] | BAD_VALUE cloud",
        "http_sd_configs: [{url: targets}] | BAD_VALUE targets",
        "ionos_sd_configs: [{}] | MISSING {}",
        "kuma_sd_configs: [{server: ''}] | MISSING ''",
        "marathon_sd_configs: [{servers: [a], auth_token: a, bearer_token: b}] | CONFLICT bearer_token",
        "nerve_sd_configs: [{servers: [a], paths: [b]}] | BAD_VALUE b",
        "nomad_sd_configs: [{server: ' '}] | MISSING ' '",
        "oci_sd_configs: [{region: a, auth: instance_principal, user: b}] | CONFLICT user",
        "openstack_sd_configs: [{role: instance, region: a, availability: open}] | BAD_VALUE open",
        "outscale_sd_configs: [{region: a, access_key: b}] | MISSING region",
        "ovhcloud_sd_configs: [{application_key: a, application_secret: b, consumer_key: c, service: dedicated}] | BAD_VALUE dedicated",
        "puppetdb_sd_configs: [{url: 'http://a'}] | MISSING url",
        "scaleway_sd_configs: [{role: instance, project_id: 11111111-1111-1111-1111-111111111111, access_key: SCW, secret_key_file: a}] | BAD_VALUE SCW",
        "serverset_sd_configs: [{servers: [a]}] | MISSING servers",
        "stackit_sd_configs: [{region: ''}] | MISSING ''",
        "triton_sd_configs: [{account: a, dns_suffix: b, endpoint: c, refresh_interval: 0s}] | BAD_VALUE 0s",
        "uyuni_sd_configs: [{server: 'http://a', username: b}] | MISSING server"})
    void discoveriesNeedTheirSettings(String settings, String told) {
        assertThat(String.join("; ", told(job(settings)))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "role: pods | BAD_VALUE pods",
        "namespaces: {names: [a]} | MISSING namespaces",
        "role: pod, tls_config: {ca_file: a} | MISSING tls_config",
        "role: pod, api_server: 'https://a', namespaces: {own_namespace: true} | CONFLICT own_namespace",
        "role: pod, kubeconfig_file: a, bearer_token: b | CONFLICT bearer_token",
        "role: node, selectors: [{role: pod}] | BAD_VALUE pod",
        "role: pod, selectors: [{role: pod, label: 'a in (b'}] | BAD_VALUE 'a in (b'",
        "role: pod, selectors: [{role: pod, field: spec.nodeName}] | BAD_VALUE spec.nodeName",
        "role: pod, selectors: [{role: pod}, {role: pod}] | DUPLICATE pod"})
    void kubernetesIsAskedForWhatItCanAnswer(String settings, String told) {
        assertThat(String.join("; ", told(job("kubernetes_sd_configs: [{" + settings + "}]")))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "basic_auth: {username: a}, oauth2: {client_id: a, token_url: b} | CONFLICT oauth2",
        "basic_auth: {password: a, password_file: b} | CONFLICT password_file",
        "authorization: {type: Basic, credentials: a} | BAD_VALUE Basic",
        "oauth2: {client_id: a} | MISSING client_id",
        "proxy_from_environment: true, proxy_url: 'http://a' | CONFLICT proxy_url",
        "no_proxy: a | MISSING no_proxy",
        "http_headers: {host: {values: [a]}} | BAD_VALUE host",
        "tls_config: {key_file: a} | MISSING key_file",
        "tls_config: {ca: a, ca_file: b} | CONFLICT ca_file"})
    void httpClientsAuthenticateInOneWay(String settings, String told) {
        assertThat(String.join("; ", told(job(settings)))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "source_labels: [a] | MISSING source_labels",
        "action: label_map, regex: a | BAD_VALUE label_map",
        "action: hashmod, source_labels: [a], target_label: b | MISSING action",
        "action: hashmod, source_labels: [a], target_label: b, modulus: 0 | BAD_VALUE 0",
        "action: labeldrop, source_labels: [a] | CONFLICT source_labels",
        "action: uppercase, source_labels: [a], target_label: b, replacement: c | CONFLICT replacement",
        "action: keepequal, source_labels: [a], target_label: b, regex: (.*) | CONFLICT regex",
        "action: labelmap, regex: a, replacement: '' | BAD_VALUE ''",
        "action: | MISSING action",
        "regex: a(, action: keep | BAD_VALUE a("})
    void relabelRulesHaveWhatTheirActionNeeds(String settings, String told) {
        assertThat(String.join("; ", told(job("relabel_configs: [{" + settings + "}]")))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "target_label: a.b | BAD_VALUE a.b",
        "target_label: 'a_${1}' | ''",
        "target_label: $1b | ''",
        "target_label: $-b | BAD_VALUE $-b",
        "action: hashmod, modulus: 2, target_label: a$1 | BAD_VALUE a$1",
        "action: labelmap, replacement: a-$1 | BAD_VALUE a-$1"})
    void oldNamesAreAskedForWhereTheJobDoes(String rule, String told) {
        assertThat(String.join("; ", told(job("metric_name_validation_scheme: legacy, relabel_configs: [{" + rule + "}]")))).isEqualTo(told.equals("''") ? "" : told);
        assertThat(told("global: {metric_name_validation_scheme: legacy}\n" + job("metric_name_validation_scheme: utf8, relabel_configs: [{" + rule + "}]"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "remote_write: [{name: a}] | MISSING name",
        "remote_write: [{url: 'http://a', name: b}, {url: 'http://c', name: b}] | DUPLICATE b",
        "remote_write: [{url: 'http://a', headers: {Authorization: b}}] | BAD_VALUE Authorization",
        "remote_write: [{url: 'http://a', protobuf_message: v2}] | BAD_VALUE v2",
        "remote_write: [{url: 'http://a', queue_config: }] | MISSING queue_config",
        "remote_write: [{url: 'http://a', queue_config: {min_shards: 60}}] | CONFLICT 60",
        "remote_write: [{url: 'http://a', queue_config: {min_backoff: 10s}}] | CONFLICT 10s",
        "remote_write: [{url: 'http://a', sigv4: {access_key: b}}] | MISSING access_key",
        "remote_write: [{url: 'http://a', sigv4: {}, azuread: {sdk: {}}}] | CONFLICT azuread",
        "remote_write: [{url: 'http://a', azuread: {oauth: {client_id: b, client_secret: c, tenant_id: d}}}] | BAD_VALUE b",
        "remote_read: [{}] | MISSING {}",
        "alerting: {alertmanagers: [{api_version: v1}]} | BAD_VALUE v1",
        "alerting: {alertmanagers: [{static_configs: [{targets: ['http://a']}]}]} | BAD_VALUE 'http://a'",
        "alerting: {alertmanagers: [null]} | MISSING null",
        "tracing: {client_type: http} | MISSING client_type",
        "tracing: {endpoint: a, compression: zstd} | BAD_VALUE zstd",
        "otlp: {promote_resource_attributes: [a, b, a]} | DUPLICATE a",
        "otlp: {ignore_resource_attributes: [a]} | CONFLICT ignore_resource_attributes",
        "otlp: {translation_strategy: None} | BAD_VALUE None"})
    void storageAlertingAndTracingAreComplete(String yaml, String told) {
        assertThat(String.join("; ", told(yaml))).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "consul_sd_configs: [{server: 'consul:8500', token: a, basic_auth: {username: b}}]",
        "dns_sd_configs: [{names: [a]}, {names: [b], type: aaaa, port: 9100}]",
        "file_sd_configs: [{files: ['targets/*.json', 'x.YAML', '${DIR}/targets']}]",
        "kubernetes_sd_configs: [{role: endpointslice, selectors: [{role: pod, label: 'a=b,c in (d, e),!f', field: 'metadata.name!=a'}], follow_redirects: true}]",
        "relabel_configs: [{action: Drop}, {action: labeldrop, regex: a}, {action: lowercase, source_labels: [a], target_label: b, regex: c}], static_configs: [{targets: ['http://a/b']}]",
        "aws_sd_configs: [{role: ec2, basic_auth: {username: a}, oauth2: {client_id: b}}]",
        "proxy_from_environment: true, proxy_connect_header: {a: [b]}",
        "http_sd_configs: [{url: '${URL}'}]",
        "basic_auth: , authorization: {credentials: a}"})
    void whatPrometheusTakesIsLeftAlone(String settings) {
        assertThat(told(job(settings))).isEmpty();
    }
}
