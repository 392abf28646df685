package promc.analysis;

import java.util.Optional;
import promc.model.ExporterTable;
import promc.model.Inventory;
import promc.model.Inventory.MetricFacts;
import promc.model.Inventory.MetricType;

/// What the samples of a metric are. The parts of a histogram or summary (`x_bucket`, `x_sum`, `x_count`) are counters; `HISTOGRAM` are native ones, and `SUMMARY` are its quantiles.
public enum MetricKind {
    COUNTER, GAUGE, HISTOGRAM, SUMMARY;

    /// A kind, and in words for messages where it is from. `told`: an inventory says so; else it rests on the table of exporters or on a convention for names.
    public record Known(MetricKind kind, String because, boolean told) {}

    /// The word for it in messages and in JSON.
    public String word() {
        return switch (this) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case HISTOGRAM -> "histogram";
            case SUMMARY -> "summary";
        };
    }

    /// What kind the metric is: as the inventory says, else as the exporter of that name has it, else by its name's ending. Empty if nothing tells. A name with a colon is a rule's, of
    /// which only the inventory knows.
    public static Optional<Known> of(String metric, Inventory inventory) {
        Optional<Known> told = inventory.metric(metric).flatMap(facts -> of(facts, true));
        if (told.isPresent() || metric.indexOf(':') >= 0) {
            return told;
        }
        return ExporterTable.metric(metric).flatMap(facts -> of(facts, false)).or(() -> byName(metric));
    }

    private static Optional<Known> of(MetricFacts facts, boolean told) {
        return facts.type().flatMap(type -> kind(type, facts.name())).map(kind -> new Known(kind, "says " + facts.origin().description(), told));
    }

    private static Optional<MetricKind> kind(MetricType type, String name) {
        return switch (type) {
            case COUNTER -> Optional.of(COUNTER);
            case GAUGE, INFO, STATESET -> Optional.of(GAUGE);
            case HISTOGRAM -> Optional.of(isPart(name) || name.endsWith("_bucket") ? COUNTER : HISTOGRAM);
            case SUMMARY -> Optional.of(isPart(name) ? COUNTER : SUMMARY);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static boolean isPart(String name) {
        return name.endsWith("_sum") || name.endsWith("_count");
    }

    private static Optional<Known> byName(String metric) {
        int cut = metric.lastIndexOf('_');
        String ending = cut < 0 ? "" : metric.substring(cut);
        return switch (ending) {
            case "_total" -> Optional.of(named(COUNTER, ending));
            case "_bucket" -> Optional.of(new Known(COUNTER, "names that end in `_bucket` are the buckets of a histogram", false));
            case "_sum", "_count" -> Optional.of(new Known(COUNTER, "names that end in `" + ending + "` are mostly part of a histogram or summary", false));
            case "_info", "_created", "_ratio" -> Optional.of(named(GAUGE, ending));
            default -> metric.endsWith("_timestamp_seconds") ? Optional.of(named(GAUGE, "_timestamp_seconds")) : Optional.empty();
        };
    }

    private static Known named(MetricKind kind, String ending) {
        return new Known(kind, "names that end in `" + ending + "` are " + kind.word() + "s", false);
    }
}
