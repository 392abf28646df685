package promc.checks.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import promc.analysis.ScrapedTarget;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Hosts;
import promc.model.Hosts.Reached;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.source.SourceFile;
import promc.source.Span;

/// A client asks a Prometheus or an Alertmanager for a path that it does not have: all that it has is under `--web.route-prefix`, which is the path of `--web.external-url` where that alone is set (`web/web.go`). Clients are jobs that scrape
/// it, and the sidecar of Thanos; federating jobs are judged by `federation/auth-mismatch`.
public final class PrefixMismatch implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("web/prefix-mismatch", Severity.ERROR, "A server has its endpoints under another path than the one that is asked for");
    private static final String FEDERATE = "/federate";

    /// Where all endpoints of a server are: empty for `/`. `place` is the flag that says so, or the server.
    private record Prefix(String path, SourceFile file, Span place, boolean set) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            Optional<Hosts> hosts = server.file().template() ? Optional.empty() : server.runs().flatMap(run -> Hosts.of(estate, run.process()));
            if (hosts.isPresent()) {
                for (ScrapedTarget target : ScrapedTarget.of(server)) {
                    reached(hosts.get(), target.host(), target.port()).flatMap(PrefixMismatch::prefix).ifPresent(prefix -> scrape(target, prefix, context));
                }
            }
        }
        for (ServerProcess process : estate.processes()) {
            // The sidecars of an operator are told the right path.
            if (process.runs("thanos sidecar") && !(process.origin() instanceof Origin.Operator)) {
                Hosts.of(estate, process).ifPresent(hosts -> sidecar(process, hosts, context));
            }
        }
    }

    private static Optional<Reached> reached(Hosts hosts, String host, String port) {
        return hosts.reached(host, port).stream().filter(reached -> reached.process().runs("prometheus") || reached.process().runs("alertmanager"))
                .filter(reached -> reached.port().equals(reached.process().runs("prometheus") ? "9090" : "9093")).findFirst();
    }

    /// The prefix of a server, if it listens at the usual port and its command line tells all.
    private static Optional<Prefix> prefix(Reached reached) {
        ServerProcess process = reached.process();
        ServerFlags flags = process.flags();
        if (!process.told() || flags.open() || flags.flag("web.listen-address").isPresent()) {
            return Optional.empty();
        }
        Optional<Flag> flag = flags.flag("web.route-prefix").or(() -> flags.flag("web.external-url"));
        if (flag.isEmpty()) {
            return flags.isClosed() || flags.complete() ? Optional.of(new Prefix("", reached.peer().file(), reached.peer().place(), false)) : Optional.empty();
        }
        Optional<Value> value = flag.get().value().filter(known -> !known.unknown());
        Optional<String> path = value.flatMap(known -> flag.get().name().equals("web.route-prefix") ? Optional.of(known.value()) : path(known.value()));
        return path.map(known -> new Prefix(trimmed(known), flag.get().text().file(), flag.get().span(), true));
    }

    private static void scrape(ScrapedTarget target, Prefix prefix, Context context) {
        String asked = target.path();
        if (asked.endsWith(FEDERATE) || asked.isEmpty() || !asked.endsWith("/metrics") || target.params().containsKey("target") || trimmed(asked).equals(prefix.path() + "/metrics")) {
            return;
        }
        Draft draft = context.report(target.file(), target.written().span(), "`" + target.written().value() + "` answers 404 to `" + asked + "`: its metrics are under `" + prefix.path() + "/metrics`, so that every scrape fails; set `metrics_path`");
        evidence(draft, prefix);
        if (target.ofFile()) {
            draft.likely();
        }
    }

    private static void sidecar(ServerProcess process, Hosts hosts, Context context) {
        Optional<Flag> flag = process.flags().flag("prometheus.url");
        Optional<URI> url = flag.flatMap(Flag::value).filter(value -> !value.unknown()).flatMap(value -> uri(value.value()));
        if (url.isEmpty() || url.get().getHost() == null) {
            return;
        }
        String port = url.get().getPort() < 0 ? "80" : String.valueOf(url.get().getPort());
        reached(hosts, url.get().getHost(), port).filter(reached -> reached.process().runs("prometheus")).flatMap(PrefixMismatch::prefix).filter(prefix -> !prefix.path().equals(trimmed(Optional.ofNullable(url.get().getPath()).orElse("")))).ifPresent(prefix ->
                evidence(context.report(flag.get().text().file(), flag.get().span(), "this Prometheus has everything under `" + prefix.path() + "/`: here it answers 404, and the sidecar never becomes ready"), prefix));
    }

    private static void evidence(Draft draft, Prefix prefix) {
        draft.note(prefix.file(), prefix.place(), prefix.set() ? "everything the server has is under this path" : "this server has no `--web.route-prefix`");
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }

    private static Optional<String> path(String url) {
        return uri(url).map(URI::getPath);
    }

    /// With a slash in front and none at the end; empty for the root.
    private static String trimmed(String path) {
        List<String> parts = List.of(path.split("/")).stream().filter(part -> !part.isEmpty()).toList();
        return parts.isEmpty() ? "" : "/" + String.join("/", parts);
    }
}
