package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Hosts;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.ThanosStack;

/// An address with the port of the wrong protocol: Thanos Query speaks gRPC to stores (10901), and rulers, query frontends and sidecars speak HTTP (10902, 9090). Nothing is refused at the start; every request fails.
public final class PortRole implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/port-role", Severity.ERROR, "A component of Thanos speaks gRPC to a port of HTTP, or the other way round");
    private static final String GRPC = "10901";
    private static final String HTTP = "10902";
    private static final Set<String> HTTP_PORTS = Set.of(HTTP, "9090", "9093", "19291");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (ServerProcess process : stack.components()) {
            Optional<Hosts> hosts = process.origin() instanceof Origin.Compose ? Optional.empty() : Hosts.of(estate, process);
            for (Addresses.Address address : Addresses.of(process, stack)) {
                Host host = hosts.map(known -> known.find(address.host())).orElse(new Host.Untold());
                if (host instanceof Host.Container(Peer peer)) {
                    behind(peer, address, context);
                } else if (!address.port().isEmpty() && !address.isService()) {
                    stack.at(process, address.host()).filter(target -> target != process).ifPresentOrElse(target -> told(address, address.port(), target, context), () -> byConvention(address, context));
                }
            }
        }
    }

    /// Of several processes behind a Service one is enough that speaks the right protocol at the port.
    private static void behind(Peer peer, Addresses.Address address, Context context) {
        Optional<String> inside = address.port().isEmpty() ? address.portName().flatMap(peer::insideNamed) : peer.inside(address.port());
        if (inside.isEmpty()) {
            return;
        }
        List<ServerProcess> wrong = peer.processes().stream().filter(process -> isWrong(address.grpc(), inside.get(), process)).toList();
        boolean right = peer.processes().stream().anyMatch(process -> (address.grpc() ? grpc(process) : http(process)).filter(inside.get()::equals).isPresent());
        if (!wrong.isEmpty() && !right) {
            told(address, inside.get(), wrong.getFirst(), context);
        }
    }

    private static Optional<String> http(ServerProcess process) {
        return process.runs("prometheus") ? port(process, "web.listen-address", "9090") : port(process, "http-address", HTTP);
    }

    private static Optional<String> grpc(ServerProcess process) {
        return process.runs("prometheus") || process.runs("alertmanager") ? Optional.empty() : port(process, "grpc-address", GRPC);
    }

    private static boolean isWrong(boolean speaksGrpc, String port, ServerProcess target) {
        Optional<String> http = http(target);
        Optional<String> grpc = grpc(target);
        return (speaksGrpc ? http : grpc).filter(port::equals).isPresent() && !http.equals(grpc);
    }

    /// `port` is the one of the target that the address leads to.
    private static void told(Addresses.Address address, String port, ServerProcess target, Context context) {
        if (isWrong(address.grpc(), port, target)) {
            String right = address.grpc() ? grpc(target).map(own -> ": its StoreAPI is at `" + own + "`").orElse(target.runs("prometheus") ? ": Prometheus has no StoreAPI, its sidecar has" : "")
                    : http(target).map(own -> ": HTTP is at `" + own + "`").orElse("");
            context.report(address.file(), address.span(), address.process().what() + " speaks " + (address.grpc() ? "gRPC" : "HTTP") + " here, and at port `" + port + "` " + target.what() + " speaks "
                    + (address.grpc() ? "HTTP" : "gRPC") + right).note(target.file(), target.place(), "who answers there");
        }
    }

    private static void byConvention(Addresses.Address address, Context context) {
        if (address.grpc() ? HTTP_PORTS.contains(address.port()) : address.port().equals(GRPC)) {
            context.report(address.file(), address.span(), "`" + address.port() + "` is by convention a port of " + (address.grpc() ? "HTTP, and " + address.process().what() + " speaks gRPC to it: the StoreAPI of Thanos is at `" + GRPC + "`"
                    : "gRPC, and " + address.process().what() + " speaks HTTP to it: that of Thanos is at `" + HTTP + "`, Prometheus' at `9090`")).likely();
        }
    }

    private static Optional<String> port(ServerProcess process, String flag, String byDefault) {
        if (process.flags().flag(flag).isEmpty()) {
            return ThanosStack.isClosed(process) ? Optional.of(byDefault) : Optional.empty();
        }
        return process.flags().value(flag).map(address -> address.substring(address.lastIndexOf(':') + 1));
    }
}
