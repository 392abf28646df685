package promc.checks.scrape;

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
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.Hosts.Refusal;

/// The address of a target leads to a container in which nothing listens at that port: `localhost` where the container's own Prometheus listens elsewhere, or the port that a service
/// publishes on the host, which only the host knows; or to a Service of Kubernetes that does not have the port.
public final class NothingListens implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/nothing-listens", Severity.ERROR, "Nothing listens at the port of a target, so it is never scraped");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ContainerTargets.each(estate, (target, place, hosts) -> switch (hosts.find(target.host())) {
            case Host.Itself ignored -> itself(target, place, hosts, context);
            case Host.Container(Peer peer) -> other(target, place, peer, context);
            case Host.Missing ignored -> Optional.empty();
            case Host.Unreachable ignored -> Optional.empty();
            case Host.Untold ignored -> Optional.empty();
        });
    }

    private static Optional<Draft> itself(ScrapedTarget target, Place place, Hosts hosts, Context context) {
        return hosts.self().listening().filter(ports -> !ports.contains(target.port())).map(ports -> sure(ContainerTargets.asking(
                context.report(place.file(), place.span(), "`" + target.host() + "` is the " + hosts.within() + " of `" + hosts.self().name() + "` itself, where only Prometheus listens, at port "
                        + String.join(" and ", ports) + ": nothing answers at " + target.port() + meant(target, hosts)), hosts), hosts.self().sure()));
    }

    private static Optional<Draft> other(ScrapedTarget target, Place place, Peer peer, Context context) {
        Optional<List<String>> ports = peer.listening();
        Optional<String> inside = peer.inside(target.port());
        boolean silent = ports.isPresent() && inside.isPresent() && !ports.get().contains(inside.get());
        Optional<Refusal> refusal = peer.refusal(target.port()).filter(known -> known.proved() || ports.isEmpty() || silent || inside.isEmpty());
        if (refusal.isPresent()) {
            return refusal.map(known -> sure(context.report(place.file(), place.span(), known.message()).note(known.file(), known.span(), known.note()), known.proved() || silent));
        }
        String through = inside.filter(port -> !port.equals(target.port())).map(port -> peer.what() + " leads to port " + port + " of its pods, which listen at ").orElse("`" + peer.name() + "` listens at port ");
        return !silent ? Optional.empty() : Optional.of(sure(context.report(place.file(), place.span(), through + String.join(" and ", ports.get()) + " only: nothing answers at " + target.port())
                .note(peer.file(), peer.place(), peer.title()), peer.sure()));
    }

    private static Draft sure(Draft draft, boolean sure) {
        return sure ? draft : draft.likely();
    }

    /// Where the port of a `localhost` target may have been meant to lead: another service that has it.
    private static String meant(ScrapedTarget target, Hosts hosts) {
        List<String> services = hosts.having(target.port());
        return services.size() == 1 ? "; did you mean `" + services.getFirst() + ":" + target.port() + "`?" : "";
    }
}
