package promc.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;

/// One entry of `scrape_configs`. `matches` are the selectors under `params: match[]`, in order; `matchParam` is that list (or whatever stands there).
/// `targets` are the addresses of its `static_configs`.
public record ScrapeJob(YamlMapping node, Field<String> name, Field<String> metricsPath, Field<Boolean> honorLabels, Field<Duration> interval,
        Field<Duration> timeout, Optional<YamlNode> matchParam, List<Expression> matches, List<YamlNode.YamlScalar> targets) {
    public ScrapeJob {
        matches = List.copyOf(matches);
        targets = List.copyOf(targets);
    }

    /// True if it scrapes another Prometheus' `/federate`, whatever prefix stands before it.
    public boolean isFederation() {
        return metricsPath.value().filter(path -> path.endsWith("/federate") || path.endsWith("/federate/")).isPresent();
    }
}
