package promc.lint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.promql.PromDuration;

/// A comparison with a duration, such as `>= 15m`; `op` is one of [#OPERATORS].
public record DurationBound(String op, Duration than) {
    /// Longer ones first, as they have to be looked for.
    public static final List<String> OPERATORS = List.of(">=", "<=", "!=", "=", ">", "<");

    /// Empty if the text is no comparison.
    public static Optional<DurationBound> parse(String text) {
        String written = text.strip();
        for (String op : OPERATORS) {
            if (written.startsWith(op)) {
                OptionalLong millis = PromDuration.parseMillis(written.substring(op.length()).strip());
                return millis.isEmpty() ? Optional.empty() : Optional.of(new DurationBound(op, Duration.ofMillis(millis.getAsLong())));
            }
        }
        return Optional.empty();
    }

    public boolean holds(Duration value) {
        int order = value.compareTo(than);
        return switch (op) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case "!=" -> order != 0;
            case "=" -> order == 0;
            case ">" -> order > 0;
            default -> order < 0;
        };
    }

    @Override
    public String toString() {
        return op + " " + PromDuration.format(than.toMillis());
    }
}
