package promc.checks.scrape;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.analysis.LabelFact;
import promc.analysis.Shape;
import promc.analysis.TargetLabels;
import promc.analysis.Values;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// By which schemes a job is scraped, when its targets are relabelled.
final class Schemes {
    private static final String SCHEME = "__scheme__";

    private Schemes() {}

    /// The schemes of its targets; empty if they are not known, or there are no targets.
    static Optional<List<String>> of(PrometheusConfig config, ScrapeJob job) {
        Optional<List<Shape>> requests = TargetLabels.requests(config, job);
        if (requests.isEmpty() || requests.get().isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> all = new TreeSet<>();
        for (Shape request : requests.get()) {
            LabelFact scheme = request.label(SCHEME);
            if (!scheme.isAlways() || !(scheme.values() instanceof Values.OneOf(SortedSet<String> values))) {
                return Optional.empty();
            }
            all.addAll(values);
        }
        return Optional.of(List.copyOf(all));
    }
}
