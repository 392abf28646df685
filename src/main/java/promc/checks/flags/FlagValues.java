package promc.checks.flags;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.FlagTable.Entry;
import promc.model.FlagTable.Type;
import promc.model.Version;
import promc.promql.PromDuration;
import promc.source.Nearest;

/// Reads values as the programs do: `model.ParseDuration`, kingpin's durations, `units.ParseBase2Bytes`, `strconv`, enums as they are spelled, addresses and labels of Thanos.
final class FlagValues {
    /// Why a value is refused, and what may have been meant.
    record Verdict(String message, Optional<String> better) {}

    private static final Pattern GO_DURATION = Pattern.compile("[-+]?(0|((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern LONG_DURATION = Pattern.compile("[-+]?(0|((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d|w))+)");
    private static final Pattern BYTES = Pattern.compile("[-+]?(0|((\\d+\\.?\\d*|\\.\\d+)([KMGTPE]i?B|B))+)");
    private static final Pattern BYTES_SLIP = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgtpeKMGTPE]?)i?[bB]?");
    private static final Pattern DURATION_SLIP = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]+)");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,6}\\.\\d{1,3})([smhdwy])");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[0-9][0-9_]*)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?((\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|0[xX][0-9a-fA-F_.]+([pP][-+]?\\d+)?|(?i:inf|infinity|nan))");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?(Z|[-+]\\d\\d:\\d\\d)");
    private static final Pattern LABEL = Pattern.compile("[^=]+=(\"([^\"\\\\]|\\\\.)*\"|`[^`]*`|'([^'\\\\]|\\\\.+)')");
    private static final Pattern LABEL_SLIP = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=([^\"'`\\\\]*)");
    private static final String DURATION = "wants a duration such as `15d`, `12h` or `1h30m`, units from large to small in whole numbers";

    private FlagValues() {}

    static Optional<Verdict> wrong(Entry entry, String value, Release release) {
        if (entry.typeSince().filter(release::isBefore).isPresent()) {
            return entry.type() == Type.GO_DURATION ? promDuration(value) : Optional.empty();
        }
        return switch (entry.type()) {
            case PROM_DURATION -> promDuration(value);
            case GO_DURATION -> goDuration(entry, value, release);
            case TIME_OR_DURATION -> TIME.matcher(value).matches() || PromDuration.parseMillis(value.startsWith("-") ? value.substring(1) : value).isPresent() ? Optional.empty()
                    : verdict("wants a time such as `2026-01-31T00:00:00Z`, or a duration such as `-2w`", Optional.empty());
            case BYTES -> BYTES.matcher(value).matches() ? Optional.empty() : verdict("wants a size with its unit, such as `512MB` or `5GB` (powers of 1024, case matters)", bytes(value));
            case INT, FLOAT -> FLOAT.matcher(value).matches() ? Optional.empty() : verdict("wants a number", Optional.empty());
            case INT64 -> WHOLE.matcher(value).matches() ? Optional.empty() : verdict("wants a whole number", Optional.empty());
            case UINT -> WHOLE.matcher(value).matches() && "-+".indexOf(value.charAt(0)) < 0 ? Optional.empty() : verdict("wants a whole number that is not negative", Optional.empty());
            case ENUM -> entry.values().isEmpty() || entry.values().contains(value) || isLevel(entry, value, release) ? Optional.empty()
                    : verdict("wants one of " + String.join(", ", entry.values().stream().filter(v -> !v.isEmpty()).map(v -> "`" + v + "`").toList()), Nearest.to(value, entry.values()));
            case ADDRESS -> value.contains(":") || value.contains("+") ? Optional.empty() : verdict("wants `HOST:PORT`, or a name to look up such as `dnssrv+NAME`", Optional.empty());
            case LABEL -> LABEL.matcher(value).matches() ? Optional.empty() : verdict("wants a name and a value in double quotes, such as `replica=\"a\"`", label(value));
            case BOOL, STRING, OTHER -> Optional.empty();
        };
    }

    /// Levels of logging are read in any case since Prometheus and Alertmanager log by slog.
    private static boolean isLevel(Entry entry, String value, Release release) {
        boolean slog = entry.name().equals("log.level") && switch (release.component()) {
            case "prometheus" -> !release.isBefore(new Version(3, 0, 0));
            case "alertmanager" -> !release.isBefore(new Version(0, 28, 0));
            default -> false;
        };
        return slog && entry.values().contains(value.toLowerCase(Locale.ROOT));
    }

    /// The first release built with a kingpin that knows days and weeks (2.3.2).
    private static Version longDurations(String component) {
        return switch (component) {
            case "prometheus" -> new Version(2, 43, 0);
            case "alertmanager" -> new Version(0, 26, 0);
            default -> new Version(0, 39, 0);
        };
    }

    private static Optional<Verdict> verdict(String message, Optional<String> better) {
        return Optional.of(new Verdict(message, better));
    }

    private static Optional<Verdict> promDuration(String value) {
        return PromDuration.parseMillis(value).isPresent() ? Optional.empty() : verdict(DURATION, unit(value).or(() -> fraction(value)));
    }

    private static Optional<Verdict> goDuration(Entry entry, String value, Release release) {
        if (GO_DURATION.matcher(value).matches()) {
            return Optional.empty();
        }
        Version days = longDurations(release.component());
        if (LONG_DURATION.matcher(value).matches()) {
            return release.isBefore(days) ? verdict("wants a Go duration such as `300ms`, `1.5h` or `2h45m`, which has no unit above hours before " + days, hours(value)) : Optional.empty();
        }
        // Earlier releases read it as Prometheus does, and which one this is may not be known.
        boolean maybe = entry.typeSince().isPresent() && release.version().isEmpty() && PromDuration.parseMillis(value).isPresent();
        return maybe ? Optional.empty() : verdict("wants a duration such as `300ms`, `1.5h` or `2h45m`, each number with its unit", hours(value).or(() -> unit(value)));
    }

    private static Optional<String> unit(String value) {
        Matcher slip = DURATION_SLIP.matcher(value);
        if (!slip.matches()) {
            return Optional.empty();
        }
        String unit = switch (slip.group(2)) {
            case "D", "day", "days" -> "d";
            case "H", "hour", "hours", "hr", "hrs" -> "h";
            case "W", "week", "weeks" -> "w";
            case "Y", "year", "years" -> "y";
            case "min", "mins", "minute", "minutes" -> "m";
            case "S", "sec", "secs", "second", "seconds" -> "s";
            case "s", "m", "h", "d", "w", "y", "ms" -> slip.group(2);
            default -> "";
        };
        return unit.isEmpty() || value.equals(slip.group(1) + unit) ? Optional.empty() : Optional.of(slip.group(1) + unit);
    }

    /// The same length in the next smaller unit, if that makes it whole: `1.5d` is `36h`.
    private static Optional<String> fraction(String value) {
        Matcher slip = FRACTION.matcher(value);
        if (!slip.matches()) {
            return Optional.empty();
        }
        int factor = switch (slip.group(2)) {
            case "s" -> 1000;
            case "m", "h" -> 60;
            case "d" -> 24;
            case "w" -> 7;
            default -> 365;
        };
        String smaller = switch (slip.group(2)) {
            case "s" -> "ms";
            case "m" -> "s";
            case "h" -> "m";
            case "d" -> "h";
            default -> "d";
        };
        BigDecimal count = new BigDecimal(slip.group(1)).multiply(BigDecimal.valueOf(factor)).stripTrailingZeros();
        return count.scale() > 0 ? Optional.empty() : Optional.of(count.toPlainString() + smaller);
    }

    private static Optional<String> hours(String value) {
        return value.matches("\\d{1,6}[dwy]") && PromDuration.parseMillis(value).isPresent()
                ? Optional.of(PromDuration.parseMillis(value).getAsLong() / 3_600_000 + "h") : Optional.empty();
    }

    private static Optional<String> bytes(String value) {
        Matcher slip = BYTES_SLIP.matcher(value);
        if (!slip.matches() || slip.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(slip.group(1)).toPlainString() + slip.group(2).toUpperCase(Locale.ROOT) + "B");
    }

    private static Optional<String> label(String value) {
        Matcher slip = LABEL_SLIP.matcher(value);
        return slip.matches() ? Optional.of(slip.group(1) + "=\"" + slip.group(2) + "\"") : Optional.empty();
    }
}
