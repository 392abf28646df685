package promc.checks.federation;

import java.util.Optional;
import promc.model.PrometheusConfig;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;

/// Where to point in a configuration.
final class Places {
    private Places() {}

    /// Its external labels, or where they would stand: a span of the file.
    static Span externalLabels(PrometheusConfig config) {
        return config.root().entry("global").filter(global -> global.value().resolve() instanceof YamlMapping)
                .flatMap(global -> ((YamlMapping) global.value().resolve()).entry("external_labels").map(labels -> labels.key().span()).or(() -> Optional.of(global.key().span())))
                .orElseGet(() -> config.root().entries().isEmpty() ? config.root().span() : config.root().entries().getFirst().key().span());
    }
}
