package promc.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.model.Server.JobLink;
import promc.model.Server.Link;
import promc.model.Server.RuleLink;
import promc.model.Server.Run;
import promc.model.Server.TargetLink;
import promc.yaml.YamlNode.YamlScalar;

/// Finds the servers of an estate: follows `--config.file` through the mounts of a process to the configuration, and the paths in that back through them: `rule_files`,
/// `scrape_config_files`, `file_sd_configs`.
final class Servers {
    private static final String DEFAULT_CONFIG = "/etc/prometheus/prometheus.yml";

    /// Where the chart `prometheus` puts it.
    private static final String CHART_CONFIG = "/etc/config/prometheus.yml";

    private final Estate estate;
    private final EstatePaths paths;

    Servers(Estate estate) {
        this.estate = estate;
        this.paths = new EstatePaths(estate.files());
    }

    List<Server> find() {
        List<Server> servers = new ArrayList<>();
        for (ServerProcess process : estate.processes()) {
            if (process.runs("prometheus") && !(process.origin() instanceof ServerProcess.Origin.Operator)) {
                String path = process.flags().flag("config.file").isPresent() ? process.flags().value("config.file").orElse("")
                        : process.origin() instanceof ServerProcess.Origin.Chart ? CHART_CONFIG : DEFAULT_CONFIG;
                ContainerFiles seen = new ContainerFiles(paths, Optional.of(process));
                seen.hostPath(path).flatMap(this::configAt).ifPresent(found -> servers.add(server(Optional.of(new Run(process, path)), found, seen, path)));
            }
        }
        Set<PrometheusConfig> known = Collections.newSetFromMap(new IdentityHashMap<>());
        servers.forEach(server -> known.addAll(server.configs()));
        List<Found> others = new ArrayList<>();
        for (EstateFile file : estate.files()) {
            file.views(PrometheusConfig.class).filter(config -> !known.contains(config)).forEach(config -> others.add(new Found(file, config)));
        }
        // What one of them takes in by `scrape_config_files` is no server of its own.
        List<Server> unrun = others.stream().map(found ->
                server(Optional.empty(), found, new ContainerFiles(paths, Optional.empty()), found.file.source().path())).toList();
        Set<PrometheusConfig> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        unrun.forEach(server -> parts.addAll(server.parts()));
        unrun.stream().filter(server -> !parts.contains(server.config())).forEach(servers::add);
        return servers;
    }

    private record Found(EstateFile file, PrometheusConfig config) {}

    private Optional<Found> configAt(String path) {
        return paths.at(path).stream().flatMap(file -> file.views(PrometheusConfig.class).map(config -> new Found(file, config))).findFirst();
    }

    /// `path` is where the configuration lies as the process sees it.
    private Server server(Optional<Run> run, Found found, ContainerFiles seen, String path) {
        String folder = EstatePaths.folder(path);
        List<RuleLink> rules = new ArrayList<>();
        for (YamlScalar pattern : found.config.ruleFiles()) {
            Link link = link(pattern, folder, seen);
            rules.add(new RuleLink(link, link.files().stream().flatMap(file -> file.views(RuleFile.class)).toList()));
        }
        List<JobLink> jobFiles = found.config.scrapeConfigFiles().stream().map(pattern -> new JobLink(link(pattern, folder, seen))).toList();
        List<TargetLink> targets = new ArrayList<>();
        targets(found.config, folder, seen, targets);
        for (JobLink part : jobFiles) {
            // Paths in such a file count from its own folder.
            String own = EstatePaths.folder(part.link().path());
            part.files().stream().flatMap(file -> file.views(PrometheusConfig.class)).forEach(config -> targets(config, own, seen, targets));
        }
        return new Server(run, found.file, found.config, parts(found.config, jobFiles), rules, jobFiles, targets);
    }

    private static List<PrometheusConfig> parts(PrometheusConfig config, List<JobLink> jobFiles) {
        List<PrometheusConfig> parts = new ArrayList<>();
        for (JobLink link : jobFiles) {
            link.files().stream().flatMap(file -> file.views(PrometheusConfig.class)).filter(part -> part != config && parts.stream().noneMatch(known -> known == part)).forEach(parts::add);
        }
        return parts;
    }

    private void targets(PrometheusConfig config, String folder, ContainerFiles seen, List<TargetLink> targets) {
        for (ScrapeJob job : config.jobs()) {
            job.discoveries().stream().filter(discovery -> discovery.kind().equals("file")).flatMap(discovery -> Fields.scalars(discovery.node(), "files").stream())
                    .forEach(pattern -> targets.add(new TargetLink(job, link(pattern, folder, seen))));
        }
    }

    private Link link(YamlScalar pattern, String folder, ContainerFiles seen) {
        String path = EstatePaths.resolve(folder, pattern.value());
        Optional<String> place = seen.hostPath(path);
        List<EstateFile> files = seen.at(path);
        return new Link(pattern, path, seen.isMounted(path), place, files,
                place.filter(at -> files.isEmpty()).map(at -> paths.inFolder(EstatePaths.folder(at))).orElse(List.of()));
    }
}
