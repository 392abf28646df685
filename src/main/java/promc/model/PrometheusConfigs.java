package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Reads `prometheus.yml` (Prometheus `config/config.go`).
final class PrometheusConfigs {
    /// Keys that only Prometheus has at the top of a file.
    private static final Set<String> OWN = Set.of("scrape_configs", "rule_files", "scrape_config_files");
    /// Keys that say that a file with `scrape_configs` is somebody else's: Promtail, Loki, the OpenTelemetry collector, Grafana Agent, vmagent streams, unit tests of rules.
    static final Set<String> FOREIGN = Set.of("clients", "client", "positions", "server", "tests", "receivers", "exporters", "integrations", "metrics", "logs", "traces",
            "limits_config", "target_config", "schema_config", "route", "services");
    /// Keys of jobs that only Promtail has.
    static final Set<String> FOREIGN_IN_JOBS = Set.of("pipeline_stages", "journal", "syslog", "loki_push_api", "windows_events", "gcplog", "gelf", "cloudflare");

    /// Keys at the top that other programs have too, in other company.
    private static final Set<String> SHARED = Set.of("global", "alerting", "remote_write", "remote_read", "storage", "tracing", "otlp", "runtime");
    /// What only the `global` of Prometheus has.
    private static final Set<String> GLOBAL = Set.of("scrape_interval", "scrape_timeout", "evaluation_interval", "external_labels", "query_log_file");

    private PrometheusConfigs() {}

    /// A cheap look before YAML is parsed.
    static boolean mayBe(String text) {
        return text.contains("scrape_configs") || text.contains("rule_files") || text.contains("scrape_config_files") || text.contains("remote_write") || text.contains("remote_read")
                || text.contains("alertmanagers") || text.contains("alert_relabel_configs") || text.contains("otlp") || text.contains("tsdb") || text.contains("sampling_fraction") || text.contains("client_type") || text.contains("exemplars") || text.contains("external_labels") || text.contains("evaluation_interval")
                || text.contains("scrape_interval");
    }

    static boolean recognise(YamlMapping root) {
        List<String> names = root.entries().stream().flatMap(entry -> entry.name().stream()).toList();
        if (names.stream().noneMatch(OWN::contains)) {
            return SHARED.containsAll(names) && isWithoutJobs(root);
        }
        return names.stream().noneMatch(FOREIGN::contains)
                && Fields.mappings(root, "scrape_configs").stream().flatMap(job -> job.entries().stream()).flatMap(entry -> entry.name().stream())
                .noneMatch(FOREIGN_IN_JOBS::contains);
    }

    /// True if sections that others have as well are as Prometheus has them, in a file with neither jobs nor rules.
    private static boolean isWithoutJobs(YamlMapping root) {
        return has(root, "global", GLOBAL) || has(root, "alerting", Set.of("alertmanagers", "alert_relabel_configs"))
                || Stream.of("remote_write", "remote_read").anyMatch(key -> root.get(key).filter(YamlSequence.class::isInstance).isPresent())
                || has(root, "storage", Set.of("tsdb", "exemplars")) || has(root, "tracing", Set.of("client_type", "sampling_fraction")) || Fields.mapping(root, "otlp").isPresent();
    }

    private static boolean has(YamlMapping root, String section, Set<String> keys) {
        return Fields.mapping(root, section).filter(mapping -> keys.stream().anyMatch(key -> mapping.get(key).isPresent())).isPresent();
    }

    static PrometheusConfig read(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        YamlMapping global = Fields.mapping(root, "global").orElseGet(() -> new YamlMapping(Fields.lacking(root), List.of(), false, Optional.empty()));
        List<ScrapeJob> jobs = Fields.mappings(root, "scrape_configs").stream().map(job -> job(job, expressions)).toList();
        return new PrometheusConfig(text, yaml, root, Fields.duration(global, "scrape_interval"), Fields.duration(global, "evaluation_interval"),
                Fields.pairs(global, "external_labels"), Fields.scalars(root, "rule_files"), jobs, RemoteWrite.read(root), RemoteRead.read(root));
    }

    static ScrapeJob job(YamlMapping node, Expressions expressions) {
        Optional<YamlNode> match = Fields.mapping(node, "params").flatMap(params -> params.get("match[]"));
        List<Expression> matches = new ArrayList<>();
        match.ifPresent(given -> {
            List<YamlNode> items = given instanceof YamlSequence list ? list.items().stream().map(YamlNode::resolve).toList() : List.of(given);
            items.stream().filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast)
                    .filter(scalar -> !scalar.isNull() && expressions.isKnown(scalar.text())).forEach(scalar -> matches.add(expressions.selector(scalar.text())));
        });
        return new ScrapeJob(node, Fields.string(node, "job_name"), Fields.string(node, "metrics_path"), Fields.bool(node, "honor_labels"),
                Fields.duration(node, "scrape_interval"), Fields.duration(node, "scrape_timeout"), match, matches, staticConfigs(node), discoveries(node),
                RelabelRules.read(node, "relabel_configs"), RelabelRules.read(node, "metric_relabel_configs"));
    }

    private static List<StaticTargets> staticConfigs(YamlMapping job) {
        return Fields.mappings(job, "static_configs").stream().map(config -> new StaticTargets(config, Fields.scalars(config, "targets"), Fields.pairs(config, "labels"))).toList();
    }

    private static List<ServiceDiscovery> discoveries(YamlMapping job) {
        List<ServiceDiscovery> discoveries = new ArrayList<>();
        for (Entry entry : job.effective()) {
            entry.name().filter(name -> name.endsWith(ServiceDiscovery.SUFFIX)).ifPresent(name -> Fields.mappings(job, name).forEach(config ->
                    discoveries.add(new ServiceDiscovery(name.substring(0, name.length() - ServiceDiscovery.SUFFIX.length()), entry.key(), config))));
        }
        return discoveries;
    }
}
