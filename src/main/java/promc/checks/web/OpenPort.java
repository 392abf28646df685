package promc.checks.web;

import java.util.List;
import java.util.Optional;
import promc.model.ComposeService;
import promc.model.ComposeService.Port;
import promc.model.MonitoringProgram;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;

/// Which port of a service's web server is open to other machines: published on all addresses of the host.
final class OpenPort {
    private static final String CONFIG = "web.config";
    /// Where its command line says at which address the program listens.
    private static final List<String> ADDRESSES = List.of("web.listen-address", "http-address", "grpc-address");

    private OpenPort() {}

    /// The first entry of `ports` that publishes the program's own port, unless its web server asks for a password or a certificate.
    static Optional<Port> of(ComposeService service, MonitoringProgram program) {
        if (service.commandText().contains(CONFIG) || service.commandText().contains("grpc-server-tls") || service.commandText().contains("http.config")) {
            return Optional.empty();
        }
        return service.ports().stream().filter(port -> port.isOpen() && !port.protocol().equals("udp") && listens(service, program, port.target())).findFirst();
    }

    private static boolean listens(ComposeService service, MonitoringProgram program, String port) {
        List<Flag> set = service.flags().map(ServerFlags::flags).orElse(List.of()).stream().filter(flag -> ADDRESSES.contains(flag.name())).toList();
        return set.stream().anyMatch(flag -> flag.value().filter(value -> !value.unknown() && value.value().endsWith(":" + port)).isPresent())
                || set.stream().noneMatch(flag -> flag.name().equals(ADDRESSES.getFirst())) && program.ports().contains(port);
    }
}
