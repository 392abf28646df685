package promc.analysis;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.promql.PromDuration;
import promc.yaml.YamlNode.YamlScalar;

/// What becomes of one target of a job, and of one series that it exposes, exactly (Prometheus `scrape.PopulateLabels` and `scrape.mutateSampleLabels`). Where `labelmap` gives several labels of a
/// target one name, Prometheus keeps any of them.
public final class ScrapeProcess {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Set<String> BOOLEANS = Set.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");

    private static final String PARAM = "__param_";
    static final String NO_ADDRESS = "it has no address";
    /// How the reason ends why an address with a `/` is not scraped.
    static final String SLASH_IN_ADDRESS = "` is no address: scheme and path go into labels of their own";

    private final ScrapeJob job;
    private final Relabelling targets;
    private final Relabelling metrics;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private ScrapeProcess(PrometheusConfig config, ScrapeJob job, Relabelling targets, Relabelling metrics) {
        this.job = job;
        this.targets = targets;
        this.metrics = metrics;
        Duration interval = job.interval().value().or(config.scrapeInterval()::value).orElse(INTERVAL);
        Duration global = config.scrapeTimeout().value().orElse(TIMEOUT);
        Duration timeout = job.timeout().value().orElse(global.compareTo(interval) > 0 ? interval : global);
        settings.put(TargetLabels.JOB, job.name().value().orElse(""));
        settings.put(TargetLabels.SCRAPE_INTERVAL, PromDuration.format(interval.toMillis()));
        settings.put(TargetLabels.SCRAPE_TIMEOUT, PromDuration.format(timeout.toMillis()));
        settings.put("__metrics_path__", job.metricsPath().value().orElse("/metrics"));
        settings.put("__scheme__", job.scheme().value().orElse("http"));
        for (String name : TargetLabels.SWITCHES) {
            String key = name.substring(2, name.length() - 2);
            settings.put(name, Boolean.toString(job.switchedOn(key).value().or(config.switchedOn(key)::value).orElse(false)));
        }
        for (ScrapeJob.Param param : job.params()) {
            if (!param.values().isEmpty() && param.values().getFirst() instanceof YamlScalar first) {
                settings.put(PARAM + param.name(), first.isNull() ? "" : first.value());
            }
        }
    }

    /// Empty if Prometheus refuses the rules of the job.
    public static Optional<ScrapeProcess> of(PrometheusConfig config, ScrapeJob job) {
        return TargetLabels.relabelling(config, job, job.relabelRules()).flatMap(targets ->
                TargetLabels.relabelling(config, job, job.metricRelabelRules()).map(metrics -> new ScrapeProcess(config, job, targets, metrics)));
    }

    /// The labels of a target, given those that it has of its own and of its group: those of a static configuration, or of a discovery. Empty if it is dropped, or no target that can be scraped.
    public Optional<Map<String, String>> target(Map<String, String> own, Map<String, String> group) {
        return targetRun(own, group).outcome().map(ScrapeProcess::visible);
    }

    /// The labels that the series of a target get: those that do not begin with `__`.
    public static Map<String, String> visible(Map<String, String> labels) {
        Map<String, String> kept = new TreeMap<>(labels);
        kept.keySet().removeIf(name -> name.startsWith("__"));
        return kept;
    }

    private RelabelBuilder discovered(Map<String, String> own, Map<String, String> group) {
        RelabelBuilder labels = new RelabelBuilder(Map.of());
        own.forEach(labels::set);
        group.forEach((name, value) -> {
            if (!own.containsKey(name)) {
                labels.set(name, value);
            }
        });
        settings.forEach((name, value) -> {
            if (labels.get(name).isEmpty()) {
                labels.set(name, value);
            }
        });
        return labels;
    }

    /// The same rule by rule; the outcome has the labels that begin with `__`, too, which say how it is scraped.
    public RelabelRun targetRun(Map<String, String> own, Map<String, String> group) {
        RelabelBuilder labels = discovered(own, group);
        Map<String, String> given = labels.labels();
        List<RelabelRun.Step> steps = targets.run(labels);
        String lost = steps.isEmpty() || steps.getLast().kept() ? unscrapable(labels) : RelabelRun.DROPPED;
        if (!lost.isEmpty()) {
            return new RelabelRun(given, steps, Optional.empty(), lost);
        }
        if (labels.get(TargetLabels.INSTANCE).isEmpty()) {
            labels.set(TargetLabels.INSTANCE, labels.get(TargetLabels.ADDRESS));
        }
        return new RelabelRun(given, steps, Optional.of(labels.labels()), "");
    }

    /// The labels of a target when the rules were applied, whether it can be scraped or not, those beginning with `__` among them. Empty if it is dropped.
    public Optional<Map<String, String>> relabelled(Map<String, String> own, Map<String, String> group) {
        return targets.apply(discovered(own, group).labels());
    }

    /// Where the target is scraped whose labels are the outcome of [#targetRun].
    public String url(Map<String, String> labels) {
        StringBuilder query = new StringBuilder();
        Set<String> told = new HashSet<>();
        for (ScrapeJob.Param param : job.params()) {
            String first = labels.get(PARAM + param.name());
            for (int i = 0; i < param.values().size(); i++) {
                boolean relabelled = i == 0 && first != null;
                if (relabelled || param.values().get(i) instanceof YamlScalar) {
                    parameter(param.name(), relabelled ? first : ((YamlScalar) param.values().get(i)).value(), query);
                    told.add(param.name());
                }
            }
        }
        labels.forEach((name, value) -> {
            if (name.startsWith(PARAM) && !told.contains(name.substring(PARAM.length()))) {
                parameter(name.substring(PARAM.length()), value, query);
            }
        });
        String path = labels.getOrDefault("__metrics_path__", "");
        return labels.getOrDefault("__scheme__", "") + "://" + labels.get(TargetLabels.ADDRESS) + (path.isEmpty() || path.startsWith("/") ? path : "/" + path) + query;
    }

    private static void parameter(String name, String value, StringBuilder query) {
        query.append(query.isEmpty() ? '?' : '&').append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /// Why Prometheus makes no target of these labels; empty if it does.
    private static String unscrapable(RelabelBuilder labels) {
        String address = labels.get(TargetLabels.ADDRESS);
        return address.isEmpty() ? NO_ADDRESS : address.indexOf('/') >= 0 ? "`" + address + SLASH_IN_ADDRESS
                : isScraped(labels) ? "" : "relabelling left an interval, a timeout or a switch that is none";
    }

    private static boolean isScraped(RelabelBuilder labels) {
        OptionalLong interval = PromDuration.parseMillis(labels.get(TargetLabels.SCRAPE_INTERVAL));
        OptionalLong timeout = PromDuration.parseMillis(labels.get(TargetLabels.SCRAPE_TIMEOUT));
        return interval.isPresent() && timeout.isPresent() && timeout.getAsLong() > 0 && timeout.getAsLong() <= interval.getAsLong()
                && TargetLabels.SWITCHES.stream().map(labels::get).allMatch(value -> value.isEmpty() || BOOLEANS.contains(value));
    }

    /// What is stored of a series with the labels `exposed` of the target with the labels `target`; empty if it is dropped. A label that is exposed with an empty value matters under `honor_labels`.
    public Optional<Map<String, String>> series(Map<String, String> exposed, Map<String, String> target) {
        return seriesRun(exposed, target).outcome();
    }

    /// The same rule by rule.
    public RelabelRun seriesRun(Map<String, String> exposed, Map<String, String> target) {
        RelabelBuilder labels = new RelabelBuilder(exposed);
        boolean honor = job.honorLabels().value().orElse(false);
        List<String> clashes = new ArrayList<>();
        target.forEach((name, value) -> {
            if (!honor || !exposed.containsKey(name)) {
                labels.set(name, value);
            }
            if (!honor && !exposed.getOrDefault(name, "").isEmpty()) {
                clashes.add(name);
            }
        });
        clashes.sort((a, b) -> Integer.compare(a.length(), b.length()));
        for (String clash : clashes) {
            String name = ScrapedLabels.EXPORTED + clash;
            while (!labels.get(name).isEmpty()) {
                name = ScrapedLabels.EXPORTED + name;
            }
            labels.set(name, exposed.get(clash));
        }
        return RelabelRun.of(labels.labels(), metrics.run(labels), labels);
    }
}
