package promc.checks.relabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.analysis.ScrapeProcess;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.StaticTargets;
import promc.yaml.YamlNode.YamlScalar;

/// The targets of a job's `static_configs` as relabelling leaves them, each exactly.
record StaticRun(YamlScalar target, Map<String, String> labels) {
    /// None for a job that Prometheus refuses. What is dropped is left out, and so is what a template or the environment writes.
    static List<StaticRun> of(PrometheusConfig config, ScrapeJob job) {
        Optional<ScrapeProcess> process = ScrapeProcess.of(config, job);
        List<StaticRun> runs = new ArrayList<>();
        if (process.isEmpty()) {
            return runs;
        }
        for (StaticTargets targets : job.staticConfigs()) {
            Map<String, String> group = new TreeMap<>();
            for (Pair label : targets.labels()) {
                group.put(label.name(), label.value().value().filter(value -> !value.isNull()).map(YamlScalar::value).orElse(""));
            }
            for (YamlScalar target : targets.targets()) {
                if (!target.isNull() && !isWritten(target.value()) && group.values().stream().noneMatch(StaticRun::isWritten)) {
                    process.get().relabelled(Map.of("__address__", target.value()), group).ifPresent(labels -> runs.add(new StaticRun(target, labels)));
                }
            }
        }
        return runs;
    }

    private static boolean isWritten(String value) {
        return value.indexOf('{') >= 0 || value.indexOf('$') >= 0 || value.indexOf('%') >= 0 || value.indexOf('<') >= 0;
    }

    String address() {
        return labels.getOrDefault("__address__", "");
    }

    /// What makes up the URL that is scraped.
    Map<String, String> request() {
        Map<String, String> request = new TreeMap<>(labels);
        request.keySet().removeIf(name -> !MisplacedLabel.isSetting(name) || name.startsWith("__scrape_"));
        return request;
    }

    /// The labels that all series of the target get.
    Map<String, String> own() {
        Map<String, String> own = new TreeMap<>(labels);
        own.keySet().removeIf(name -> name.startsWith("__"));
        own.putIfAbsent("instance", address());
        return own;
    }
}
