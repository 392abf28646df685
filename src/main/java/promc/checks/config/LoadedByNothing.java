package promc.checks.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.HelmValues;
import promc.model.PrometheusConfig;
import promc.model.RuleFile;
import promc.model.Server.Link;
import promc.model.Server;
import promc.model.ServerProcess;
import promc.source.SourceFile;
import promc.source.Span;

/// Rules, or a file of scrape jobs alone, that lie beside or below the configuration of a server in sight and that neither it nor any other server loads. Somebody else may load them, so that
/// is LIKELY; where it is not known what a server finds at one of its paths, nothing is said.
public final class LoadedByNothing implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("config/loaded-by-nothing", Severity.WARNING, "Rules or scrape jobs lie beside a configuration that does not load them")
            .fixable(Applicability.UNSAFE);

    /// Images of others that evaluate rules of Prometheus, which they are given in ways of their own.
    private static final Set<String> RULERS = Set.of("cortex", "mimir", "vmalert", "enterprise-metrics");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        List<Server> run = estate.servers().stream().filter(server -> server.runs().isPresent() && !server.file().template()).toList();
        if (run.isEmpty()) {
            return;
        }
        Set<String> loaded = new HashSet<>();
        Stream.concat(estate.servers().stream(), estate.unconfiguredServers().stream()).flatMap(LoadedByNothing::links).flatMap(link -> link.files().stream()).forEach(file -> loaded.add(file.source().path()));
        boolean rulers = estate.processes().stream().anyMatch(process -> process.runs("thanos rule") && !isTold(process, estate)) || estate.composeFiles().flatMap(file -> file.services().stream())
                .flatMap(service -> service.image().stream()).anyMatch(image -> RULERS.contains(image.baseName()));
        for (EstateFile file : estate.files()) {
            if (file.template() || file.views(HelmValues.class).findAny().isPresent() || loaded.contains(file.source().path())) {
                continue;
            }
            Optional<RuleFile> rules = file.views(RuleFile.class).filter(view -> view.origin() == RuleFile.Origin.FILE).findFirst();
            Optional<PrometheusConfig> jobs = file.views(PrometheusConfig.class).filter(LoadedByNothing::hasJobsAlone).findFirst();
            if (rules.isPresent() && !rulers) {
                List<Server> near = near(file, run);
                near.stream().findFirst().filter(server -> isTold(server.rules().stream().map(Server.RuleLink::link), file.source())).ifPresent(server ->
                        report(file.source(), rules.get().root().entries().getFirst().key().span(), "rule_files", "none of these rules is evaluated", server, context)
                                .severity(isMounted(file.source(), server) && !isSwitchedOff(file.source(), server) ? Severity.WARNING : Severity.INFO)
                                .fix(isSwitchedOff(file.source(), server) ? Optional.empty() : LoadEdits.rules(file.source(), near)));
            } else if (jobs.isPresent() && estate.servers().stream().noneMatch(server -> server.runs().isPresent() && server.configs().contains(jobs.get()))) {
                List<Server> near = near(file, run);
                near.stream().findFirst().filter(server -> isTold(server.jobFiles().stream().map(Server.JobLink::link), file.source())).ifPresent(server ->
                        report(file.source(), jobs.get().root().entries().getFirst().key().span(), "scrape_config_files", "none of these jobs is scraped", server, context)
                                .severity(isSwitchedOff(file.source(), server) ? Severity.INFO : Severity.WARNING)
                                .fix(isSwitchedOff(file.source(), server) ? Optional.empty() : LoadEdits.jobs(file.source(), jobs.get(), near, context)));
            }
        }
    }

    /// True of a ruler of Thanos if it is known where each of its `--rule-file` leads.
    private static boolean isTold(ServerProcess ruler, Estate estate) {
        return ruler.flags().isClosed() && estate.unconfiguredServers().stream().filter(server -> server.runs().filter(run -> run.process() == ruler).isPresent())
                .anyMatch(server -> !server.rules().isEmpty() && links(server).allMatch(link -> link.place().isPresent() || !link.mounted()));
    }

    private static Stream<Link> links(Server server) {
        return Stream.concat(server.rules().stream().map(Server.RuleLink::link), server.jobFiles().stream().map(Server.JobLink::link));
    }

    private static boolean hasJobsAlone(PrometheusConfig config) {
        return !config.jobs().isEmpty() && config.root().entries().size() == 1;
    }

    /// The servers whose configurations lie nearest: in the same folder, or in one above.
    private static List<Server> near(EstateFile file, List<Server> run) {
        String folder = file.source().folder();
        List<Server> nearest = new ArrayList<>();
        for (Server server : run) {
            String own = server.file().source().folder();
            int length = nearest.isEmpty() ? -1 : nearest.getFirst().file().source().folder().length();
            if (folder.startsWith(own) && own.length() >= length) {
                if (own.length() > length) {
                    nearest.clear();
                }
                nearest.add(server);
            }
        }
        return nearest;
    }

    /// True if it is known where each path leads, and none of them was meant for this file.
    private static boolean isTold(Stream<Link> links, SourceFile file) {
        String name = name(file.path());
        return links.allMatch(link -> (link.place().isPresent() || !link.mounted()) && !name(link.path()).equals(name));
    }

    /// True if a line of the configuration that is a comment names the file: somebody took it out.
    private static boolean isSwitchedOff(SourceFile file, Server server) {
        String name = name(file.path());
        return server.file().source().text().lines().anyMatch(line -> line.strip().startsWith("#") && line.contains(name));
    }

    /// True if the server's process sees the file somewhere: it was meant to be read.
    private static boolean isMounted(SourceFile file, Server server) {
        return server.runs().orElseThrow().process().mounts().stream().anyMatch(mount -> mount.shows(file).isPresent());
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Draft report(SourceFile file, Span span, String key, String without, Server server, Context context) {
        ServerProcess process = server.runs().orElseThrow().process();
        return context.report(file, span, "no `" + key + "` of a server in sight leads to this file: " + without)
                .note(server.file().source(), Span.at(0), "the configuration that " + process.what() + " loads")
                .note(process.file(), process.place(), "it runs here");
    }
}
