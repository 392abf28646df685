package promc.model;

import java.util.Map;
import java.util.Optional;

/// Tags that images can be pinned to: the newest releases that promc knew when it was made. Of Prometheus, Thanos and Alertmanager that is the last one in [FlagTable]; of others it is one of 2026 or shortly before, which need not be the newest.
public final class ImageTags {
    private static final Map<String, String> OTHERS = Map.of(
            "prom/node-exporter", "v1.11.1",
            "prom/pushgateway", "v1.11.1",
            "prom/blackbox-exporter", "v0.28.0",
            "prom/statsd-exporter", "v0.28.0",
            "gcr.io/cadvisor/cadvisor", "v0.52.1",
            "grafana/grafana", "12.2.0",
            "grafana/grafana-enterprise", "12.2.0");

    private ImageTags() {}

    /// Of an image that its makers publish; empty for all others, whose tags may be of another form.
    public static Optional<String> of(String repository) {
        String name = repository.startsWith("docker.io/") ? repository.substring("docker.io/".length()) : repository.startsWith("quay.io/prometheus/") ? "prom/" + repository.substring("quay.io/prometheus/".length()) : repository;
        return switch (name) {
            case "prom/prometheus" -> Optional.of("v" + FlagTable.newest("prometheus"));
            case "prom/alertmanager" -> Optional.of("v" + FlagTable.newest("alertmanager"));
            case "quay.io/thanos/thanos", "thanosio/thanos" -> Optional.of("v" + FlagTable.newest("thanos query"));
            default -> Optional.ofNullable(OTHERS.get(name));
        };
    }

    /// The image with that tag, as a file has it.
    public static Optional<String> pinned(String repository) {
        return of(repository).map(tag -> repository + ":" + tag);
    }
}
