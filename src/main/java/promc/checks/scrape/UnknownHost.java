package promc.checks.scrape;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import promc.analysis.ScrapedTarget;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeHosts;
import promc.model.ComposeHosts.Host;
import promc.model.Estate;
import promc.model.Server;
import promc.model.Server.Run;
import promc.source.Nearest;

/// The host of a target is the name of no container that the server's container can ask for: Docker's name server knows those of the networks that both are in. A search domain of
/// the host could still know a bare name that is nobody's here, so that is LIKELY; where a container of this name is there, it is that one that was meant.
public final class UnknownHost implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/unknown-host", Severity.ERROR, "The host of a target has no address where the server runs, so it is never scraped");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            if (server.runs().isPresent() && !server.file().template()) {
                check(server, server.runs().get(), new ComposeHosts(estate, server.runs().get().compose(), server.runs().get().service()), context);
            }
        }
    }

    private static void check(Server server, Run run, ComposeHosts network, Context context) {
        Set<Place> told = new HashSet<>();
        for (ScrapedTarget target : ScrapedTarget.of(server)) {
            Host host = network.find(target.host());
            Place place = Place.of(target);
            if (!(host instanceof Host.Missing || host instanceof Host.Unreachable) || !told.add(place)) {
                continue;
            }
            Draft draft = switch (host) {
                case Host.Unreachable unreachable -> context.report(place.file(), place.span(), "`" + run.service().name() + "` cannot find `" + target.host() + "`: " + unreachable.reason()
                        + "; this target is never scraped").note(run.compose().text().file(), unreachable.service().nameSpan(), "the service of this name");
                case Host.Missing ignored -> missing(target, place, run, network, context);
                case Host.Itself ignored -> throw new IllegalStateException();
                case Host.Container ignored -> throw new IllegalStateException();
                case Host.Untold ignored -> throw new IllegalStateException();
            };
            draft.note(run.compose().text().file(), run.service().nameSpan(), "the service that loads this configuration");
            if (target.ofFile()) {
                draft.likely();
            }
        }
    }

    private static Draft missing(ScrapedTarget target, Place place, Run run, ComposeHosts network, Context context) {
        Optional<String> meant = Nearest.to(target.host(), network.names());
        return context.report(place.file(), place.span(), "no service, container name or alias that `" + run.service().name() + "` shares a network with is called `" + target.host()
                + "`, so this target is never scraped" + meant.map(name -> "; did you mean `" + name + "`?").orElse("")).likely();
    }
}
