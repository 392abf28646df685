package promc.checks.scrape;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.ComposeEdits;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.Image;
import promc.model.PrometheusConfig;
import promc.model.RuleFile;
import promc.model.Server.Link;
import promc.model.Server.Run;
import promc.model.Server;
import promc.model.ServerProcess.Origin.Compose;
import promc.model.ServerProcess;
import promc.model.TargetFile;
import promc.source.Nearest;

/// Files that a configuration names and that do not exist where it is read. Prometheus takes a pattern that matches nothing without a word (`rules/manager.go` globs it), so the rules, jobs or
/// targets are simply not there. Proved inside a container that runs the official image with the mounts of a compose file, which tell all that it has. Elsewhere a file is only said to be
/// missing if one that is called nearly so lies there and nothing loads that one.
public final class MissingFile implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/missing-file", Severity.ERROR,
            "A configuration names files that are not there, so their rules, jobs or targets are missing").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        Set<String> loaded = new HashSet<>();
        estate.servers().stream().flatMap(MissingFile::links).forEach(link -> link.files().forEach(file -> loaded.add(file.source().path())));
        for (Server server : estate.servers()) {
            if (server.file().template()) {
                continue;
            }
            server.rules().forEach(rules -> check(server, rules.link(), "and evaluates none of these rules", file -> file.views(RuleFile.class).findAny().isPresent(), loaded, context));
            server.jobFiles().forEach(jobs -> check(server, jobs.link(), "and has none of these jobs", file -> file.views(PrometheusConfig.class).anyMatch(part -> part != server.config()),
                    loaded, context));
            server.targetFiles().forEach(targets -> check(server, targets.link(), "and has none of these targets", file -> file.views(TargetFile.class).findAny().isPresent(), loaded, context));
        }
    }

    private static Stream<Link> links(Server server) {
        return Stream.of(server.rules().stream().map(Server.RuleLink::link), server.jobFiles().stream().map(Server.JobLink::link), server.targetFiles().stream().map(Server.TargetLink::link))
                .flatMap(links -> links);
    }

    private static void check(Server server, Link link, String without, Predicate<EstateFile> isOfKind, Set<String> loaded, Context context) {
        Optional<Run> run = server.runs();
        if (!link.mounted()) {
            run.filter(known -> mountsTellAll(known.process())).ifPresent(known ->
                    context.report(link.pattern().text(), link.pattern().text().span(), "no mount of " + known.process().what() + " provides `" + link.path()
                                    + "`: Prometheus finds nothing there, says nothing, " + without)
                            .note(known.process().file(), known.process().place(), "the service that loads this configuration")
                            .fix(mount(server, known.process(), link, context.estate())));
        } else if (link.files().isEmpty() && link.place().filter(place -> place.indexOf('#') >= 0).isPresent() && !link.isGlob()) {
            run.ifPresent(known -> known.process().mountOf(link.path()).ifPresent(mount -> context.report(link.pattern().text(), link.pattern().text().span(), "`" + mount.source()
                            + "`, which is mounted at `" + mount.target() + "`, has no key `" + link.path().substring(link.path().lastIndexOf('/') + 1) + "`: Prometheus finds nothing there, says nothing, " + without)
                    .note(mount.file(), mount.span(), "what " + known.process().what() + " has mounted there")));
        } else if (link.files().isEmpty() && link.place().isPresent() && !link.isGlob()) {
            List<String> others = link.neighbours().stream().filter(isOfKind).map(file -> file.source().path()).filter(path -> !loaded.contains(path)).toList();
            meant(link.place().get(), others).ifPresent(path -> {
                Draft draft = context.report(link.pattern().text(), link.pattern().text().span(), "no file `" + link.place().get() + "` is in sight, but `" + path
                        + "`, which nothing loads: Prometheus says nothing of a file that is not there, " + without).likely();
                run.ifPresent(known -> draft.note(known.process().file(), known.process().place(), "the service that loads this configuration"));
            });
        }
    }

    /// Mounts the file that lies beside the configuration where the path would lead without a container, next to the mounts of the service that loads it.
    private static Optional<Fix> mount(Server server, ServerProcess process, Link link, Estate estate) {
        Optional<Compose> compose = process.compose();
        String path = server.file().source().folder() + link.pattern().value();
        String folder = process.file().folder();
        boolean here = !link.isGlob() && !link.pattern().value().startsWith("/") && path.startsWith(folder) && !link.pattern().value().contains("..") && estate.files().stream().anyMatch(file -> file.source().path().equals(path));
        return compose.filter(ignored -> here).flatMap(known -> ComposeEdits.mount(known, ComposeEdits.readOnly(process.file(), path, link.path())))
                .map(edit -> new Fix("Mount `" + path.substring(folder.length()) + "`", Applicability.UNSAFE, List.of(edit)));
    }

    /// The file that has the same name but for its ending, or for one letter.
    private static Optional<String> meant(String path, List<String> others) {
        return others.stream().filter(other -> withoutEnding(other).equals(withoutEnding(path))).findFirst().or(() -> Nearest.only(path, others));
    }

    private static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }

    private static boolean mountsTellAll(ServerProcess process) {
        return process.told() && process.image().filter(Image::isOfficialPrometheus).isPresent() && process.compose().filter(compose -> Stream.of("build", "configs", "secrets", "volumes_from")
                .anyMatch(key -> compose.service().node().get(key).isPresent())).isEmpty();
    }
}
