package promc.checks.exposition;

import java.util.List;
import java.util.Map;
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
    /// Units by what to measure in instead. A prefix such as `milli` may stand before a base unit.
    private static final Map<String, String> BASE = Map.ofEntries(Map.entry("minutes", "seconds"), Map.entry("hours", "seconds"), Map.entry("days", "seconds"),
            Map.entry("weeks", "seconds"), Map.entry("fahrenheit", "celsius"), Map.entry("inches", "meters"), Map.entry("yards", "meters"), Map.entry("miles", "meters"),
            Map.entry("bits", "bytes"), Map.entry("calories", "joules"), Map.entry("pounds", "grams"), Map.entry("ounces", "grams"), Map.entry("percent", "ratio"),
            Map.entry("ms", "seconds"), Map.entry("msec", "seconds"), Map.entry("us", "seconds"), Map.entry("usec", "seconds"), Map.entry("ns", "seconds"), Map.entry("nsec", "seconds"),
            Map.entry("sec", "seconds"), Map.entry("secs", "seconds"), Map.entry("millis", "seconds"), Map.entry("micros", "seconds"), Map.entry("nanos", "seconds"), Map.entry("kb", "bytes"),
            Map.entry("mb", "bytes"), Map.entry("gb", "bytes"), Map.entry("tb", "bytes"), Map.entry("kib", "bytes"), Map.entry("mib", "bytes"), Map.entry("gib", "bytes"));
    private static final List<String> PREFIXES = List.of("pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "kibi", "mega", "mebi", "giga", "gibi", "tera", "tebi", "peta",
            "pebi");
    private static final List<String> BASE_UNITS = List.of("seconds", "bytes", "grams", "meters", "metres", "joules", "volts", "amperes", "bits");

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

    private static Optional<String> base(String unit) {
        if (BASE.containsKey(unit)) {
            return Optional.of(BASE.get(unit));
        }
        for (String prefix : PREFIXES) {
            String rest = unit.startsWith(prefix) ? unit.substring(prefix.length()) : "";
            if (BASE_UNITS.contains(rest)) {
                return Optional.of(rest.equals("bits") ? "bytes" : rest);
            }
        }
        return Optional.empty();
    }
}
