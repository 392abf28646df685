package promc.checks.scrape;

import java.util.Set;
import java.util.function.BiConsumer;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlAlias;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlNode;

/// Walks over the settings of a configuration, each where it is written: what an alias names is seen once.
final class Keys {
    /// What stands below these is no setting: labels, parameters, rules of relabelling.
    private static final Set<String> DATA = Set.of("labels", "external_labels", "params", "relabel_configs", "metric_relabel_configs", "write_relabel_configs",
            "alert_relabel_configs");

    private Keys() {}

    /// True if it may be one of somebody's `scrape_config_files`, or a list that something pastes into a configuration: what `global` says there is not in sight.
    static boolean mayBePart(PrometheusConfig config) {
        return config.root().entries().stream().allMatch(entry -> entry.name().filter("scrape_configs"::equals).isPresent());
    }

    /// Shows each entry with the key of what it is in; the empty one at the top.
    static void walk(PrometheusConfig config, BiConsumer<String, Entry> visitor) {
        if (config.root().entries().isEmpty()) {
            for (ScrapeJob job : config.jobs()) {
                walk("scrape_configs", job.node(), visitor);
            }
        } else {
            walk("", config.root(), visitor);
        }
    }

    private static void walk(String key, YamlNode node, BiConsumer<String, Entry> visitor) {
        switch (node) {
            case YamlMapping mapping -> {
                for (Entry entry : mapping.entries()) {
                    visitor.accept(key, entry);
                    if (entry.name().filter(DATA::contains).isEmpty()) {
                        walk(entry.name().orElse(""), entry.value(), visitor);
                    }
                }
            }
            case YamlSequence list -> list.items().forEach(item -> walk(key, item, visitor));
            case YamlScalar ignored -> { }
            case YamlAlias ignored -> { }
        }
    }
}
