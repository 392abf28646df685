package promc.model;

import java.util.List;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A file of rules, wherever it is kept. `root` is the mapping with the `groups` key: the document, or the `spec` of a PrometheusRule.
public record RuleFile(EmbeddedText text, YamlStream yaml, Origin origin, YamlMapping root, List<RuleGroup> groups) implements View {
    /// How the rules are kept.
    public enum Origin { FILE, PROMETHEUS_RULE, CONFIG_MAP }

    public RuleFile {
        groups = List.copyOf(groups);
    }
}
