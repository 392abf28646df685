package promc.checks.thanos;

import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerProcess;
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
            for (Addresses.Address address : Addresses.of(process)) {
                if (!address.port().isEmpty() && !address.isService()) {
                    stack.at(process, address.host()).filter(target -> target != process).ifPresentOrElse(target -> told(address, target, context), () -> byConvention(address, context));
                }
            }
        }
    }

    private static void told(Addresses.Address address, ServerProcess target, Context context) {
        boolean prometheus = target.runs("prometheus");
        Optional<String> http = port(target, prometheus ? "web.listen-address" : "http-address", prometheus ? "9090" : HTTP);
        Optional<String> grpc = prometheus || target.runs("alertmanager") ? Optional.empty() : port(target, "grpc-address", GRPC);
        boolean wrong = address.grpc() ? http.filter(address.port()::equals).isPresent() && !http.equals(grpc) : grpc.filter(address.port()::equals).isPresent() && !http.equals(grpc);
        if (wrong) {
            String right = address.grpc() ? grpc.map(port -> ": its StoreAPI is at `" + port + "`").orElse(prometheus ? ": Prometheus has no StoreAPI, its sidecar has" : "") : http.map(port -> ": HTTP is at `" + port + "`").orElse("");
            context.report(address.file(), address.span(), address.process().what() + " speaks " + (address.grpc() ? "gRPC" : "HTTP") + " here, and at port `" + address.port() + "` " + target.what() + " speaks "
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
