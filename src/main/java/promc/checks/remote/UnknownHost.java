package promc.checks.remote;

import java.util.Optional;
import promc.checks.remote.Endpoints.Endpoint;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeHosts;
import promc.model.ComposeHosts.Host;
import promc.model.Estate;
import promc.model.Server;
import promc.model.ServerProcess.Origin.Compose;
import promc.source.Nearest;
import promc.source.SourceFile;

/// The host of a remote write or remote read is the name of no container that the server's container can ask for. As with targets, a bare name that is nobody's here is LIKELY wrong: a search domain
/// of the host could still know it.
public final class UnknownHost implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("remote/unknown-host", Severity.ERROR, "The host of a remote write or remote read has no address where the server runs");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            for (Endpoint endpoint : Endpoints.of(server, estate)) {
                Compose run = server.runs().flatMap(known -> known.process().compose()).orElseThrow();
                SourceFile file = server.config().text().file();
                String lost = endpoint.kind().equals("remote_write") ? "nothing is sent" : "nothing is read from there";
                Optional<Draft> draft = switch (endpoint.host()) {
                    case Host.Unreachable unreachable -> Optional.of(context.report(file, endpoint.url().span(), "`" + run.service().name() + "` cannot find `" + endpoint.name() + "`: "
                            + unreachable.reason() + "; " + lost).note(unreachable.service().file(), unreachable.service().nameSpan(), "the service of this name"));
                    case Host.Missing ignored -> Optional.of(context.report(file, endpoint.url().span(), "no service, container name or alias that `" + run.service().name()
                            + "` shares a network with is called `" + endpoint.name() + "`, so " + lost + meant(endpoint, estate, run)).likely());
                    case Host.Itself ignored -> Optional.empty();
                    case Host.Container ignored -> Optional.empty();
                    case Host.Untold ignored -> Optional.empty();
                };
                draft.ifPresent(found -> found.note(run.service().file(), run.service().nameSpan(), "the service that loads this configuration"));
            }
        }
    }

    private static String meant(Endpoint endpoint, Estate estate, Compose run) {
        return Nearest.to(endpoint.name(), new ComposeHosts(estate, run.file(), run.service()).names()).map(name -> "; did you mean `" + name + "`?").orElse("");
    }
}
