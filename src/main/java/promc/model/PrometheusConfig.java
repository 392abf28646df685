package promc.model;

import java.time.Duration;
import java.util.List;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// A `prometheus.yml`, or a file of `scrape_config_files`, which has `scrape_configs` only.
public record PrometheusConfig(EmbeddedText text, YamlStream yaml, YamlMapping root, Field<Duration> scrapeInterval, Field<Duration> evaluationInterval,
        List<Pair> externalLabels, List<YamlScalar> ruleFiles, List<ScrapeJob> jobs) implements View {
    public PrometheusConfig {
        externalLabels = List.copyOf(externalLabels);
        ruleFiles = List.copyOf(ruleFiles);
        jobs = List.copyOf(jobs);
    }
}
