package promc.analysis;

import java.util.Optional;
import java.util.Set;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// The series that Prometheus itself makes, and their values (`scrape/scrape.go` reports, `rules/alerting.go`).
final class BuiltInMetrics {
    /// The series that Prometheus makes of each scrape.
    static final Set<String> OF_SCRAPES = Set.of("up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added",
            "scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes");

    private BuiltInMetrics() {}

    /// True if Prometheus makes series of this name, whatever is scraped.
    static boolean contains(String metric) {
        return OF_SCRAPES.contains(metric) || RuleSeries.OF_ALERTS.contains(metric);
    }

    static Samples samples(VectorSelector selector) {
        Optional<String> metric = selector.metric();
        if (metric.isEmpty()) {
            return Samples.ANY;
        }
        Span at = selector.name().map(name -> name.span()).orElse(selector.span());
        return switch (metric.get()) {
            case "up" -> Samples.wholeBetween(0, 1, new Why("`up` is 0 or 1", at));
            case "ALERTS" -> Samples.constant(1, new Why("`ALERTS` is always 1", at));
            default -> contains(metric.get()) ? Samples.FLOATS : Samples.ANY;
        };
    }
}
