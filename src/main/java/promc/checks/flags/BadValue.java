package promc.checks.flags;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.FlagTable;
import promc.model.FlagTable.Entry;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.promql.PromDuration;
import promc.source.Nearest;

/// A flag whose value the program does not accept: it exits at start. Values are read as the programs do: `model.ParseDuration`, Go's `time.ParseDuration`,
/// `units.ParseBase2Bytes`, enums as they are spelled.
public final class BadValue implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("flags/bad-value", Severity.ERROR, "A flag has a value that the program refuses at start")
            .fixable(Applicability.DISPLAY_ONLY);
    private static final Pattern GO_DURATION = Pattern.compile("[-+]?(0|((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern BYTES = Pattern.compile("-?((\\d+\\.?\\d*|\\.\\d+)([KMGTPE]i?B|B))+|0");
    private static final Pattern BYTES_SLIP = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgtpeKMGTPE]?)i?[bB]?");
    private static final Pattern DURATION_SLIP = Pattern.compile("(\\d+)\\s*([A-Za-z]+)?");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        for (Flag flag : flags.flags()) {
            Optional<Entry> entry = FlagTable.find(flags.component(), flag.name());
            Optional<Value> value = flag.value().filter(v -> !v.unknown());
            if (entry.isPresent() && value.isPresent()) {
                wrong(entry.get(), value.get().value()).ifPresent(verdict ->
                        context.report(value.get().text(), value.get().within(), "`--" + flag.name() + "` " + verdict.message)
                                .fix(verdict.better.flatMap(better -> Fix.replace("Write `" + better + "`", Applicability.DISPLAY_ONLY, value.get().text(), value.get().within(), better))));
            }
        }
    }

    private record Verdict(String message, Optional<String> better) {}

    private static Optional<Verdict> wrong(Entry entry, String value) {
        return switch (entry.type()) {
            case PROM_DURATION -> PromDuration.parseMillis(value).isPresent() ? Optional.empty()
                    : verdict("wants a duration such as `15d`, `12h` or `1h30m`, units from large to small in whole numbers", promDuration(value));
            case GO_DURATION -> GO_DURATION.matcher(value).matches() ? Optional.empty()
                    : verdict("wants a Go duration such as `300ms`, `1.5h` or `2h45m`, which has no unit above hours", goDuration(value));
            case BYTES -> BYTES.matcher(value).matches() ? Optional.empty()
                    : verdict("wants a size with its unit, such as `512MB` or `5GB` (powers of 1024, case matters)", bytes(value));
            case INT -> isInteger(value, false) ? Optional.empty() : verdict("wants a whole number", Optional.empty());
            case UINT -> isInteger(value, true) ? Optional.empty() : verdict("wants a whole number that is not negative", Optional.empty());
            case FLOAT -> isFloat(value) ? Optional.empty() : verdict("wants a number", Optional.empty());
            case ENUM -> entry.values().isEmpty() || entry.values().contains(value) ? Optional.empty()
                    : verdict("wants one of " + String.join(", ", entry.values().stream().map(v -> "`" + v + "`").toList()), Nearest.to(value, entry.values()));
            case BOOL, STRING, OTHER -> Optional.empty();
        };
    }

    private static Optional<Verdict> verdict(String message, Optional<String> better) {
        return Optional.of(new Verdict(message, better));
    }

    private static boolean isInteger(String value, boolean unsigned) {
        // kingpin reads integers with base 0: hexadecimal, octal and underscores are accepted.
        return value.matches((unsigned ? "" : "[-+]?") + "(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[0-9][0-9_]*)");
    }

    private static boolean isFloat(String value) {
        return value.matches("[-+]?((\\d[\\d_]*\\.?[\\d_]*|\\.\\d+)([eE][-+]?\\d+)?|(?i:inf|infinity|nan))");
    }

    private static Optional<String> promDuration(String value) {
        Matcher slip = DURATION_SLIP.matcher(value);
        if (!slip.matches()) {
            return Optional.empty();
        }
        String unit = slip.group(2) == null ? "d" : switch (slip.group(2)) {
            case "D", "day", "days" -> "d";
            case "H", "hour", "hours", "hr", "hrs" -> "h";
            case "W", "week", "weeks" -> "w";
            case "Y", "year", "years" -> "y";
            case "min", "mins", "minute", "minutes" -> "m";
            case "S", "sec", "secs", "second", "seconds" -> "s";
            default -> "";
        };
        return unit.isEmpty() || slip.group(2) == null ? Optional.empty() : Optional.of(slip.group(1) + unit);
    }

    private static Optional<String> goDuration(String value) {
        return PromDuration.parseMillis(value).isPresent() && value.matches("\\d{1,6}[dwy]")
                ? Optional.of(PromDuration.parseMillis(value).getAsLong() / 3_600_000 + "h") : Optional.empty();
    }

    private static Optional<String> bytes(String value) {
        Matcher slip = BYTES_SLIP.matcher(value);
        if (!slip.matches() || slip.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(slip.group(1)).toPlainString() + slip.group(2).toUpperCase(Locale.ROOT) + "B");
    }
}
