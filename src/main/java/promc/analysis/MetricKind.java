package promc.analysis;

import java.util.Optional;
import promc.model.ExporterTable;
import promc.model.Inventory;
import promc.model.Inventory.MetricFacts;
import promc.model.Inventory.MetricType;

/// What the samples of a metric are. The parts of a histogram or summary (`x_bucket`, `x_sum`, `x_count`) are counters; `HISTOGRAM` are native ones, and `SUMMARY` are its quantiles.
///
/// Who is asked, in this order: an inventory; the rules that record the metric; the table of exporters; the ending of its name, where it is a firm convention; how the rules of the
/// estate use it; the ending of its name, where it only mostly holds (`_count`, `_sum`, `_depth`). The table goes before the name because it has the exporter's own word, and `_count` at the end of a
/// name is the number of something now as often as it is part of a histogram. Where the table calls a metric a gauge whose name ends in `_total`, nobody can tell: exporters hand on as
/// gauges what others have counted, and some gauges are named like that.
public enum MetricKind {
    COUNTER, GAUGE, HISTOGRAM, SUMMARY;

    /// Who tells. Only an inventory knows; all others tell what is likely. A `CUSTOM` is a name's ending that mostly holds.
    public enum Source { INVENTORY, RULES, EXPORTER, NAME, VOTES, CUSTOM }

    /// A kind, and in words for messages where it is from. `evidence` is the place in a rule that shows it; `summed` if that rule adds counters up without a rate, so that what it records
    /// grows like a counter and falls whenever one of them starts again.
    public record Known(MetricKind kind, Source source, String because, Optional<Why> evidence, boolean summed) {
        Known(MetricKind kind, Source source, String because) {
            this(kind, source, because, Optional.empty(), false);
        }

        /// True if the rule that records the metric makes its values with this function.
        public boolean recordedBy(String function) {
            return source == Source.RULES && evidence.flatMap(Why::elsewhere).filter(text -> evidence.get().place().of(text.text()).equals(function)).isPresent();
        }

        /// True if an inventory says so; else it rests on rules, on the table of exporters or on a convention for names.
        public boolean told() {
            return source == Source.INVENTORY;
        }

        /// True if more than a convention that only mostly holds says so.
        public boolean firm() {
            return source != Source.CUSTOM;
        }
    }

    /// The word for it in messages and in JSON.
    public String word() {
        return switch (this) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case HISTOGRAM -> "histogram";
            case SUMMARY -> "summary";
        };
    }

    /// What kind the metric is, for one who sees no rules. Empty if nothing tells. A name with a colon is a rule's, of which only the inventory knows.
    public static Optional<Known> of(String metric, Inventory inventory) {
        Optional<Known> told = told(metric, inventory);
        if (told.isPresent() || metric.indexOf(':') >= 0) {
            return told;
        }
        return published(metric).or(() -> byHabit(metric));
    }

    /// What the inventory tells.
    static Optional<Known> told(String metric, Inventory inventory) {
        return inventory.isEmpty() ? Optional.empty() : inventory.metric(metric).flatMap(facts -> of(facts, Source.INVENTORY));
    }

    /// What the exporter of that name has it as, or else what the firm endings of names tell.
    static Optional<Known> published(String metric) {
        Optional<Known> named = byName(metric);
        Optional<Known> exported = ExporterTable.metric(metric).flatMap(facts -> of(facts, Source.EXPORTER));
        if (named.isPresent() && exported.isPresent() && metric.endsWith("_total") && exported.get().kind == GAUGE) {
            return Optional.empty();
        }
        return exported.isPresent() ? exported : named;
    }

    private static Optional<Known> of(MetricFacts facts, Source source) {
        return facts.type().flatMap(type -> kind(type, facts.name())).map(kind -> new Known(kind, source, "says " + facts.origin().description()));
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

    /// True for the names that the sum and the number of observations of a histogram or summary have.
    static boolean isPart(String name) {
        return name.endsWith("_sum") || name.endsWith("_count");
    }

    private static Optional<Known> byName(String metric) {
        int cut = metric.lastIndexOf('_');
        String ending = cut < 0 ? "" : metric.substring(cut);
        return switch (ending) {
            case "_total" -> saysNow(metric) ? Optional.empty() : Optional.of(named(COUNTER, ending));
            case "_bucket" -> Optional.of(new Known(COUNTER, Source.NAME, "names that end in `_bucket` are the buckets of a histogram"));
            case "_info", "_created", "_ratio", "_celsius" -> Optional.of(named(GAUGE, ending));
            default -> metric.endsWith("_timestamp_seconds") ? Optional.of(named(GAUGE, "_timestamp_seconds")) : Optional.empty();
        };
    }

    /// True for words that speak of now, or of time that passes, in a name that ends as if something were counted: nobody can tell.
    private static boolean saysNow(String metric) {
        return metric.contains("_pending_") || metric.contains("_active_") || metric.contains("_current_") || metric.contains("_uptime_") || metric.contains("_number_")
                || metric.endsWith("_count_total");
    }

    private static Known named(MetricKind kind, String ending) {
        return new Known(kind, Source.NAME, "names that end in `" + ending + "` are " + kind.word() + "s");
    }

    /// What endings tell that only mostly hold.
    static Optional<Known> byHabit(String metric) {
        if (isPart(metric)) {
            return Optional.of(new Known(COUNTER, Source.CUSTOM, "names that end in `" + metric.substring(metric.lastIndexOf('_')) + "` are mostly part of a histogram or summary"));
        }
        int last = metric.lastIndexOf('_');
        if (last < 0) {
            return Optional.empty();
        }
        String ending = metric.substring(last);
        String twoWords = metric.substring(metric.lastIndexOf('_', last - 1) + 1);
        return switch (ending) {
            case "_depth", "_gauge", "_percent", "_replicas", "_temperature", "_utilization", "_limit" -> Optional.of(habit(ending));
            default -> switch (twoWords) {
                case "bytes_used", "used_bytes", "free_bytes", "bytes_free", "available_bytes", "limit_bytes", "capacity_bytes", "queue_length", "queue_size", "current_queue" ->
                        Optional.of(habit("_" + twoWords));
                default -> Optional.empty();
            };
        };
    }

    private static Known habit(String ending) {
        return new Known(GAUGE, Source.CUSTOM, "names that end in `" + ending + "` mostly say how much there is now, which is a gauge");
    }
}
