package promc.analysis;

import java.util.Optional;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// The values of series that Prometheus itself makes (`scrape/scrape.go` reports, `rules/alerting.go`).
final class BuiltInMetrics {
    private BuiltInMetrics() {}

    static Samples samples(VectorSelector selector) {
        Optional<String> metric = selector.metric();
        if (metric.isEmpty()) {
            return Samples.ANY;
        }
        Span at = selector.name().map(name -> name.span()).orElse(selector.span());
        return switch (metric.get()) {
            case "up" -> Samples.wholeBetween(0, 1, new Why("`up` is 0 or 1", at));
            case "ALERTS" -> Samples.constant(1, new Why("`ALERTS` is always 1", at));
            case "ALERTS_FOR_STATE", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added", "scrape_timeout_seconds",
                    "scrape_sample_limit", "scrape_body_size_bytes" -> Samples.FLOATS;
            default -> Samples.ANY;
        };
    }
}
