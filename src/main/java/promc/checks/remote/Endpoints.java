package promc.checks.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.Estate;
import promc.model.Field;
import promc.model.Hosts;
import promc.model.PrometheusConfig;
import promc.model.Server;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.yaml.YamlNode.YamlMapping;

/// Where the URLs of `remote_write` and `remote_read` of a server lead to.
final class Endpoints {
    private static final String DEFAULT_PORT = "9090";

    /// One such URL. `kind` is the key of the list that it is in; `name` is its host as it is written, `port` is that of the scheme where none is written.
    record Endpoint(String kind, Field<String> url, String name, String port, Hosts hosts) {
        /// The Prometheus in sight that surely listens there.
        Optional<ServerProcess> prometheus() {
            return hosts.reached(name, port).stream().filter(reached -> listens(reached.process(), reached.port())).map(Hosts.Reached::process).findFirst();
        }

        /// True if it is the door of a Prometheus: that of writing for `remote_write`, of reading for `remote_read`.
        boolean isPrometheus() {
            String text = url.value().orElse("");
            String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            return path.endsWith(kind.equals("remote_write") ? "/api/v1/write" : "/api/v1/read");
        }
    }

    private Endpoints() {}

    /// Those of a server whose process is in sight, and that no proxy stands before.
    static List<Endpoint> of(Server server, Estate estate) {
        PrometheusConfig config = server.config();
        if (server.file().template() || config.remoteWrites().isEmpty() && config.remoteReads().isEmpty()) {
            return List.of();
        }
        Optional<Hosts> hosts = server.runs().flatMap(run -> Hosts.of(estate, run.process()));
        List<Endpoint> found = new ArrayList<>();
        if (hosts.isEmpty()) {
            return found;
        }
        config.remoteWrites().forEach(write -> endpoint("remote_write", write.node(), write.url(), hosts.get()).ifPresent(found::add));
        config.remoteReads().forEach(read -> endpoint("remote_read", read.node(), read.url(), hosts.get()).ifPresent(found::add));
        return found;
    }

    private static Optional<Endpoint> endpoint(String kind, YamlMapping node, Field<String> url, Hosts hosts) {
        String text = url.value().orElse("");
        int scheme = text.indexOf("://");
        if (scheme < 0 || text.indexOf('$') >= 0 || node.get("proxy_url").isPresent() || node.get("proxy_from_environment").isPresent()) {
            return Optional.empty();
        }
        int slash = text.indexOf('/', scheme + 3);
        String authority = text.substring(scheme + 3, slash < 0 ? text.length() : slash);
        String address = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = address.lastIndexOf(':');
        boolean ported = colon > address.lastIndexOf(']');
        String name = ported ? address.substring(0, colon) : address;
        return Optional.of(new Endpoint(kind, url, name, ported ? address.substring(colon + 1) : text.startsWith("https:") ? "443" : "80", hosts));
    }

    private static boolean listens(ServerProcess process, String port) {
        if (!process.runs("prometheus") || !process.flags().isClosed() || !process.told()) {
            return false;
        }
        List<Flag> addresses = process.flags().flags().stream().filter(flag -> flag.name().equals("web.listen-address")).toList();
        return addresses.isEmpty() ? port.equals(DEFAULT_PORT)
                : addresses.stream().flatMap(flag -> flag.value().stream()).anyMatch(value -> !value.unknown() && value.value().endsWith(":" + port));
    }
}
