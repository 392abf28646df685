package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import promc.lint.Context;
import promc.lint.Draft;
import promc.model.Hosts;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.Hosts.Refusal;

/// Addresses that lead to a Service of Kubernetes. A record of a service is there for each port of it that has a name (kubernetes/dns specification).
final class StoreServices {
    private StoreServices() {}

    static void report(Addresses.Address address, Hosts hosts, Context context) {
        if (address.isService() && address.portName().isEmpty()) {
            return;
        }
        String lost = address.grpc() ? "queries get nothing from there" : "nothing is asked there";
        switch (hosts.find(address.host())) {
            case Host.Unreachable(Peer there, String reason, boolean sure) -> sure(context.report(address.file(), address.span(), address.process().what() + " cannot find `" + address.host() + "`: " + reason + "; " + lost), sure)
                    .note(there.file(), there.place(), there.title());
            case Host.Missing(String sought, Optional<String> meant) -> context.report(address.file(), address.span(), sought + " is called `" + address.host() + "`, so " + lost
                    + meant.map(near -> "; did you mean `" + near + "`?").orElse("")).likely();
            case Host.Container(Peer peer) -> port(peer, address, lost, context);
            case Host.Itself ignored -> { }
            case Host.Untold ignored -> { }
        }
    }

    private static void port(Peer peer, Addresses.Address address, String lost, Context context) {
        if (address.portName().isPresent()) {
            String name = address.portName().get();
            Optional<List<String>> names = peer.portNames();
            if (names.isPresent() && !names.get().contains(name)) {
                String has = names.get().isEmpty() ? "its ports have no names" : "its ports are called `" + String.join("` and `", names.get()) + "`";
                sure(context.report(address.file(), address.span(), peer.what() + " has no port that is called `" + name + "`, so there is no such record: " + has + "; " + lost), peer.sure())
                        .note(peer.file(), peer.place(), peer.title());
                return;
            }
        } else if (!address.port().isEmpty() && peer.refusal(address.port()).isPresent()) {
            Refusal refusal = peer.refusal(address.port()).get();
            sure(context.report(address.file(), address.span(), refusal.message() + "; " + lost), refusal.proved()).note(refusal.file(), refusal.span(), refusal.note());
            return;
        }
        Optional<String> inside = address.port().isEmpty() ? address.portName().flatMap(peer::insideNamed) : peer.inside(address.port());
        Optional<List<String>> listening = peer.listening();
        if (inside.isPresent() && listening.isPresent() && !listening.get().contains(inside.get())) {
            context.report(address.file(), address.span(), "nothing listens at port " + inside.get() + " of the pods behind " + peer.what() + ", only at " + String.join(" and ", listening.get()) + "; " + lost).likely()
                    .note(peer.file(), peer.place(), peer.title());
        }
    }

    private static Draft sure(Draft draft, boolean sure) {
        return sure ? draft : draft.likely();
    }
}
