package promc.checks.remote;

import promc.checks.remote.Endpoints.Endpoint;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.model.ServerProcess;

/// Remote write to a Prometheus whose command line does not switch its receiver on: it answers 404, and what is sent is lost. Before 2.33 the switch was a feature.
public final class ReceiverOff implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("remote/receiver-off", Severity.ERROR, "A server writes to a Prometheus that receives nothing");
    private static final String SWITCH = "web.enable-remote-write-receiver";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            for (Endpoint endpoint : Endpoints.of(server, estate)) {
                if (endpoint.kind().equals("remote_write") && endpoint.isPrometheus()) {
                    endpoint.prometheus().filter(receiver -> receiver != server.runs().orElseThrow().process() && isOff(receiver)).ifPresent(receiver ->
                            context.report(server.config().text().file(), endpoint.url().span(), "the command line of `" + receiver.name() + "` does not have `--" + SWITCH
                                            + "`, so it answers 404 and all that is sent there is lost")
                                    .note(receiver.file(), receiver.place(), "the server that is written to"));
                }
            }
        }
    }

    private static boolean isOff(ServerProcess process) {
        ServerFlags flags = process.flags();
        return flags.flag(SWITCH).isEmpty() && flags.flags().stream().noneMatch(flag -> flag.name().equals("enable-feature"));
    }
}
