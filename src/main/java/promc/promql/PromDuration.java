package promc.promql;

import java.util.OptionalLong;

/// Durations as rule files, configurations and flags have them (`prometheus/common` `model.ParseDuration`): units `y w d h m s ms` in this order, each at most once, whole
/// numbers, no sign; a bare `0` is allowed. PromQL's own durations are the same without the bare `0`, which is a number there.
public final class PromDuration {
    private PromDuration() {}

    /// Milliseconds, or empty if `text` is not such a duration or is out of Go's range (about 292 years).
    public static OptionalLong parseMillis(String text) {
        if (text.equals("0")) {
            return OptionalLong.of(0);
        }
        Numerals.Duration duration = Numerals.duration(text);
        return text.isEmpty() || duration.error().isPresent() ? OptionalLong.empty() : OptionalLong.of(duration.nanos() / 1_000_000);
    }

    /// As Prometheus prints it: years and weeks only where they divide the whole.
    public static String format(long millis) {
        return Printer.seconds(millis / 1000.0);
    }
}
