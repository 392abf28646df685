package promc.checks.scrape;

import java.util.ArrayList;
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
import promc.model.ComposeService.Port;
import promc.model.Estate;
import promc.model.Image;
import promc.model.ServerProcess.Origin.Compose;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// The address of a target leads to a container in which nothing listens at that port: `localhost` where the container's own Prometheus listens elsewhere, or the port that a service
/// publishes on the host, which only the host knows.
public final class NothingListens implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/nothing-listens", Severity.ERROR, "Nothing listens at the port of a target, so it is never scraped");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ContainerTargets.each(estate, (target, place, run, network) -> switch (network.find(target.host())) {
            case Host.Itself ignored -> itself(target, place, run, network, context);
            case Host.Container container -> other(target, place, container.service(), run, network, context);
            case Host.Missing ignored -> Optional.empty();
            case Host.Unreachable ignored -> Optional.empty();
            case Host.Untold ignored -> Optional.empty();
        });
    }

    private static Optional<Draft> itself(ScrapedTarget target, Place place, Compose run, ComposeHosts network, Context context) {
        return listening(run.service(), network).filter(ports -> !ports.contains(target.port())).map(ports ->
                context.report(place.file(), place.span(), "`" + target.host() + "` is the container of `" + run.service().name() + "` itself, where only Prometheus listens, at port "
                        + String.join(" and ", ports) + ": nothing answers at " + target.port() + meant(target, run))
                        .note(run.service().file(), run.service().nameSpan(), "the service that loads this configuration"));
    }

    private static Optional<Draft> other(ScrapedTarget target, Place place, ComposeService service, Compose run, ComposeHosts network, Context context) {
        Optional<List<String>> ports = listening(service, network);
        if (isPublishedOnly(service, target.port()) && (ports.isEmpty() || !ports.get().contains(target.port()))) {
            Port port = service.ports().stream().filter(known -> known.published().equals(target.port())).findFirst().orElseThrow();
            Draft draft = context.report(place.file(), place.span(), "port " + target.port() + " is the one that `" + service.name() + "` has on the host; inside the network it is " + port.target())
                    .note(port.file(), port.span(), "the host's port stands first, the container's behind it");
            return Optional.of(ports.isPresent() ? draft : draft.likely());
        }
        return ports.filter(known -> !known.contains(target.port())).map(known ->
                context.report(place.file(), place.span(), "`" + service.name() + "` listens at port " + String.join(" and ", known) + " only: nothing answers at " + target.port())
                        .note(service.file(), service.nameSpan(), "the service of this name"));
    }

    /// Where the port of a `localhost` target may have been meant to lead: another service that has it.
    private static String meant(ScrapedTarget target, Compose run) {
        List<String> services = new ArrayList<>();
        run.file().services().stream().filter(service -> service != run.service() && service.has(target.port())).forEach(service -> services.add(service.name()));
        return services.size() == 1 ? "; did you mean `" + services.getFirst() + ":" + target.port() + "`?" : "";
    }

    /// The ports that a container of Prometheus listens at, and no other process does; empty if that is not known.
    private static Optional<List<String>> listening(ComposeService service, ComposeHosts network) {
        if (network.isShared()) {
            return Optional.empty();
        }
        Optional<ServerFlags> flags = service.flags().filter(known -> known.component().equals("prometheus") && known.isClosed());
        if (flags.isEmpty() || service.image().filter(Image::isOfficialPrometheus).isEmpty() || service.node().get("build").isPresent() || !service.told()) {
            return Optional.empty();
        }
        List<String> ports = new ArrayList<>();
        for (Flag flag : flags.get().flags()) {
            if (flag.name().equals("web.listen-address")) {
                Optional<String> address = flag.value().filter(value -> !value.unknown()).map(ServerFlags.Value::value).filter(value -> value.matches(".*:[0-9]+"));
                if (address.isEmpty()) {
                    return Optional.empty();
                }
                ports.add(address.get().substring(address.get().lastIndexOf(':') + 1));
            }
        }
        return Optional.of(ports.isEmpty() ? List.of("9090") : ports);
    }

    /// True if the service has the port on the host, for another one of its own, and no container port of this number is known.
    private static boolean isPublishedOnly(ComposeService service, String port) {
        return service.ports().stream().anyMatch(known -> known.published().equals(port) && !known.target().equals(port)) && !service.has(port);
    }
}
