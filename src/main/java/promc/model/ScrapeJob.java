package promc.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// One entry of `scrape_configs`. `matches` are the selectors under `params: match[]`, in order; `matchParam` is that list (or whatever stands there).
/// `discoveries` are all that find targets but `staticConfigs`; `relabelRules` change targets, `metricRelabelRules` the series they expose.
public record ScrapeJob(YamlMapping node, Field<String> name, Field<String> metricsPath, Field<Boolean> honorLabels, Field<Duration> interval,
        Field<Duration> timeout, Optional<YamlNode> matchParam, List<Expression> matches, List<StaticTargets> staticConfigs, List<ServiceDiscovery> discoveries,
        List<RelabelRule> relabelRules, List<RelabelRule> metricRelabelRules) {
    public ScrapeJob {
        matches = List.copyOf(matches);
        staticConfigs = List.copyOf(staticConfigs);
        discoveries = List.copyOf(discoveries);
        relabelRules = List.copyOf(relabelRules);
        metricRelabelRules = List.copyOf(metricRelabelRules);
    }

    /// Its lists of relabel rules that are not empty: that of targets, then that of series.
    public List<RelabelList> relabelLists() {
        return Stream.of(list("relabel_configs", RelabelList.Subject.TARGETS, relabelRules), list("metric_relabel_configs", RelabelList.Subject.SERIES, metricRelabelRules))
                .flatMap(Optional::stream).toList();
    }

    private Optional<RelabelList> list(String key, RelabelList.Subject subject, List<RelabelRule> rules) {
        return rules.isEmpty() ? Optional.empty() : node.entry(key).map(entry -> new RelabelList(subject, entry.key(), rules));
    }

    /// The same job with these targets and no others.
    public ScrapeJob scraping(List<StaticTargets> only) {
        return new ScrapeJob(node, name, metricsPath, honorLabels, interval, timeout, matchParam, matches, only, List.of(), relabelRules, metricRelabelRules);
    }

    /// The addresses of its `static_configs`.
    public List<YamlScalar> targets() {
        return staticConfigs.stream().flatMap(config -> config.targets().stream()).toList();
    }

    /// `http` where it is not written.
    public Field<String> scheme() {
        return Fields.string(node, "scheme");
    }

    /// A setting that is true or false.
    public Field<Boolean> switchedOn(String key) {
        return Fields.bool(node, key);
    }

    /// A limit that it sets itself, such as `sample_limit`; empty for none, and for zero, which is none.
    public OptionalLong limit(String key) {
        return Fields.limit(node, key);
    }

    /// Which names of labels are valid: `utf8` or `legacy`; where it is not written, what the whole configuration says.
    public Field<String> nameScheme() {
        return Fields.string(node, "metric_name_validation_scheme");
    }

    /// The parameters of the request by name, each with its values.
    public List<Param> params() {
        return Fields.mapping(node, "params").map(params -> params.effective().stream().filter(entry -> entry.name().isPresent())
                .map(entry -> new Param(entry.name().get(), entry.value().resolve() instanceof YamlSequence list ? list.items().stream().map(YamlNode::resolve).toList() : List.of())).toList())
                .orElse(List.of());
    }

    /// One of `params`.
    public record Param(String name, List<YamlNode> values) {
        public Param {
            values = List.copyOf(values);
        }
    }

    /// True if it scrapes another Prometheus' `/federate`, whatever prefix stands before it.
    public boolean isFederation() {
        return metricsPath.value().filter(path -> path.endsWith("/federate") || path.endsWith("/federate/") || path.equals("federate")).isPresent();
    }
}
