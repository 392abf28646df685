package promc.model;

import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// The values of a chart that runs Prometheus. `root` is the chart's own mapping: the document, or what an umbrella chart keeps for it under its name.
public record HelmValues(EmbeddedText text, YamlStream yaml, YamlMapping root, Chart chart) implements View {
    /// Which chart they are for.
    public enum Chart {
        /// `prometheus` of prometheus-community: `server`, `serverFiles`.
        PROMETHEUS,
        /// `kube-prometheus-stack`, formerly `prometheus-operator`: `prometheus.prometheusSpec`, `additionalPrometheusRulesMap`.
        STACK
    }
}
