package promc.checks.thanos;

import java.util.Optional;
import java.util.OptionalLong;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.promql.PromDuration;

/// What a compactor keeps of each resolution, in milliseconds; 0 is for ever.
record Resolutions(long raw, long five, long hour) {
    static final String RAW = "retention.resolution-raw";
    static final String FIVE = "retention.resolution-5m";
    static final String HOUR = "retention.resolution-1h";

    /// Empty if a flag is not known.
    static Optional<Resolutions> of(ServerProcess compactor) {
        OptionalLong raw = millis(compactor, RAW);
        OptionalLong five = millis(compactor, FIVE);
        OptionalLong hour = millis(compactor, HOUR);
        return ThanosStack.isClosed(compactor) && raw.isPresent() && five.isPresent() && hour.isPresent() ? Optional.of(new Resolutions(raw.getAsLong(), five.getAsLong(), hour.getAsLong())) : Optional.empty();
    }

    static OptionalLong millis(ServerProcess process, String name) {
        if (process.flags().flag(name).isEmpty()) {
            return OptionalLong.of(0);
        }
        Optional<String> value = process.flags().value(name);
        return value.isPresent() ? PromDuration.parseMillis(value.get()) : OptionalLong.empty();
    }

    /// True if `longer` keeps data that `shorter` has dropped.
    static boolean outlives(long longer, long shorter) {
        return shorter > 0 && (longer == 0 || longer > shorter);
    }

    /// How long a flag says that data is kept, as it is written.
    static String words(ServerProcess compactor, String name) {
        return compactor.flags().value(name).filter(text -> PromDuration.parseMillis(text).orElse(0) > 0).map(text -> "for " + text).orElse("for ever");
    }
}
