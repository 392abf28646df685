package promc.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is known about the metrics of a database besides what the estate's own files say: from an exposition, from answers of a server's API, from `.promc.yaml`.
/// Whatever a source does not tell stays unknown. A metric that is described has exactly the label names seen (its [MetricFacts#origin()] says whether the target's own labels come
/// on top); a value not seen may still come.
public final class Inventory {
    /// Nothing is known.
    public static final Inventory NONE = new Inventory(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), OptionalLong.empty(), false, false);
    /// Up to this many different values of a label are kept; a message lists a few of them, and beyond it only their number matters.
    public static final int MOST_VALUES_KEPT = 50;

    private final TreeMap<String, MetricFacts> metrics;
    private final TreeMap<String, Long> labelValues;
    /// Numbers of values that one target shows.
    private final TreeMap<String, Long> shownValues;
    private final OptionalLong totalSeries;
    private final boolean closed;
    private final boolean countsDatabase;

    private Inventory(TreeMap<String, MetricFacts> metrics, TreeMap<String, Long> labelValues, TreeMap<String, Long> shownValues, OptionalLong totalSeries, boolean closed,
            boolean countsDatabase) {
        this.metrics = metrics;
        this.labelValues = labelValues;
        this.shownValues = shownValues;
        this.totalSeries = totalSeries;
        this.closed = closed;
        this.countsDatabase = countsDatabase;
    }

    /// What a metric counts, as its `# TYPE` says. The parts of a histogram or summary (`x_bucket`, `x_sum`, `x_count`) have the type of the whole. `UNKNOWN` is told (`untyped`, and
    /// kinds for which no other word here fits), not merely untold.
    public enum MetricType { COUNTER, GAUGE, HISTOGRAM, SUMMARY, INFO, STATESET, UNKNOWN }

    /// Where facts are from, in words for messages such as `tsdb-status.json`. `exposed`: as a target shows its series, before a server adds the labels of the target
    /// (`job`, `instance` and what relabelling sets), so the series that are stored have more labels than these and there are as many of them for each target.
    public record Origin(String description, boolean exposed) {
        public Origin(String description) {
            this(description, false);
        }

        private Origin and(Origin other) {
            boolean known = List.of(description.split(", ")).contains(other.description);
            return new Origin(known ? description : description + ", " + other.description, exposed && other.exposed);
        }
    }

    /// What is known about one metric name. `series` is how many series have it in the database or, where nothing counts series of the database, on the one target that an exposition
    /// shows. `labels` without `__name__`; empty where label names are not known, an empty map where there are none. `origin` is exposed if the labels are.
    public record MetricFacts(String name, Optional<MetricType> type, Optional<String> unit, OptionalLong series, Optional<Map<String, LabelFacts>> labels, Origin origin) {
        public MetricFacts {
            labels = labels.map(known -> Collections.unmodifiableMap(new TreeMap<>(known)));
        }
    }

    /// What is known about a label of one metric. `always`: every series has it. `values`: how many different non-empty values it has. `seen`: these, where they are no more than
    /// [#MOST_VALUES_KEPT].
    public record LabelFacts(boolean always, OptionalLong values, Optional<SortedSet<String>> seen) {
        /// A label of which only the name is known.
        public static final LabelFacts NAMED = new LabelFacts(false, OptionalLong.empty(), Optional.empty());
    }

    /// What is known about a metric. Where only its family is described (`x` of `x_bucket`), the type and nothing else.
    public Optional<MetricFacts> metric(String name) {
        MetricFacts own = metrics.get(name);
        if (own != null && own.type.isPresent()) {
            return Optional.of(own);
        }
        Optional<MetricFacts> family = family(name);
        if (own == null) {
            return family.map(f -> new MetricFacts(name, f.type, f.unit, OptionalLong.empty(), Optional.empty(), f.origin));
        }
        return Optional.of(family.map(f -> new MetricFacts(name, f.type, own.unit.or(f::unit), own.series, own.labels,
                new Origin(own.origin.and(f.origin).description, own.origin.exposed))).orElse(own));
    }

    private Optional<MetricFacts> family(String name) {
        for (String suffix : suffixes(name)) {
            MetricFacts family = metrics.get(name.substring(0, name.length() - suffix.length()));
            if (family != null && family.type.filter(type -> isSampleOf(suffix, type)).isPresent()) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    private static List<String> suffixes(String name) {
        List<String> suffixes = new ArrayList<>(1);
        for (String suffix : List.of("_bucket", "_sum", "_count", "_total", "_info")) {
            if (name.endsWith(suffix)) {
                suffixes.add(suffix);
            }
        }
        return suffixes;
    }

    /// True if a family of this type has samples named with this suffix, in the text format or in OpenMetrics.
    static boolean isSampleOf(String suffix, MetricType type) {
        return switch (type) {
            case HISTOGRAM -> suffix.equals("_bucket") || suffix.equals("_sum") || suffix.equals("_count");
            case SUMMARY -> suffix.equals("_sum") || suffix.equals("_count");
            case COUNTER -> suffix.equals("_total");
            case INFO -> suffix.equals("_info");
            case GAUGE, STATESET, UNKNOWN -> false;
        };
    }

    /// The metrics described, sorted by name.
    public Collection<MetricFacts> metrics() {
        return Collections.unmodifiableCollection(metrics.values());
    }

    /// How many different non-empty values a label has over all metrics; what one target shows counts only where nothing counts series of the database.
    public OptionalLong labelValues(String label) {
        Long stored = labelValues.get(label);
        Long shown = stored == null && countsDatabase ? null : shownValues.get(label);
        return larger(stored == null ? OptionalLong.empty() : OptionalLong.of(stored), shown == null ? OptionalLong.empty() : OptionalLong.of(shown));
    }

    /// The labels whose number of values is known, sorted, with that number.
    public Map<String, Long> labelValues() {
        TreeMap<String, Long> known = new TreeMap<>();
        for (String label : union(labelValues.keySet(), shownValues.keySet())) {
            labelValues(label).ifPresent(values -> known.put(label, values));
        }
        return known;
    }

    /// True if a source counts series of a whole database, so that what one target shows is no number of anything here.
    public boolean countsDatabase() {
        return countsDatabase;
    }

    /// How many series the database has at the moment, where a source counts all of them.
    public OptionalLong totalSeries() {
        return totalSeries;
    }

    /// True if the metrics described are all that there are.
    public boolean closed() {
        return closed;
    }

    public boolean isEmpty() {
        return metrics.isEmpty() && labelValues.isEmpty() && shownValues.isEmpty() && totalSeries.isEmpty() && !closed;
    }

    /// What all of them say together. Of two numbers the larger counts, since what is made of them are upper bounds; of two types or units the first known; label names and values are
    /// joined. What one target shows tells the labels of a metric only where nothing tells those that are stored, and numbers only where nothing counts series of the database.
    public static Inventory merge(List<Inventory> inventories) {
        List<Inventory> telling = inventories.stream().filter(inventory -> !inventory.isEmpty()).toList();
        if (telling.size() < 2) {
            return telling.isEmpty() ? NONE : telling.getFirst();
        }
        boolean counts = telling.stream().anyMatch(Inventory::countsDatabase);
        TreeMap<String, MetricFacts> metrics = new TreeMap<>();
        TreeMap<String, Long> labelValues = new TreeMap<>();
        TreeMap<String, Long> shownValues = new TreeMap<>();
        OptionalLong total = OptionalLong.empty();
        boolean closed = false;
        for (Inventory inventory : telling) {
            // Where series of the database are counted already, the numbers of single targets are gone, and those left are the database's.
            boolean uncounted = counts && !inventory.countsDatabase;
            inventory.metrics.forEach((name, facts) -> metrics.merge(name, uncounted ? withoutShownNumbers(facts) : facts, Inventory::merge));
            inventory.labelValues.forEach((label, values) -> labelValues.merge(label, values, Math::max));
            inventory.shownValues.forEach((label, values) -> shownValues.merge(label, values, Math::max));
            total = larger(total, inventory.totalSeries);
            closed |= inventory.closed;
        }
        return new Inventory(metrics, labelValues, shownValues, total, closed, counts);
    }

    private static MetricFacts merge(MetricFacts a, MetricFacts b) {
        Origin origin = a.origin.and(b.origin);
        if (a.origin.exposed == b.origin.exposed) {
            return new MetricFacts(a.name, first(a.type, b.type), a.unit.or(b::unit), larger(a.series, b.series),
                    a.labels.isPresent() && b.labels.isPresent() ? Optional.of(merge(a.labels.get(), b.labels.get())) : a.labels.or(b::labels), origin);
        }
        MetricFacts stored = a.origin.exposed ? b : a;
        MetricFacts shown = a.origin.exposed ? a : b;
        boolean told = stored.labels.isPresent() || shown.labels.isEmpty();
        return new MetricFacts(a.name, first(a.type, b.type), a.unit.or(b::unit), stored.series.isPresent() || told ? stored.series : shown.series,
                told ? stored.labels : shown.labels, new Origin(origin.description, !told));
    }

    /// What a target shows without how many of it there are: as names of labels.
    private static MetricFacts withoutShownNumbers(MetricFacts facts) {
        if (!facts.origin.exposed) {
            return facts;
        }
        Optional<Map<String, LabelFacts>> labels = facts.labels.map(known -> {
            Map<String, LabelFacts> named = new TreeMap<>();
            known.forEach((label, told) -> named.put(label, new LabelFacts(told.always, OptionalLong.empty(), Optional.empty())));
            return named;
        });
        return new MetricFacts(facts.name, facts.type, facts.unit, OptionalLong.empty(), labels, facts.origin);
    }

    /// The first type told; that a server does not know the type (as `/federate` says of every metric) takes no other source's word back.
    private static Optional<MetricType> first(Optional<MetricType> a, Optional<MetricType> b) {
        return a.isPresent() && (a.get() != MetricType.UNKNOWN || b.isEmpty()) ? a : b;
    }

    private static Map<String, LabelFacts> merge(Map<String, LabelFacts> a, Map<String, LabelFacts> b) {
        Map<String, LabelFacts> all = new TreeMap<>();
        for (String label : union(a.keySet(), b.keySet())) {
            LabelFacts one = a.get(label);
            LabelFacts two = b.get(label);
            if (one == null || two == null) {
                LabelFacts known = one == null ? two : one;
                all.put(label, new LabelFacts(false, known.values, known.seen));
                continue;
            }
            Optional<SortedSet<String>> seen = one.seen.isPresent() && two.seen.isPresent() ? kept(union(one.seen.get(), two.seen.get())) : Optional.empty();
            OptionalLong values = larger(one.values, two.values);
            all.put(label, new LabelFacts(one.always && two.always, seen.isPresent() ? larger(values, OptionalLong.of(seen.get().size())) : values, seen));
        }
        return all;
    }

    private static TreeSet<String> union(Set<String> a, Set<String> b) {
        TreeSet<String> all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }

    private static Optional<SortedSet<String>> kept(Set<String> values) {
        return values.size() <= MOST_VALUES_KEPT ? Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(values))) : Optional.empty();
    }

    private static OptionalLong larger(OptionalLong a, OptionalLong b) {
        return a.isPresent() && b.isPresent() ? OptionalLong.of(Math.max(a.getAsLong(), b.getAsLong())) : a.isPresent() ? a : b;
    }

    /// Gathers facts, then makes an inventory of them. Series added twice count once.
    public static final class Builder {
        private final Map<String, Metric> stored = new HashMap<>();
        private final Map<String, Metric> shown = new HashMap<>();
        private final Map<String, Set<String>> valuesStored = new HashMap<>();
        private final Map<String, Set<String>> valuesShown = new HashMap<>();
        private final Map<String, Long> valuesTold = new HashMap<>();
        private OptionalLong totalSeries = OptionalLong.empty();
        private boolean closed;
        private Origin origin;

        /// One metric while it is gathered.
        private static final class Metric {
            private final Set<Origin> origins = new LinkedHashSet<>(2);
            private Optional<MetricType> type = Optional.empty();
            private Optional<String> unit = Optional.empty();
            private OptionalLong told = OptionalLong.empty();
            private Optional<Map<String, LabelFacts>> toldLabels = Optional.empty();
            private final Set<Map<String, String>> series = new LinkedHashSet<>();
        }

        /// `origin` is where the facts that follow are from.
        public Builder(Origin origin) {
            this.origin = origin;
        }

        /// From now on facts are from elsewhere.
        public Builder origin(Origin next) {
            origin = next;
            return this;
        }

        /// A series that exists. Labels with an empty value, and `__name__`, are none.
        public Builder addSeries(String name, Map<String, String> labels) {
            Map<String, String> present = new TreeMap<>(labels);
            present.remove("__name__");
            present.values().removeIf(String::isEmpty);
            if (gathered(name).series.add(present)) {
                present.forEach(this::addLabelValue);
            }
            return this;
        }

        /// A value that a label has on some series.
        public Builder addLabelValue(String label, String value) {
            (origin.exposed ? valuesShown : valuesStored).computeIfAbsent(label, l -> new HashSet<>()).add(value);
            return this;
        }

        public Builder type(String name, MetricType type) {
            Metric metric = gathered(name);
            metric.type = first(metric.type, Optional.of(type));
            return this;
        }

        public Builder unit(String name, String unit) {
            Metric metric = gathered(name);
            metric.unit = metric.unit.or(() -> Optional.of(unit));
            return this;
        }

        /// How many series a source counts for a metric.
        public Builder series(String name, long count) {
            Metric metric = gathered(name);
            metric.told = larger(metric.told, OptionalLong.of(count));
            return this;
        }

        /// The labels that a source says a metric has.
        public Builder labels(String name, Map<String, LabelFacts> labels) {
            Metric metric = gathered(name);
            metric.toldLabels = Optional.of(metric.toldLabels.map(before -> merge(before, labels)).orElse(labels));
            return this;
        }

        /// How many different values a source counts for a label over all metrics.
        public Builder labelValues(String label, long count) {
            valuesTold.merge(label, count, Math::max);
            return this;
        }

        public Builder totalSeries(long count) {
            totalSeries = larger(totalSeries, OptionalLong.of(count));
            return this;
        }

        public Builder closed(boolean value) {
            closed = value;
            return this;
        }

        /// A metric that exists, whatever else is known of it.
        public Builder metric(String name) {
            gathered(name);
            return this;
        }

        private Metric gathered(String name) {
            Metric metric = (origin.exposed ? shown : stored).computeIfAbsent(name, n -> new Metric());
            metric.origins.add(origin);
            return metric;
        }

        public Inventory build() {
            TreeMap<String, MetricFacts> built = new TreeMap<>();
            stored.forEach((name, metric) -> built.put(name, facts(name, metric)));
            boolean counts = totalSeries.isPresent() || built.values().stream().anyMatch(metric -> metric.series.isPresent());
            shown.forEach((name, metric) -> {
                MetricFacts facts = facts(name, metric);
                built.merge(name, counts ? withoutShownNumbers(facts) : facts, Inventory::merge);
            });
            TreeMap<String, Long> values = numbers(valuesStored);
            valuesTold.forEach((label, told) -> values.merge(label, told, Math::max));
            return new Inventory(built, values, numbers(valuesShown), totalSeries, closed, counts);
        }

        private static TreeMap<String, Long> numbers(Map<String, Set<String>> seen) {
            TreeMap<String, Long> numbers = new TreeMap<>();
            seen.forEach((label, values) -> numbers.put(label, (long) values.size()));
            return numbers;
        }

        private static MetricFacts facts(String name, Metric metric) {
            OptionalLong seen = metric.series.isEmpty() ? OptionalLong.empty() : OptionalLong.of(metric.series.size());
            Optional<Map<String, LabelFacts>> labels = metric.series.isEmpty() ? Optional.empty() : Optional.of(labels(metric.series));
            if (labels.isPresent() && metric.toldLabels.isPresent()) {
                labels = Optional.of(merge(labels.get(), metric.toldLabels.get()));
            }
            return new MetricFacts(name, metric.type, metric.unit, larger(metric.told, seen), labels.or(() -> metric.toldLabels),
                    metric.origins.stream().reduce(Origin::and).orElseThrow());
        }

        private static Map<String, LabelFacts> labels(Set<Map<String, String>> series) {
            Map<String, Set<String>> values = new HashMap<>();
            Map<String, Integer> counts = new HashMap<>();
            for (Map<String, String> labels : series) {
                labels.forEach((label, value) -> {
                    values.computeIfAbsent(label, l -> new HashSet<>()).add(value);
                    counts.merge(label, 1, Integer::sum);
                });
            }
            Map<String, LabelFacts> facts = new TreeMap<>();
            values.forEach((label, seen) ->
                    facts.put(label, new LabelFacts(counts.get(label) == series.size(), OptionalLong.of(seen.size()), kept(seen))));
            return facts;
        }
    }
}
