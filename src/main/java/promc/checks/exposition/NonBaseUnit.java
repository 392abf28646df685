package promc.checks.exposition;

import java.util.List;
import java.util.Optional;
import promc.exposition.Exposition.Family;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExpositionFile;
import promc.source.Span;

/// A metric whose name ends with a unit that is no base unit: dashboards and rules that put it beside others are wrong by a factor.
public final class NonBaseUnit implements Check.ExpositionCheck {
    private static final CheckInfo INFO = CheckInfo.likely("exposition/non-base-unit", Severity.INFO, "A metric is named after a unit that is no base unit, or after an abbreviated one");
    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ExpositionFile file, Context context) {
        for (Family family : file.families()) {
            // What is recorded from other metrics has their names, and `/federate` shows it untyped. Entropy has no other unit than bits.
            if (family.typeWord().isEmpty() || family.name().contains(":") || family.name().contains("entropy")) {
                continue;
            }
            String name = family.name().endsWith("_total") ? family.name().substring(0, family.name().length() - "_total".length()) : family.name();
            String unit = name.substring(name.lastIndexOf('_') + 1);
            base(unit).filter(base -> !unit.equals(name)).ifPresent(base -> {
                int start = family.type().get().nameSpan().start() + name.length() - unit.length();
                context.report(file.text(), new Span(start, start + unit.length()), "`" + family.name() + "` is in " + unit + "; by convention it is " + (base.equals("ratio") ? "a ratio from 0 to 1" : "measured in " + base));
            });
        }
    }

    /// What to measure in instead of a unit; empty for a base unit, and for what is none.
    private static Optional<String> base(String unit) {
        return switch (unit) {
            case "minutes", "hours", "days", "weeks", "ms", "msec", "us", "usec", "ns", "nsec", "sec", "secs", "millis", "micros", "nanos" -> Optional.of("seconds");
            case "fahrenheit" -> Optional.of("celsius");
            case "inches", "yards", "miles" -> Optional.of("meters");
            case "bits", "kb", "mb", "gb", "tb", "kib", "mib", "gib" -> Optional.of("bytes");
            case "calories" -> Optional.of("joules");
            case "pounds", "ounces" -> Optional.of("grams");
            case "percent" -> Optional.of("ratio");
            default -> withoutPrefix(unit);
        };
    }

    private static Optional<String> withoutPrefix(String unit) {
        for (String prefix : List.of("pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "kibi", "mega", "mebi", "giga", "gibi", "tera", "tebi", "peta", "pebi")) {
            switch (unit.startsWith(prefix) ? unit.substring(prefix.length()) : "") {
                case "seconds", "bytes", "grams", "meters", "metres", "joules", "volts", "amperes" -> {
                    return Optional.of(unit.substring(prefix.length()));
                }
                case "bits" -> {
                    return Optional.of("bytes");
                }
                default -> { }
            }
        }
        return Optional.empty();
    }
}
