package promc.analysis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import promc.model.EstateFile;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.Server.TargetLink;
import promc.model.StaticTargets;
import promc.model.TargetFile;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlScalar;

/// A target that a file names, as the server scrapes it once the job's rules have changed it (Prometheus `scrape.PopulateLabels`). `config` is where the job stands, `file` where the target does,
/// as `written`. `ofFile` is true for those of `file_sd_configs`, whose files may change while the server runs. `labels` are all that it has, those that begin with `__` too;
/// of a target that is not scraped none are left, and `lost` says why.
public record ScrapedTarget(ScrapeJob job, PrometheusConfig config, YamlScalar written, SourceFile file, boolean ofFile, Map<String, String> labels, String lost) {
    private static final String PARAM = "__param_";

    /// Host and port, as the request goes to.
    public String address() {
        return labels.getOrDefault(TargetLabels.ADDRESS, "");
    }

    /// The host of [#address], without its port.
    public String host() {
        int colon = portColon();
        return colon < 0 ? address() : address().substring(0, colon);
    }

    /// The port of [#address]; without one, that of the scheme.
    public String port() {
        int colon = portColon();
        return colon >= 0 ? address().substring(colon + 1) : scheme().equals("https") ? "443" : "80";
    }

    /// An IPv6 address has colons of its own, inside brackets.
    private int portColon() {
        int colon = address().lastIndexOf(':');
        return colon > address().lastIndexOf(']') ? colon : -1;
    }

    public String scheme() {
        return labels.getOrDefault("__scheme__", "");
    }

    public String path() {
        return labels.getOrDefault("__metrics_path__", "");
    }

    /// The parameters of the request, by name.
    public Map<String, List<String>> params() {
        Map<String, List<String>> params = new TreeMap<>();
        for (ScrapeJob.Param param : job.params()) {
            params.put(param.name(), new ArrayList<>(param.values().stream().filter(YamlScalar.class::isInstance).map(value -> ((YamlScalar) value).value()).toList()));
        }
        labels.forEach((name, value) -> {
            if (name.startsWith(PARAM)) {
                List<String> values = params.computeIfAbsent(name.substring(PARAM.length()), key -> new ArrayList<>());
                if (values.isEmpty()) {
                    values.add(value);
                } else {
                    values.set(0, value);
                }
            }
        });
        return params;
    }

    /// The labels that its series get.
    public Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>(labels);
        stored.keySet().removeIf(name -> name.startsWith("__"));
        return stored;
    }

    /// True if it is not scraped because its address has a `/`, as that of a URL.
    public boolean isUrl() {
        return lost.endsWith(ScrapeProcess.SLASH_IN_ADDRESS);
    }

    /// True if it is not scraped because nothing is left of its address.
    public boolean isWithoutAddress() {
        return lost.equals(ScrapeProcess.NO_ADDRESS);
    }

    /// The targets that the files in sight name for the jobs of a server, in their order; those that rules drop, or that cannot be scraped, are not among them. Nothing is known of a job that
    /// Prometheus refuses.
    public static List<ScrapedTarget> of(Server server) {
        return written(server).stream().filter(target -> target.lost.isEmpty()).toList();
    }

    /// The same with those that are not scraped.
    public static List<ScrapedTarget> written(Server server) {
        List<ScrapedTarget> targets = new ArrayList<>();
        // By identity: to compare jobs would be to compare all that they hold.
        Map<ScrapeJob, List<TargetLink>> links = new IdentityHashMap<>();
        server.targetFiles().forEach(link -> links.computeIfAbsent(link.job(), job -> new ArrayList<>()).add(link));
        for (PrometheusConfig config : server.configs()) {
            for (ScrapeJob job : config.jobs()) {
                if (!job.staticConfigs().isEmpty() || links.containsKey(job)) {
                    // What is set for all jobs stands in the server's own configuration.
                    ScrapeProcess.of(server.config(), job).ifPresent(process -> new Collector(config, job, process, targets).collect(links.getOrDefault(job, List.of())));
                }
            }
        }
        return targets;
    }

    private record Collector(PrometheusConfig config, ScrapeJob job, ScrapeProcess process, List<ScrapedTarget> targets) {
        void collect(List<TargetLink> links) {
            job.staticConfigs().forEach(group -> add(group, config.text().file(), false, Map.of()));
            for (TargetLink link : links) {
                String folder = link.link().path().substring(0, link.link().path().lastIndexOf('/') + 1);
                for (EstateFile file : link.files()) {
                    String name = file.source().path().substring(file.source().path().lastIndexOf('/') + 1);
                    file.views(TargetFile.class).flatMap(view -> view.groups().stream()).forEach(group -> add(group, file.source(), true, Map.of("__meta_filepath", folder + name)));
                }
            }
        }

        private void add(StaticTargets group, SourceFile file, boolean ofFile, Map<String, String> meta) {
            Map<String, String> labels = new LinkedHashMap<>();
            for (Pair pair : group.labels()) {
                if (pair.value().value().isEmpty()) {
                    return;
                }
                labels.put(pair.name(), pair.value().value().get().isNull() ? "" : pair.value().value().get().value());
            }
            labels.putAll(meta);
            for (YamlScalar target : group.targets()) {
                RelabelRun run = process.targetRun(Map.of(TargetLabels.ADDRESS, target.isNull() ? "" : target.value()), labels);
                Map<String, String> known = new TreeMap<>(run.outcome().orElse(Map.of()));
                known.keySet().removeIf(name -> name.startsWith("__meta_"));
                targets.add(new ScrapedTarget(job, config, target, file, ofFile, known, run.lost()));
            }
        }
    }
}
