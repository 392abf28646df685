package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import promc.source.SourceFile;
import promc.model.RuleFile.Origin;

/// What a file is, told by its content alone.
class RecogniserTest {
    private static final String RULES = """
            groups:
              - name: a
                rules:
                  - record: job:up:sum
                    expr: sum by (job) (up)
            """;

    private static final String LOKI = """
            groups:
              - name: a
                rules:
                  - alert: A
                    expr: sum(rate({app="x"} |= "error" [5m])) > 1
            """;

    private static String nested(String text, int spaces) {
        return text.indent(spaces);
    }

    static List<Arguments> known() {
        return List.of(
                Arguments.of("a rule file", RULES, List.of("RuleFile")),
                Arguments.of("a rule file in flow style", "{\"groups\": [{\"name\": \"a\", \"rules\": [{\"alert\": \"A\", \"expr\": \"up == 0\"}]}]}", List.of("RuleFile")),
                Arguments.of("a rule file whose only rule lacks its expression", "groups:\n  - name: a\n    rules:\n      - alert: A\n", List.of("RuleFile")),
                Arguments.of("a rule file without groups, as generators write it", "groups: []\n", List.of("RuleFile")),
                Arguments.of("a rule file with a key of its own at the top", "namespace: x\n" + RULES, List.of("RuleFile")),
                Arguments.of("a PrometheusRule", "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a}\nspec:\n" + nested(RULES, 2), List.of("RuleFile", "OperatorObject")),
                Arguments.of("two PrometheusRules in one file", ("apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n" + nested(RULES, 2) + "---\n").repeat(2),
                        List.of("RuleFile", "OperatorObject", "RuleFile", "OperatorObject")),
                Arguments.of("a ConfigMap with rules", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n" + nested(RULES, 4), List.of("RuleFile", "ConfigMapFile")),
                Arguments.of("a ConfigMap with rules and a prometheus.yml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n" + nested(RULES, 4)
                        + "  prometheus.yml: |\n    rule_files: [a.yml]\n  notes: |\n    nothing\n", List.of("RuleFile", "PrometheusConfig", "ConfigMapFile")),
                Arguments.of("a List of both", "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: monitoring.coreos.com/v1\n    kind: PrometheusRule\n    spec:\n" + nested(RULES, 6)
                        + "  - apiVersion: v1\n    kind: ConfigMap\n    data:\n      prometheus.yml: |\n        scrape_configs: []\n", List.of("RuleFile", "OperatorObject", "PrometheusConfig", "ConfigMapFile")),
                Arguments.of("an object of prometheus-operator", "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec: {selector: {}, endpoints: []}\n", List.of("OperatorObject")),
                Arguments.of("a Service", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports: [{port: 80}]\n", List.of("KubernetesService")),
                Arguments.of("a prometheus.yml", "global: {scrape_interval: 15s}\nscrape_configs:\n  - job_name: a\n", List.of("PrometheusConfig")),
                Arguments.of("an agent's configuration without jobs", "global: {external_labels: {a: b}}\nremote_write:\n  - url: http://x/write\n", List.of("PrometheusConfig")),
                Arguments.of("alerting alone", "alerting:\n  alertmanagers:\n  - static_configs: [{targets: [a]}]\n", List.of("PrometheusConfig")),
                Arguments.of("retention alone", "storage: {tsdb: {retention: {time: 15d}}}\n", List.of("PrometheusConfig")),
                Arguments.of("the configuration of an Alertmanager", "global: {resolve_timeout: 5m}\nroute: {receiver: a}\nreceivers: [{name: a}]\n", List.of()),
                Arguments.of("storage of something else", "storage: {type: s3}\ntracing: {endpoint: x}\n", List.of()),
                Arguments.of("remote write of something else", "remote_write: {enabled: true}\n", List.of()),
                Arguments.of("a prometheus.yml with rules only", "rule_files: [a.yml]\n", List.of("PrometheusConfig")),
                Arguments.of("a file of targets", "# all\n---\n- targets: [a:1]\n- targets: []\n  labels: {site: x}\n", List.of("TargetFile")),
                Arguments.of("a file of targets in JSON", "[\n\t{\n\t\t\"targets\": [\"a:1\"],\n\t\t\"labels\": {\"site\": \"x\"}\n\t}\n]\n", List.of("TargetFile")),
                Arguments.of("a file of targets of Promtail", "- targets: [localhost]\n  labels: {__path__: /var/log/*.log}\n", List.of()),
                Arguments.of("a list of something else with targets", "- targets: [all]\n  tasks: []\n", List.of()),
                Arguments.of("a file of scrape_config_files", "scrape_configs:\n  - job_name: a\n    static_configs: [{targets: [a]}]\n", List.of("PrometheusConfig")),
                Arguments.of("unit tests of rules", "rule_files: [a.yml]\ntests:\n  - alert_rule_test:\n      - {eval_time: 5m, alertname: A}\n", List.of("RuleTests")),
                Arguments.of("unit tests without rules", "tests:\n  - input_series: []\n", List.of("RuleTests")),
                Arguments.of("unit tests without series", "rule_files: [a.yml]\ntests:\n  - {}\n", List.of("RuleTests")),
                Arguments.of("groups whose rules are empty", "groups:\n  - name: a\n    rules:\n  - name: b\n    rules: []\n", List.of("RuleFile")),
                Arguments.of("PromQL with one rule of LogQL", RULES + "      - alert: B\n        expr: 'rate({a=\"b\"} |= \"c\" [5m])'\n", List.of("RuleFile")),
                Arguments.of("one broken rule with a pipe behind a metric", "groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up{a=\"b\"} | json\n", List.of("RuleFile")),
                Arguments.of("a ConfigMap with rules and Loki's", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n" + nested(RULES, 4) + "  b.yml: |\n" + nested(LOKI, 4), List.of("RuleFile", "ConfigMapFile")),
                Arguments.of("a compose file", "services:\n  prometheus:\n    image: prom/prometheus\n", List.of("ComposeFile")),
                Arguments.of("a compose file without images", "services:\n  a:\n    build: .\n", List.of("ComposeFile")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void known(String what, String text, List<String> views) {
        assertThat(Read.file(text).views().stream().map(view -> view.getClass().getSimpleName()).toList()).isEqualTo(views);
    }

    static List<Arguments> unknown() {
        return List.of(
                Arguments.of("alert rules that Grafana provisions", """
                        apiVersion: 1
                        groups:
                          - orgId: 1
                            name: a
                            folder: f
                            interval: 1m
                            rules:
                              - uid: x
                                title: High
                                condition: C
                                data:
                                  - refId: A
                                    datasourceUid: p
                                    model: {expr: up == 0}
                                for: 5m
                        """),
                Arguments.of("recording rules that Grafana provisions", """
                        apiVersion: 1
                        groups:
                          - name: a
                            rules:
                              - uid: x
                                title: r
                                record: {metric: m, from: A}
                                data: []
                        """),
                Arguments.of("groups of people", "groups:\n  - name: admins\n    members: [a, b]\n"),
                Arguments.of("names of groups", "groups:\n  - name: admins\n  - name: users\n"),
                Arguments.of("settings with groups", "version: 1\ngroups:\n  - name: admins\n    rules: []\n"),
                Arguments.of("groups of something with rules", "groups:\n  - name: net\n    rules:\n      - port: 80\n        action: allow\n"),
                Arguments.of("Loki's rules", """
                        groups:
                          - name: a
                            rules:
                              - alert: A
                                expr: sum(rate({app="x"} |= "error" [5m])) > 1
                        """),
                Arguments.of("Loki's rules with a parser", """
                        groups:
                          - name: a
                            rules:
                              - record: a:b:c
                                expr: 'sum by (status) (count_over_time({app="x"} | json | status >= 500 [1m]))'
                        """),
                Arguments.of("Loki's rules with a filter by negation", """
                        groups:
                          - name: a
                            rules:
                              - alert: A
                                expr: sum(count_over_time({app="x"} != `debug` [5m])) > 1
                              - alert: B
                                expr: absent_over_time({app="x"}[5m])
                              - alert: C
                                expr: sum by (app) (bytes_rate({app=~".+"}[5m])) > 1e6
                        """),
                Arguments.of("Loki's rules of streams alone", """
                        groups:
                          - name: a
                            rules:
                              - alert: A
                                expr: sum by (host) (rate({app="x", level="warning"}[1h])) > 0
                              - alert: B
                                expr: count_over_time({app="x"}[1h]) > 0
                        """),
                Arguments.of("Promtail", "server: {http_listen_port: 9080}\nclients: [{url: http://loki}]\nscrape_configs:\n  - job_name: a\n    pipeline_stages: []\n"),
                Arguments.of("Promtail's jobs alone", "scrape_configs:\n  - job_name: a\n    pipeline_stages: [{docker: {}}]\n"),
                Arguments.of("Grafana Agent", "metrics:\n  configs:\n    - name: a\n      scrape_configs: [{job_name: a}]\n"),
                Arguments.of("the OpenTelemetry collector", "receivers:\n  prometheus:\n    config:\n      scrape_configs: [{job_name: a}]\nexporters: {}\n"),
                Arguments.of("a workflow with services", "on: push\njobs:\n  a:\n    runs-on: x\n    services:\n      p:\n        image: prom/prometheus\n"),
                Arguments.of("a pipeline with a list of services", "image: a\nservices:\n  - postgres\ntest:\n  script: [command]\n"),
                Arguments.of("a Helm template", "{{- if .Values.on }}\napiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n    groups:\n      - name: a\n        rules: []\n{{- end }}\n"),
                Arguments.of("a playbook", "- hosts: all\n  tasks:\n    - name: groups and rules\n      copy: {src: a, dest: b}\n"),
                Arguments.of("another Kubernetes object", "apiVersion: v1\nkind: Endpoints\nspec:\n  groups: [{name: a, rules: [{expr: up}]}]\n"),
                Arguments.of("prose", "the groups of rules have a name\n"),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unknown(String what, String text) {
        EstateFile file = Read.file(text);
        assertThat(file.views()).isEmpty();
        assertThat(file.isRelevant()).isFalse();
    }

    @Test
    void variablesInBracketsMakeATemplate() {
        String jobs = "scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [${HOSTS}, \"b:1\"]\n";
        EstateFile file = Read.file(jobs);
        assertThat(file.template()).isTrue();
        assertThat(file.yaml().problems()).isEmpty();
        assertThat(file.views(PrometheusConfig.class)).hasSize(1);
        // What envsubst fills in does not mend what is broken besides.
        assertThat(Read.file(jobs + "  - job_name: [\n").yaml().problems()).isNotEmpty();
        // Compose reads the YAML first.
        assertThat(Read.file("services:\n  p:\n    image: prom/prometheus\n    ports: [${PORT}]\n").yaml().problems()).isNotEmpty();
    }

    @Test
    void readsTheRulesOfAHelmTemplateAroundItsActions() {
        EstateFile file = Read.file("groups:\n{{- range .Values.groups }}\n  - name: {{ .name }}\n    rules:\n      - alert: A\n        expr: up\n{{- end }}\n");
        assertThat(file.template()).isTrue();
        assertThat(file.views()).singleElement().isInstanceOf(RuleFile.class);
    }

    @Test
    void lokisRulesAreToldApart() {
        assertThat(Read.file(LOKI).foreign()).isEqualTo("rules of Loki");
        assertThat(Read.file(RULES).foreign()).isEmpty();
    }

    @Test
    void groupsWithNamesAloneAreRulesWhereThePathSaysSo() {
        String groups = "groups:\n  - name: a\n  - name: a\n";
        assertThat(EstateReader.read(List.of(SourceFile.of("rules/a.yml", groups))).files().getFirst().views()).singleElement().isInstanceOf(RuleFile.class);
        assertThat(EstateReader.read(List.of(SourceFile.of("people/a.yml", groups))).files().getFirst().views()).isEmpty();
    }

    @Test
    void aBrokenPromqlExpressionWithAPipeInAStringStaysPromql() {
        assertThat(Read.file("groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: 'up{a=~\"x|=y\"} =='\n").views()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource
    void brokenFilesLookLikeSomething(String text, String looksLike) {
        EstateFile file = Read.file(text);
        assertThat(file.views()).isEmpty();
        assertThat(file.looksLike()).isEqualTo(looksLike);
    }

    static List<Arguments> brokenFilesLookLikeSomething() {
        return List.of(Arguments.of("groups: [\n  - name: a\n    rules:\n      - alert: A\n        expr: up\n", "rule file"),
                Arguments.of("scrape_configs: [\n  - job_name: a\n", "Prometheus configuration"),
                Arguments.of("services: {\n  a:\n    image: prom/prometheus\n    command: x\n", "compose file"),
                Arguments.of("# rules\ngroups: [\n", "rule file"),
                Arguments.of("people:\n  groups: [\n", ""));
    }

    @Test
    void rulesKeepWhereTheyComeFrom() {
        assertThat(Read.file(RULES).views(RuleFile.class).findFirst().orElseThrow().origin()).isEqualTo(Origin.FILE);
        EstateFile map = Read.file("apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yml: |\n" + nested(RULES, 4));
        RuleFile inside = map.views(RuleFile.class).findFirst().orElseThrow();
        assertThat(inside.origin()).isEqualTo(Origin.CONFIG_MAP);
        Expression expression = inside.groups().getFirst().rules().getFirst().expr().value().orElseThrow();
        assertThat(expression.text().toFile(expression.text().span()).of(map.source().text())).isEqualTo("sum by (job) (up)");
        assertThat(map.streams()).hasSize(2);
    }

    @Test
    void aRuleIsWhatItsKeysSay() {
        List<Rule> rules = Read.file("""
                groups:
                  - name: a
                    interval: 30s
                    labels: {team: x}
                    rules:
                      - {record: "a:b:c", expr: up}
                      - {alert: A, expr: up, for: 5m, keep_firing_for: 10m, labels: {a: b}, annotations: {c: 1}}
                      - {expr: up}
                      - {record: a, alert: b, expr: up}
                      - {alert: A, expr: [up], for: 5 minutes}
                """).views(RuleFile.class).findFirst().orElseThrow().groups().getFirst().rules();
        assertThat(rules).extracting(Rule::kind).containsExactly(Rule.Kind.RECORDING, Rule.Kind.ALERTING, Rule.Kind.UNKNOWN, Rule.Kind.UNKNOWN, Rule.Kind.ALERTING);
        assertThat(rules.get(1).hold().value()).contains(java.time.Duration.ofMinutes(5));
        assertThat(rules.get(1).annotations()).extracting(Pair::name).containsExactly("c");
        assertThat(rules.get(4).expr()).isInstanceOf(Field.Invalid.class);
        assertThat(rules.get(4).hold()).isInstanceOf(Field.Invalid.class);
        assertThat(rules.get(0).hold().isAbsent()).isTrue();
    }

    @Test
    void federationJobsKeepTheirSelectors() {
        PrometheusConfig config = Read.file("""
                scrape_configs:
                  - job_name: federate
                    honor_labels: yes
                    metrics_path: /prometheus/federate
                    params:
                      match[]: ['{job="a"}', up, 'sum(up)']
                    static_configs:
                      - targets: [a:9090, b:9090]
                  - job_name: b
                    params:
                      match[]: up
                """).views(PrometheusConfig.class).findFirst().orElseThrow();
        ScrapeJob first = config.jobs().getFirst();
        assertThat(first.isFederation()).isTrue();
        assertThat(first.honorLabels().value()).contains(true);
        assertThat(first.matches()).extracting(match -> match.valid().isPresent()).containsExactly(true, true, false);
        assertThat(first.targets()).extracting(target -> target.value()).containsExactly("a:9090", "b:9090");
        assertThat(config.jobs().get(1).isFederation()).isFalse();
        assertThat(config.jobs().get(1).matches()).hasSize(1);
    }
}
