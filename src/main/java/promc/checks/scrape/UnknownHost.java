package promc.checks.scrape;

import java.util.Optional;
import promc.analysis.ScrapedTarget;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Hosts;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;

/// The host of a target is the name of nobody that the server can ask for: Docker's name server knows those of the networks that both are in, that of Kubernetes the Services of the namespace. A search domain of
/// the host could still know a bare name that is nobody's here, so that is LIKELY, and less so of a numbered name, which machines have (`server01`); where a container of this name is there, it is that one that was meant.
public final class UnknownHost implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/unknown-host", Severity.ERROR, "The host of a target has no address where the server runs, so it is never scraped")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ContainerTargets.each(estate, (target, place, hosts) -> {
            Optional<Draft> draft = switch (hosts.find(target.host())) {
                case Host.Unreachable(Peer there, String reason, boolean sure) -> Optional.of(sure(context.report(place.file(), place.span(), "`" + hosts.self().name() + "` cannot find `" + target.host() + "`: " + reason
                        + "; this target is never scraped"), sure).note(there.file(), there.place(), there.title()));
                case Host.Missing(String sought, Optional<String> meant) -> Optional.of(missing(context, target.host(), place, sought, meant).fix(meant.isEmpty() ? added(target, hosts) : Optional.empty()));
                case Host.Itself ignored -> Optional.empty();
                case Host.Container ignored -> Optional.empty();
                case Host.Untold ignored -> Optional.empty();
            };
            draft.ifPresent(found -> ContainerTargets.asking(found, hosts));
            return draft;
        });
    }

    private static Draft missing(Context context, String host, Place place, String sought, Optional<String> meant) {
        boolean machine = meant.isEmpty() && Character.isDigit(host.charAt(host.length() - 1));
        String end = machine ? ": unless the host's own name server knows it, this target is never scraped" : ", so this target is never scraped";
        Draft draft = context.report(place.file(), place.span(), sought + " is called `" + host + "`" + end + meant.map(name -> "; did you mean `" + name + "`?").orElse("")).likely();
        return machine ? draft.severity(Severity.INFO) : draft;
    }

    private static Optional<Fix> added(ScrapedTarget target, Hosts hosts) {
        return hosts.self().processes().stream().findFirst().flatMap(server -> MissingExporter.add(target.host(), target.port(), server));
    }

    private static Draft sure(Draft draft, boolean sure) {
        return sure ? draft : draft.likely();
    }
}
