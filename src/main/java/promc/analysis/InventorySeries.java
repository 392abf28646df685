package promc.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.model.Inventory;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.MetricFacts;

/// The series that an inventory describes: exactly the label names that were seen, with any value, for one that was not seen may still come, unless the inventory is closed.
final class InventorySeries {
    private InventorySeries() {}

    /// Empty if the inventory does not tell. Nothing at all, if it is closed and has no such metric. `scraped` are the jobs of the servers that the asker is loaded by: what a target
    /// shows gets labels there.
    static Optional<Production> of(String metric, Inventory inventory, List<ScrapedSeries> scraped) {
        Optional<MetricFacts> known = inventory.metric(metric);
        if (known.isPresent()) {
            List<Shape> stored = known.get().labels().isPresent() && known.get().origin().exposed() ? stored(known.get(), inventory.closed(), scraped) : List.of();
            return Optional.of(new Production(stored.isEmpty() ? List.of(shape(known.get(), inventory.closed(), false)) : stored, true));
        }
        return inventory.closed() && !BuiltInMetrics.contains(metric) ? Optional.of(new Production(List.of(), true)) : Optional.empty();
    }

    private static List<Shape> stored(MetricFacts metric, boolean closed, List<ScrapedSeries> scraped) {
        Shape exposed = shape(metric, closed, true);
        return scraped.stream().flatMap(jobs -> jobs.ofExposed(metric.name(), exposed).stream()).toList();
    }

    /// `exposed`: as the target shows the series.
    private static Shape shape(MetricFacts metric, boolean closed, boolean exposed) {
        String source = metric.origin().description();
        Why lists = Why.unplaced("`" + source + "` tells the labels of `" + metric.name() + "`");
        Map<String, LabelFact> labels = new TreeMap<>();
        labels.put(Shape.NAME, LabelFact.always(Values.of(metric.name()), lists));
        metric.labels().ifPresent(seen -> seen.forEach((label, facts) ->
                labels.put(label, new LabelFact(facts.always() ? Presence.ALWAYS : Presence.MAYBE, values(facts, closed), lists))));
        // What a target shows gets the labels of the target besides.
        boolean all = metric.labels().isPresent() && (exposed || !metric.origin().exposed());
        return new Shape(labels, all, all ? lists : Why.unplaced("`" + source + "` does not tell all labels of `" + metric.name() + "`"), samples(metric, source));
    }

    private static Values values(LabelFacts facts, boolean closed) {
        return closed && facts.seen().isPresent() ? Values.of(facts.seen().get()) : Values.ANY;
    }

    private static Samples samples(MetricFacts metric, String source) {
        if (BuiltInMetrics.isBounded(metric.name())) {
            return BuiltInMetrics.samples(metric.name());
        }
        Why why = Why.unplaced("`" + source + "` tells that `" + metric.name() + "` is " + metric.type().map(type -> "of type " + type.name().toLowerCase(Locale.ROOT)).orElse(""));
        double infinity = Double.POSITIVE_INFINITY;
        return metric.type().map(type -> switch (type) {
            case COUNTER -> Samples.between(0, infinity, why);
            case HISTOGRAM -> metric.name().endsWith("_bucket") || metric.name().endsWith("_count") ? Samples.between(0, infinity, why) : metric.name().endsWith("_sum") ? Samples.FLOATS : Samples.ANY;
            case SUMMARY -> metric.name().endsWith("_count") ? Samples.between(0, infinity, why) : Samples.FLOATS;
            case GAUGE -> Samples.FLOATS;
            case INFO -> Samples.constant(1, why);
            case STATESET -> Samples.wholeBetween(0, 1, why);
            case UNKNOWN -> Samples.ANY;
        }).orElse(Samples.ANY);
    }
}
