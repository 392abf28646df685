package promc.checks.remote;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RemoteRead;
import promc.model.RemoteWrite;
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
            server.runs().ifPresent(run -> {
                PrometheusConfig config = server.config();
                for (RemoteWrite write : config.remoteWrites()) {
                    report(write.url(), Endpoints.WRITE, "this is the server itself: it refuses what comes back, or stores it a second time with its external labels", run, config, context);
                }
                for (RemoteRead read : config.remoteReads()) {
                    report(read.url(), Endpoints.READ, "this is the server itself: a query that needs it makes the server ask itself, again and again until the query is given up", run, config, context);
                }
            });
        }
    }

    private static void report(Field<String> url, String path, String message, Server.Run run, PrometheusConfig config, Context context) {
        if (url.value().filter(text -> Endpoints.isItself(text, path, run)).isPresent()) {
            context.report(config.text().file(), url.span(), message).note(run.compose().text().file(), run.service().nameSpan(), "the service that loads this configuration");
        }
    }
}
