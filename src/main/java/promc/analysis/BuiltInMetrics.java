package promc.analysis;

import java.util.Set;
import promc.source.Span;

/// The series that Prometheus itself makes, and their values (`scrape/scrape.go` reports, `rules/alerting.go`); and those of `probe_success`, which the blackbox exporter makes like `up`.
final class BuiltInMetrics {
    /// The series that Prometheus makes of each scrape.
    static final Set<String> OF_SCRAPES = Set.of("up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_series_added",
            "scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes");

    private BuiltInMetrics() {}

    /// True if Prometheus makes series of this name, whatever is scraped.
    static boolean contains(String metric) {
        return OF_SCRAPES.contains(metric) || RuleSeries.OF_ALERTS.contains(metric);
    }

    /// True if more is known about its values than that they are floats, as long as no rule records a metric of this name.
    static boolean isBounded(String metric) {
        return switch (metric) {
            case "up", "probe_success", "ALERTS" -> true;
            default -> false;
        };
    }

    /// Shown at `named`, where the metric is named.
    static Samples samples(String metric, Span named) {
        return samples(metric, new Why(words(metric), named));
    }

    /// Shown where it is made use of.
    static Samples samples(String metric) {
        return samples(metric, Why.unplaced(words(metric)));
    }

    private static String words(String metric) {
        return "`" + metric + (metric.equals("ALERTS") ? "` is always 1" : "` is 0 or 1");
    }

    private static Samples samples(String metric, Why why) {
        return switch (metric) {
            case "up", "probe_success" -> Samples.wholeBetween(0, 1, why);
            case "ALERTS" -> Samples.constant(1, why);
            default -> contains(metric) ? Samples.FLOATS : Samples.ANY;
        };
    }
}
