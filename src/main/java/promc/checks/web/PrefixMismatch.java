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
import promc.model.ComposeHosts;
import promc.model.ComposeHosts.Host;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin.Compose;
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
            Optional<Compose> run = server.runs().flatMap(known -> known.process().compose());
            if (run.isPresent() && !server.file().template()) {
                ComposeHosts network = new ComposeHosts(estate, run.get().file(), run.get().service());
                for (ScrapedTarget target : ScrapedTarget.of(server)) {
                    reached(network.find(target.host()), run.get().service()).flatMap(service -> prefix(service, target.port())).ifPresent(prefix -> scrape(target, prefix, context));
                }
            }
        }
        for (ServerProcess process : estate.processes()) {
            if (process.runs("thanos sidecar") && process.compose().isPresent()) {
                sidecar(process, new ComposeHosts(estate, process.compose().get().file(), process.compose().get().service()), context);
            }
        }
    }

    private static Optional<ComposeService> reached(Host host, ComposeService self) {
        return switch (host) {
            case Host.Itself ignored -> Optional.of(self);
            case Host.Container container -> Optional.of(container.service());
            case Host.Missing ignored -> Optional.empty();
            case Host.Unreachable ignored -> Optional.empty();
            case Host.Untold ignored -> Optional.empty();
        };
    }

    /// The prefix of the server that a service runs, if it listens at the port and its command line tells all.
    private static Optional<Prefix> prefix(ComposeService service, String port) {
        Optional<ServerFlags> flags = service.flags().filter(known -> service.told() && !known.open() && (known.component().equals("prometheus") || known.component().equals("alertmanager")));
        if (flags.isEmpty() || flags.get().flag("web.listen-address").isPresent() || !port.equals(flags.get().component().equals("prometheus") ? "9090" : "9093")) {
            return Optional.empty();
        }
        Optional<Flag> flag = flags.get().flag("web.route-prefix").or(() -> flags.get().flag("web.external-url"));
        if (flag.isEmpty()) {
            return flags.get().isClosed() || flags.get().complete() ? Optional.of(new Prefix("", service.file(), service.nameSpan(), false)) : Optional.empty();
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

    private static void sidecar(ServerProcess process, ComposeHosts network, Context context) {
        Optional<Flag> flag = process.flags().flag("prometheus.url");
        Optional<URI> url = flag.flatMap(Flag::value).filter(value -> !value.unknown()).flatMap(value -> uri(value.value()));
        if (url.isEmpty() || url.get().getHost() == null) {
            return;
        }
        String port = url.get().getPort() < 0 ? "80" : String.valueOf(url.get().getPort());
        reached(network.find(url.get().getHost()), process.compose().orElseThrow().service()).filter(service -> service.flags().filter(flags -> flags.component().equals("prometheus")).isPresent())
                .flatMap(service -> prefix(service, port)).filter(prefix -> !prefix.path().equals(trimmed(Optional.ofNullable(url.get().getPath()).orElse("")))).ifPresent(prefix ->
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
