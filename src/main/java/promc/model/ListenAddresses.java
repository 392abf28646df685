package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;

/// The ports that programs listen at by their command lines.
final class ListenAddresses {
    private static final String PROMETHEUS = "9090";

    private ListenAddresses() {}

    /// Those of a Prometheus whose flags are all in sight; empty of others, and where that is not known.
    static Optional<List<String>> of(ServerProcess process) {
        if (!process.runs("prometheus") || !process.told() || !process.flags().isClosed() || process.image().filter(Image::isOfficialPrometheus).isEmpty()) {
            return Optional.empty();
        }
        List<String> ports = new ArrayList<>();
        for (Flag flag : process.flags().flags()) {
            if (flag.name().equals("web.listen-address")) {
                Optional<String> address = flag.value().filter(value -> !value.unknown()).map(Value::value).filter(value -> value.matches(".*:[0-9]+"));
                if (address.isEmpty()) {
                    return Optional.empty();
                }
                ports.add(address.get().substring(address.get().lastIndexOf(':') + 1));
            }
        }
        return Optional.of(ports.isEmpty() ? List.of(PROMETHEUS) : ports);
    }
}
