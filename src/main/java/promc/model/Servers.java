package promc.model;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import promc.model.ComposeService.Mount;
import promc.model.Server.RuleLink;
import promc.model.Server.Run;
import promc.yaml.YamlNode.YamlScalar;

/// Finds the servers of an estate: follows `--config.file` through a service's mounts to the configuration, and `rule_files` back through them to the rules.
final class Servers {
    private static final String DEFAULT_CONFIG = "/etc/prometheus/prometheus.yml";

    private final Estate estate;

    Servers(Estate estate) {
        this.estate = estate;
    }

    List<Server> find() {
        List<Server> servers = new ArrayList<>();
        Set<PrometheusConfig> run = Collections.newSetFromMap(new IdentityHashMap<>());
        for (EstateFile file : estate.files()) {
            file.views(ComposeFile.class).forEach(compose -> compose.services().forEach(service -> service.flags()
                    .filter(flags -> flags.component().equals("prometheus")).ifPresent(flags -> {
                        String path = flags.flag("config.file").isPresent() ? flags.value("config.file").orElse("") : DEFAULT_CONFIG;
                        configAt(hostPath(service, path, file)).ifPresent(found -> {
                            run.add(found.config);
                            servers.add(server(Optional.of(new Run(compose, service, path)), found, file));
                        });
                    })));
        }
        for (EstateFile file : estate.files()) {
            file.views(PrometheusConfig.class).filter(config -> !run.contains(config))
                    .forEach(config -> servers.add(server(Optional.empty(), new Found(file, config), file)));
        }
        return servers;
    }

    private record Found(EstateFile file, PrometheusConfig config) {}

    private Optional<Found> configAt(Optional<String> path) {
        return path.flatMap(wanted -> estate.files().stream().filter(file -> file.source().path().equals(wanted))
                .flatMap(file -> file.views(PrometheusConfig.class).map(config -> new Found(file, config))).findFirst());
    }

    private Server server(Optional<Run> run, Found found, EstateFile compose) {
        List<RuleLink> links = new ArrayList<>();
        for (YamlScalar pattern : found.config.ruleFiles()) {
            String base = run.map(Run::configPath).orElse(found.file.source().path());
            String path = resolve(folder(base), pattern.value());
            Optional<String> onHost = run.isPresent() ? hostPath(run.get().service(), path, compose) : Optional.of(path);
            boolean mounted = run.isEmpty() || isMounted(run.get().service(), path);
            links.add(new RuleLink(pattern, path, mounted, onHost.map(this::rulesAt).orElse(mountedInto(run, path, compose))));
        }
        return new Server(run, found.file, found.config, links);
    }

    /// The rule files of the estate at a path, which may have a glob in its last part.
    private List<RuleFile> rulesAt(String pattern) {
        return estate.files().stream().filter(file -> globMatches(pattern, file.source().path())).flatMap(file -> file.views(RuleFile.class)).toList();
    }

    /// Rule files mounted one by one into the folder that a pattern looks at.
    private List<RuleFile> mountedInto(Optional<Run> run, String pattern, EstateFile compose) {
        return run.stream().flatMap(r -> r.service().mounts().stream()).filter(mount -> mount.kind() == Mount.Kind.BIND && globMatches(pattern, mount.target()))
                .flatMap(mount -> rulesAt(resolve(folder(compose.source().path()), mount.source())).stream()).toList();
    }

    /// True if a mount provides the place, or files at it: a mount above it, at it, or (for a glob) one that the glob matches. A mount whose target is not known counts.
    private static boolean isMounted(ComposeService service, String path) {
        return service.mounts().stream().map(Mount::target).anyMatch(target -> target.contains("$") || path.equals(target)
                || path.startsWith(target.endsWith("/") ? target : target + "/") || globMatches(path, target) || target.startsWith(folder(path) + "/") && path.contains("*"));
    }

    /// Where a path inside a service's container lies beside the compose file; empty if no bind mount holds it.
    private static Optional<String> hostPath(ComposeService service, String path, EstateFile compose) {
        Mount best = null;
        for (Mount mount : service.mounts()) {
            String target = mount.target().endsWith("/") ? mount.target().substring(0, mount.target().length() - 1) : mount.target();
            boolean holds = path.equals(target) || path.startsWith(target + "/");
            if (mount.kind() == Mount.Kind.BIND && holds && (best == null || mount.target().length() > best.target().length())) {
                best = mount;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        String target = best.target().endsWith("/") ? best.target().substring(0, best.target().length() - 1) : best.target();
        return Optional.of(resolve(folder(compose.source().path()), best.source() + path.substring(target.length())));
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path.substring(0, slash);
    }

    /// `path` counted from `folder`, without `.` and `..`.
    static String resolve(String folder, String path) {
        String joined = path.startsWith("/") ? path : folder.isEmpty() ? path : folder.endsWith("/") ? folder + path : folder + "/" + path;
        List<String> parts = new ArrayList<>();
        for (String part : joined.split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.equals(".") && !part.isEmpty()) {
                parts.add(part);
            }
        }
        return (joined.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    static boolean globMatches(String pattern, String path) {
        if (!isGlob(pattern)) {
            return pattern.equals(path);
        }
        if (!folder(pattern).equals(folder(path)) && !isGlob(folder(pattern))) {
            return false;
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("{", "\\{"));
            return matcher.matches(Path.of(path));
        } catch (PatternSyntaxException | InvalidPathException refused) {
            return false;
        }
    }

    static boolean isGlob(String pattern) {
        return pattern.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
    }
}
