package promc.lint;

import java.util.Optional;
import java.util.Set;
import promc.model.Version;

/// The Prometheus that expressions are for, as far as a configuration or the command line tells: its version, and what `--enable-feature` switches on.
public record Target(Optional<Version> prometheus, Optional<Set<String>> features) {
    /// Nothing is told.
    public static final Target UNKNOWN = new Target(Optional.empty(), Optional.empty());

    public Target {
        features = features.map(Set::copyOf);
    }

    /// This, with what `stronger` tells in its place.
    public Target with(Target stronger) {
        return new Target(stronger.prometheus.or(() -> prometheus), stronger.features.or(() -> features));
    }
}
