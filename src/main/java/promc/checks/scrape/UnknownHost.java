package promc.checks.scrape;

import java.util.Optional;
import promc.analysis.ScrapedTarget;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeHosts;
import promc.model.ComposeHosts.Host;
import promc.model.Estate;
import promc.model.ServerProcess.Origin.Compose;
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
        ContainerTargets.each(estate, (target, place, run, network) -> {
            Optional<Draft> draft = switch (network.find(target.host())) {
                case Host.Unreachable unreachable -> Optional.of(context.report(place.file(), place.span(), "`" + run.service().name() + "` cannot find `" + target.host() + "`: " + unreachable.reason()
                        + "; this target is never scraped").note(unreachable.service().file(), unreachable.service().nameSpan(), "the service of this name"));
                case Host.Missing ignored -> Optional.of(missing(target, place, run, network, context));
                case Host.Itself ignored -> Optional.empty();
                case Host.Container ignored -> Optional.empty();
                case Host.Untold ignored -> Optional.empty();
            };
            draft.ifPresent(found -> found.note(run.service().file(), run.service().nameSpan(), "the service that loads this configuration"));
            return draft;
        });
    }

    private static Draft missing(ScrapedTarget target, Place place, Compose run, ComposeHosts network, Context context) {
        Optional<String> meant = Nearest.to(target.host(), network.names());
        return context.report(place.file(), place.span(), "no service, container name or alias that `" + run.service().name() + "` shares a network with is called `" + target.host()
                + "`, so this target is never scraped" + meant.map(name -> "; did you mean `" + name + "`?").orElse("")).likely();
    }
}
