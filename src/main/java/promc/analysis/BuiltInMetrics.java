package promc.analysis;

import promc.source.Span;

/// The values of series that Prometheus itself makes (`scrape/scrape.go` reports, `rules/alerting.go`), and of `probe_success`, which the blackbox exporter makes like `up`.
final class BuiltInMetrics {
    private BuiltInMetrics() {}

    /// True if more is known about its values than that they are floats, as long as no rule records a metric of this name.
    static boolean isBounded(String metric) {
        return switch (metric) {
            case "up", "probe_success", "ALERTS" -> true;
            default -> false;
        };
    }

    /// Shown at `named`, where the metric is named.
    static Samples samples(String metric, Span named) {
        return samples(metric, new Why("`" + metric + (metric.equals("ALERTS") ? "` is always 1" : "` is 0 or 1"), named));
    }

    /// Shown where it is made use of.
    static Samples samples(String metric) {
        return samples(metric, Why.unplaced("`" + metric + (metric.equals("ALERTS") ? "` is always 1" : "` is 0 or 1")));
    }

    private static Samples samples(String metric, Why why) {
        return switch (metric) {
            case "up", "probe_success" -> Samples.wholeBetween(0, 1, why);
            case "ALERTS" -> Samples.constant(1, why);
            case "ALERTS_FOR_STATE", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added", "scrape_timeout_seconds",
                    "scrape_sample_limit", "scrape_body_size_bytes" -> Samples.FLOATS;
            default -> Samples.ANY;
        };
    }
}
