package promc.checks.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.ComposeEdits;
import promc.lint.ConfigEdits;
import promc.lint.Context;
import promc.model.Mount;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.ServerProcess;
import promc.source.SourceFile;

/// Has a file loaded: by a path in the configuration that lies nearest, where no other lies as near, and, if the containers that run it do not see the file, by a mount in each.
final class LoadEdits {
    private LoadEdits() {}

    /// Rules that the servers see.
    static Optional<Fix> rules(SourceFile file, List<Server> near) {
        return fix(file, near, "rule_files", List.of("global", "alerting"), false);
    }

    /// Jobs that lie beside the configuration, none of which has the name of one that is there; `scrape_config_files` is known since Prometheus 2.43.
    static Optional<Fix> jobs(SourceFile file, PrometheusConfig jobs, List<Server> near, Context context) {
        PrometheusConfig config = near.getFirst().config();
        Set<String> names = new HashSet<>();
        near.forEach(server -> server.jobs().stream().map(ScrapeJob::name).forEach(name -> name.value().ifPresent(names::add)));
        boolean free = jobs.jobs().stream().map(ScrapeJob::name).allMatch(name -> name.value().filter(own -> !names.contains(own)).isPresent());
        boolean known = context.servers(config).stream().allMatch(server -> server.version().filter(version -> !version.isAtLeast(2, 43)).isEmpty());
        boolean beside = file.folder().equals(config.text().file().folder());
        return free && known && beside ? fix(file, near, "scrape_config_files", List.of("global", "alerting", "rule_files"), true) : Optional.empty();
    }

    private static Optional<Fix> fix(SourceFile file, List<Server> near, String key, List<String> before, boolean mount) {
        String config = near.getFirst().file().source().path();
        if (near.stream().anyMatch(server -> !server.file().source().path().equals(config) || server.runs().orElseThrow().process().compose().isEmpty())) {
            return Optional.empty();
        }
        Set<String> paths = new HashSet<>();
        List<TextEdit> edits = new ArrayList<>();
        for (Server server : near) {
            ServerProcess process = server.runs().orElseThrow().process();
            String configPath = server.runs().orElseThrow().configPath();
            String folder = configPath.substring(0, configPath.lastIndexOf('/') + 1);
            String beside = folder + file.path().substring(file.folder().length());
            Optional<String> path = seen(file, process).or(() -> mount && process.mountOf(beside).isEmpty() ? Optional.of(beside) : Optional.empty());
            if (path.isEmpty()) {
                return Optional.empty();
            }
            paths.add(path.get().startsWith(folder) ? path.get().substring(folder.length()) : path.get());
            if (seen(file, process).isEmpty()) {
                Optional<TextEdit> edit = file.path().startsWith(process.file().folder())
                        ? ComposeEdits.mount(process.compose().orElseThrow(), ComposeEdits.readOnly(process.file(), file.path(), beside)) : Optional.empty();
                if (edit.isEmpty()) {
                    return Optional.empty();
                }
                edits.add(edit.get());
            }
        }
        String path = paths.iterator().next();
        String title = "Load it: add `" + path + "` to `" + key + "` of `" + config.substring(config.lastIndexOf('/') + 1) + "`" + (edits.isEmpty() ? "" : ", and mount it");
        return paths.size() > 1 ? Optional.empty() : ConfigEdits.path(near.getFirst().config(), key, path, before).map(edit -> {
            edits.addFirst(edit);
            return new Fix(title, Applicability.UNSAFE, edits);
        });
    }

    /// Where the process sees the file.
    private static Optional<String> seen(SourceFile file, ServerProcess process) {
        for (Mount mount : process.mounts()) {
            Optional<String> path = mount.shows(file);
            if (path.flatMap(process::mountOf).filter(mount::equals).isPresent()) {
                return path;
            }
        }
        return Optional.empty();
    }
}
