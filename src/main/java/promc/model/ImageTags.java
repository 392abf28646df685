package promc.model;

import java.util.Map;
import java.util.Optional;

/// Tags that images can be pinned to: the newest releases of mid 2026 of what the Prometheus project, Thanos and the makers of some exporters publish, and for Grafana one of late 2025. Newer ones may be out.
public final class ImageTags {
    private static final Map<String, String> TAGS = Map.ofEntries(
            Map.entry("prom/prometheus", "v3.14.0"),
            Map.entry("prom/alertmanager", "v0.34.0"),
            Map.entry("quay.io/thanos/thanos", "v0.42.4"),
            Map.entry("thanosio/thanos", "v0.42.4"),
            Map.entry("prom/node-exporter", "v1.12.1"),
            Map.entry("prom/pushgateway", "v1.11.3"),
            Map.entry("prom/blackbox-exporter", "v0.28.0"),
            Map.entry("prom/statsd-exporter", "v0.30.0"),
            Map.entry("prom/snmp-exporter", "v0.30.1"),
            Map.entry("prom/mysqld-exporter", "v0.20.0"),
            Map.entry("quay.io/prometheuscommunity/postgres-exporter", "v0.20.1"),
            Map.entry("prometheuscommunity/postgres-exporter", "v0.20.1"),
            Map.entry("oliver006/redis_exporter", "v1.88.0"),
            Map.entry("gcr.io/cadvisor/cadvisor", "v0.52.1"),
            Map.entry("grafana/grafana", "12.2.1"));

    private ImageTags() {}

    /// The image with that tag, as a file has it; empty for images of others, whose tags may be of another form. What quay.io has of the Prometheus project has the same tags.
    public static Optional<String> pinned(String repository) {
        String name = repository.startsWith("docker.io/") ? repository.substring("docker.io/".length())
                : repository.startsWith("quay.io/prometheus/") ? "prom/" + repository.substring("quay.io/prometheus/".length()) : repository;
        return Optional.ofNullable(TAGS.get(name)).map(tag -> repository + ":" + tag);
    }
}
