package promc.checks.thanos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.EndpointFile;
import promc.model.ObjectStore;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// The addresses that processes of Thanos ask, each where it is written.
final class Addresses {
    /// `grpc` is true if the StoreAPI is wanted there, false for HTTP.
    record Address(ServerProcess process, SourceFile file, Span span, String text, boolean grpc) {
        /// Of a service record the name of the service.
        String host() {
            return record().map(matcher -> matcher.group(2)).orElseGet(() -> ThanosStack.host(bare()));
        }

        /// The name of the port in that of a service record, such as `grpc`; empty if it is none, or of another form.
        Optional<String> portName() {
            return record().map(matcher -> matcher.group(1));
        }

        private Optional<Matcher> record() {
            return isService() ? Optional.of(RECORD.matcher(ThanosStack.host(bare()))).filter(Matcher::matches) : Optional.empty();
        }

        /// The port; empty if none is written.
        String port() {
            String rest = bare().contains("://") ? bare().substring(bare().indexOf("://") + 3) : bare();
            int slash = rest.indexOf('/');
            rest = slash < 0 ? rest : rest.substring(0, slash);
            int colon = rest.lastIndexOf(':');
            return colon > rest.lastIndexOf(']') ? rest.substring(colon + 1) : "";
        }

        private String bare() {
            int plus = text.indexOf('+');
            return text.startsWith("dns") && plus > 0 ? text.substring(plus + 1) : text;
        }

        /// True if the host is the name of a service record, which is no host.
        boolean isService() {
            return text.startsWith("dnssrv");
        }
    }

    private static final Set<String> ENDPOINTS = Set.of("endpoint", "endpoint-strict", "endpoint-group", "endpoint-group-strict", "store", "store-strict");

    private static final Pattern RECORD = Pattern.compile("_([a-z0-9-]+)\\._tcp\\.(.+)");

    private Addresses() {}

    /// Those on the command line, and in the file of endpoints that it names or holds.
    static List<Address> of(ServerProcess process, ThanosStack stack) {
        List<Address> found = new ArrayList<>();
        for (Flag flag : process.flags().flags()) {
            Optional<Value> value = flag.value().filter(known -> !known.unknown());
            Optional<Boolean> grpc = value.isEmpty() ? Optional.empty() : wants(process.flags().component(), flag.name());
            grpc.ifPresent(wanted -> found.add(new Address(process, flag.text().file(), value.get().span(), value.get().value(), wanted)));
        }
        Optional<EndpointFile> endpoints = process.runs("thanos query") ? stack.endpoints(process) : Optional.empty();
        endpoints.ifPresent(list -> list.endpoints().forEach(endpoint -> endpoint.get("address").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast)
                .filter(address -> !ObjectStore.isFilledIn(address.value())).ifPresent(address -> found.add(new Address(process, list.text().file(), address.span(), address.value(), true)))));
        return found;
    }

    private static Optional<Boolean> wants(String component, String flag) {
        return switch (component) {
            case "thanos query" -> ENDPOINTS.contains(flag) ? Optional.of(true) : Optional.empty();
            case "thanos sidecar" -> flag.equals("prometheus.url") ? Optional.of(false) : Optional.empty();
            case "thanos rule" -> flag.equals("query") ? Optional.of(false) : flag.equals("grpc-query-endpoint") ? Optional.of(true) : Optional.empty();
            case "thanos query-frontend" -> flag.equals("query-frontend.downstream-url") ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
