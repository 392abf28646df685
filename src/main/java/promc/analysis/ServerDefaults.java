package promc.analysis;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import promc.model.Version;

/// What the user's configuration says of the server that rules are for. Durations hold where no file of the estate says otherwise; `version` and `features` (of `--enable-feature`) in
/// any case.
public record ServerDefaults(Optional<Told<Duration>> scrapeInterval, Optional<Told<Duration>> evaluationInterval, Optional<Told<Duration>> lookback,
        Optional<Told<Duration>> retention, Optional<Version> version, Optional<Set<String>> features) {
    /// Nothing is said.
    public static final ServerDefaults NONE =
            new ServerDefaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public ServerDefaults {
        features = features.map(Set::copyOf);
    }

    /// Of durations alone.
    public ServerDefaults(Optional<Told<Duration>> scrapeInterval, Optional<Told<Duration>> evaluationInterval, Optional<Told<Duration>> lookback, Optional<Told<Duration>> retention) {
        this(scrapeInterval, evaluationInterval, lookback, retention, Optional.empty(), Optional.empty());
    }

    /// These durations for a server of this version and with these features.
    public ServerDefaults with(Optional<Version> version, Optional<Set<String>> features) {
        return version.isEmpty() && features.isEmpty() ? this : new ServerDefaults(scrapeInterval, evaluationInterval, lookback, retention, version, features);
    }
}
