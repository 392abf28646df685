package promc.checks.grafana;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import promc.checks.grafana.Grafanas.Grafana;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeHosts;
import promc.model.ComposeService.Port;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.GrafanaProvisioning.DataSource;
import promc.model.GrafanaProvisioning;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.MonitoringProgram;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlScalar;

/// The address of a data source leads nowhere from the container of the Grafana that reads it: no container has that name, `localhost` is Grafana itself, or the port is the one that only the host knows. As with targets, a name that
/// nobody has is LIKELY wrong: a search domain of the host could know it.
public final class DatasourceUnreachable implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("grafana/datasource-unreachable", Severity.ERROR, "The address of a data source leads nowhere from the container of Grafana");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        List<Grafana> grafanas = Grafanas.in(estate);
        if (grafanas.isEmpty()) {
            return;
        }
        estate.files().stream().filter(file -> !file.template()).forEach(file -> file.views(GrafanaProvisioning.class).forEach(view -> {
            for (DataSource source : view.dataSources()) {
                // A proxy of Grafana asks; with `direct` the reader's browser does.
                boolean asked = !source.url().map(YamlScalar::value).orElse("$").contains("$") && source.node().get("access").filter(YamlScalar.class::isInstance)
                        .filter(access -> ((YamlScalar) access).value().equals("direct")).isEmpty();
                Optional<Grafana> reader = asked ? grafanas.stream().filter(one -> reads(one.service(), file.source())).findFirst() : Optional.empty();
                reader.ifPresent(one -> uri(source.url().orElseThrow().value()).ifPresent(url -> check(source, url, one, estate, file.source(), context)));
            }
        }));
    }

    private static boolean reads(ComposeService service, SourceFile file) {
        return service.told() && service.mounts().stream().anyMatch(mount -> mount.target().startsWith("/etc/grafana/provisioning") && mount.shows(file).isPresent());
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text.contains("://") ? text : "http://" + text)).filter(url -> url.getHost() != null);
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }

    private static void check(DataSource source, URI url, Grafana reader, Estate estate, SourceFile file, Context context) {
        ComposeHosts hosts = new ComposeHosts(estate, reader.file(), reader.service());
        String port = url.getPort() >= 0 ? String.valueOf(url.getPort()) : "https".equals(url.getScheme()) ? "443" : "80";
        YamlScalar place = source.url().orElseThrow();
        Optional<Draft> draft = switch (hosts.find(url.getHost())) {
            case Host.Missing(String sought, Optional<String> other) -> Optional.of(context.report(file, place.span(), sought + " is called `" + url.getHost() + "`, so every query of this data source fails"
                    + other.map(name -> "; did you mean `" + name + "`?").orElse("")).likely());
            case Host.Unreachable unreachable -> Optional.of(context.report(file, place.span(), "`" + reader.service().name() + "` cannot find `" + url.getHost() + "`: " + unreachable.reason()
                    + "; every query of this data source fails"));
            case Host.Itself ignored -> port.equals("3000") ? Optional.empty() : Optional.of(context.report(file, place.span(), "`" + url.getHost() + "` is the container of Grafana itself, where nothing listens at port "
                    + port + meant(reader, port)));
            case Host.Container(Peer peer) -> reader.file().project().stream().filter(service -> service.name().equals(peer.name())).findFirst().flatMap(service -> wrongPort(service, port))
                    .map(inside -> context.report(file, place.span(), "port " + port + " is the one that `" + peer.name() + "` has on the host; inside the network it is " + inside).likely());
            case Host.Untold ignored -> Optional.empty();
        };
        draft.ifPresent(found -> found.note(reader.service().file(), reader.service().nameSpan(), "the Grafana that reads this file"));
    }

    private static String meant(Grafana reader, String port) {
        List<ComposeService> there = reader.file().project().stream().filter(service -> service != reader.service() && (service.has(port)
                || MonitoringProgram.of(service).filter(program -> program.ports().contains(port)).isPresent())).toList();
        return there.size() == 1 ? "; did you mean `" + there.getFirst().name() + ":" + port + "`?" : "";
    }

    /// The port inside, if the one that is asked for is published by the service and is not one of its own as far as is known.
    private static Optional<String> wrongPort(ComposeService service, String port) {
        boolean own = service.has(port) || service.commandText().contains(":" + port) || MonitoringProgram.of(service).filter(program -> program.ports().contains(port)).isPresent();
        return own ? Optional.empty() : service.ports().stream().filter(known -> known.published().equals(port)).map(Port::target).findFirst();
    }
}
