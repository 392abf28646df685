package promc.checks.remote;

import java.util.Optional;
import promc.checks.remote.Endpoints.Endpoint;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.Server;
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
                SourceFile file = server.config().text().file();
                Peer self = endpoint.hosts().self();
                String lost = endpoint.kind().equals("remote_write") ? "nothing is sent" : "nothing is read from there";
                Optional<Draft> draft = switch (endpoint.hosts().find(endpoint.name())) {
                    case Host.Unreachable(Peer there, String reason, boolean sure) -> Optional.of(sure(context.report(file, endpoint.url().span(), "`" + self.name() + "` cannot find `" + endpoint.name() + "`: "
                            + reason + "; " + lost), sure).note(there.file(), there.place(), there.title()));
                    case Host.Missing(String sought, Optional<String> meant) -> Optional.of(context.report(file, endpoint.url().span(), sought + " is called `" + endpoint.name() + "`, so " + lost
                            + meant.map(name -> "; did you mean `" + name + "`?").orElse("")).likely());
                    case Host.Container ignored -> Optional.empty();
                    case Host.Itself ignored -> Optional.empty();
                    case Host.Untold ignored -> Optional.empty();
                };
                draft.ifPresent(found -> found.note(self.file(), self.place(), "the " + endpoint.hosts().asking() + " that loads this configuration"));
            }
        }
    }

    private static Draft sure(Draft draft, boolean sure) {
        return sure ? draft : draft.likely();
    }
}
