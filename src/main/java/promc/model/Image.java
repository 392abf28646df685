package promc.model;

import java.util.Optional;

/// A container image reference. `repository` has the registry and path; `tag` is empty for none; a digest is not a tag.
public record Image(String repository, Optional<String> tag, boolean digest) {
    /// The folder that the image of the Prometheus project starts in and keeps its blocks in.
    public static final String PROMETHEUS_FOLDER = "/prometheus";

    /// The last part of the path, such as `prometheus`.
    public String baseName() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    /// True for the image that the Prometheus project publishes, whose defaults promc knows.
    public boolean isOfficialPrometheus() {
        return repository.matches("((docker\\.io|quay\\.io|ghcr\\.io)/)?(prom|prometheus)/prometheus");
    }

    /// True for the image that Grafana Labs publishes.
    public boolean isOfficialGrafana() {
        return repository.matches("(docker\\.io/)?grafana/grafana(-oss|-enterprise)?");
    }

    public static Image parse(String reference) {
        String rest = reference.strip();
        int at = rest.indexOf('@');
        boolean digest = at >= 0;
        if (digest) {
            rest = rest.substring(0, at);
        }
        int colon = rest.lastIndexOf(':');
        boolean hasTag = colon > rest.lastIndexOf('/');
        return new Image(hasTag ? rest.substring(0, colon) : rest, hasTag ? Optional.of(rest.substring(colon + 1)) : Optional.empty(), digest);
    }

    /// The version the tag states (`v2.52.0`, `2.52`, `3.1.0-distroless`); empty for `latest`, none or anything else.
    public Optional<Version> version() {
        return tag.flatMap(Version::parse);
    }
}
