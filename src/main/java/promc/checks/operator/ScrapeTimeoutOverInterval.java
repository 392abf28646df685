package promc.checks.operator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.OperatorObject;
import promc.promql.PromDuration;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A scrape that may take longer than the interval between two: the operator rejects the object (`pkg/prometheus/resource_selector.go`, `CompareScrapeTimeoutToScrapeInterval`).
public final class ScrapeTimeoutOverInterval implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("operator/scrape-timeout-over-interval", Severity.ERROR, "A scrape may take longer than the interval, so the operator rejects the object");
    /// Of `spec.scrapeInterval` of a Prometheus.
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(OperatorObject.class).forEach(object -> {
            switch (object.kind()) {
                case "ServiceMonitor" -> endpoints(object, "endpoints", context);
                case "PodMonitor" -> endpoints(object, "podMetricsEndpoints", context);
                case "Probe" -> check(object, object.spec(), "interval", context);
                case "ScrapeConfig" -> check(object, object.spec(), "scrapeInterval", context);
                case "Prometheus", "PrometheusAgent" -> server(object, context);
                default -> { }
            }
        });
    }

    private static void endpoints(OperatorObject object, String key, Context context) {
        if (object.spec().get(key).orElse(null) instanceof YamlSequence list) {
            list.items().forEach(item -> {
                if (item.resolve() instanceof YamlMapping endpoint) {
                    check(object, endpoint, "interval", context);
                }
            });
        }
    }

    private static void check(OperatorObject object, YamlMapping settings, String intervalKey, Context context) {
        Optional<YamlScalar> timeout = scalar(settings, "scrapeTimeout");
        Optional<Duration> longest = timeout.flatMap(ScrapeTimeoutOverInterval::duration);
        if (longest.isEmpty()) {
            return;
        }
        if (settings.get(intervalKey).isPresent()) {
            scalar(settings, intervalKey).flatMap(ScrapeTimeoutOverInterval::duration).filter(interval -> longest.get().compareTo(interval) > 0).ifPresent(interval ->
                    context.report(object.text(), timeout.get().span(), "`scrapeTimeout` is " + words(longest.get()) + ", longer than the `" + intervalKey + "` of " + words(interval)
                            + ": the operator rejects the " + object.kind() + ", and nothing of it is scraped"));
            return;
        }
        usual(object, timeout.get(), longest.get(), context);
    }

    /// Without an interval of its own it has that of each server that selects it; all in sight must be shorter.
    private static void usual(OperatorObject object, YamlScalar timeout, Duration longest, Context context) {
        List<OperatorObject> servers = context.estate().operatorObjects("Prometheus");
        if (servers.isEmpty() || !servers.stream().allMatch(server -> interval(server).filter(interval -> longest.compareTo(interval) > 0).isPresent())) {
            return;
        }
        OperatorObject server = servers.getFirst();
        Draft draft = context.report(object.text(), timeout.span(), "`scrapeTimeout` is " + words(longest) + ", longer than the interval of " + words(interval(server).orElseThrow()) + " that " + server.what()
                + " scrapes at: the operator rejects the " + object.kind() + ", and nothing of it is scraped").likely();
        draft.note(server.text(), scalar(server.spec(), "scrapeInterval").map(YamlScalar::span).orElse(server.meta().place()),
                scalar(server.spec(), "scrapeInterval").isPresent() ? "its interval" : "without `scrapeInterval` it is 30s");
    }

    private static void server(OperatorObject server, Context context) {
        Optional<YamlScalar> timeout = scalar(server.spec(), "scrapeTimeout");
        Optional<Duration> longest = timeout.flatMap(ScrapeTimeoutOverInterval::duration);
        Optional<Duration> interval = interval(server);
        if (longest.isPresent() && interval.isPresent() && longest.get().compareTo(interval.get()) > 0) {
            context.report(server.text(), timeout.get().span(), "`scrapeTimeout` is " + words(longest.get()) + ", longer than the interval of " + words(interval.get())
                    + (server.spec().get("scrapeInterval").isPresent() ? "" : ", the default of `scrapeInterval`") + ": the operator does not take it");
        }
    }

    private static Optional<Duration> interval(OperatorObject server) {
        return server.spec().get("scrapeInterval").isEmpty() ? Optional.of(DEFAULT_INTERVAL) : scalar(server.spec(), "scrapeInterval").flatMap(ScrapeTimeoutOverInterval::duration);
    }

    private static Optional<YamlScalar> scalar(YamlMapping mapping, String key) {
        return mapping.get(key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
    }

    private static Optional<Duration> duration(YamlScalar scalar) {
        OptionalLong millis = PromDuration.parseMillis(scalar.value());
        return millis.isPresent() && millis.getAsLong() > 0 ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    private static String words(Duration duration) {
        return PromDuration.format(duration.toMillis());
    }
}
