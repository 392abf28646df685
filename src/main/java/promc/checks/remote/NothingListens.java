package promc.checks.remote;

import java.util.List;
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
import promc.model.Hosts.Refusal;
import promc.model.Server;
import promc.source.SourceFile;

/// The port of a remote write or remote read is none that the host has: a Service of Kubernetes answers at its own ports only, and a Prometheus at those of its command line.
public final class NothingListens implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("remote/nothing-listens", Severity.ERROR, "Nothing listens at the port of a remote write or remote read");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            for (Endpoint endpoint : Endpoints.of(server, estate)) {
                if (endpoint.hosts().find(endpoint.name()) instanceof Host.Container(Peer peer)) {
                    report(endpoint, peer, server.config().text().file(), context);
                }
            }
        }
    }

    private static void report(Endpoint endpoint, Peer peer, SourceFile file, Context context) {
        String lost = endpoint.kind().equals("remote_write") ? ", so nothing is sent" : ", so nothing is read from there";
        Optional<Refusal> refusal = peer.refusal(endpoint.port()).filter(Refusal::proved);
        if (refusal.isPresent()) {
            context.report(file, endpoint.url().span(), refusal.get().message() + lost).note(refusal.get().file(), refusal.get().span(), refusal.get().note());
            return;
        }
        Optional<String> inside = peer.inside(endpoint.port());
        Optional<List<String>> ports = peer.listening().filter(known -> inside.isPresent() && !known.contains(inside.get()));
        if (ports.isPresent()) {
            Draft draft = context.report(file, endpoint.url().span(), "the Prometheus behind `" + peer.name() + "` listens at port " + String.join(" and ", ports.get()) + " only, and this leads to "
                    + inside.get() + lost).note(peer.file(), peer.place(), peer.title());
            if (!peer.sure()) {
                draft.likely();
            }
        }
    }
}
