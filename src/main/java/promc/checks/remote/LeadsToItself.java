package promc.checks.remote;

import promc.checks.remote.Endpoints.Endpoint;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Server;

/// Remote write or remote read from a server to itself. `/api/v1/read` answers from remote storages, too (`web/api/v1/api.go` gives its handler the fanout storage), so that it asks itself again.
public final class LeadsToItself implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("remote/leads-to-itself", Severity.WARNING, "A server writes to itself, or reads from itself");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            for (Endpoint endpoint : Endpoints.of(server, estate)) {
                if (endpoint.isPrometheus() && endpoint.prometheus().filter(process -> process == server.runs().orElseThrow().process()).isPresent()) {
                    context.report(server.config().text().file(), endpoint.url().span(), endpoint.kind().equals("remote_write")
                                    ? "this is the server itself: it refuses what comes back, or stores it a second time with its external labels"
                                    : "this is the server itself: a query that needs it makes the server ask itself, again and again until the query is given up")
                            .note(endpoint.hosts().self().file(), endpoint.hosts().self().place(), "the " + endpoint.hosts().asking() + " that loads this configuration");
                }
            }
        }
    }
}
