package promc.checks.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.ComposeHosts;
import promc.model.ComposeHosts.Host;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.model.ServerProcess.Origin.Compose;
import promc.model.ServerFlags.Flag;
import promc.yaml.YamlNode.YamlMapping;

/// Where the URLs of `remote_write` and `remote_read` of a server that a compose file runs lead to.
final class Endpoints {
    private static final String DEFAULT_PORT = "9090";

    /// One such URL. `kind` is the key of the list that it is in; `name` is its host as it is written, `port` is empty where none is written.
    record Endpoint(String kind, Field<String> url, String name, String port, Host host) {
        /// True if it is the door of a Prometheus: that of writing for `remote_write`, of reading for `remote_read`.
        boolean isPrometheus() {
            String text = url.value().orElse("");
            String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            return path.endsWith(kind.equals("remote_write") ? "/api/v1/write" : "/api/v1/read");
        }
    }

    private Endpoints() {}

    /// Those of a server that is run by a service in sight, and that no proxy stands before.
    static List<Endpoint> of(Server server, Estate estate) {
        PrometheusConfig config = server.config();
        Optional<Compose> run = server.runs().flatMap(known -> known.process().compose());
        if (run.isEmpty() || server.file().template() || config.remoteWrites().isEmpty() && config.remoteReads().isEmpty()) {
            return List.of();
        }
        ComposeHosts hosts = new ComposeHosts(estate, run.get().file(), run.get().service());
        List<Endpoint> found = new ArrayList<>();
        config.remoteWrites().forEach(write -> endpoint("remote_write", write.node(), write.url(), hosts).ifPresent(found::add));
        config.remoteReads().forEach(read -> endpoint("remote_read", read.node(), read.url(), hosts).ifPresent(found::add));
        return found;
    }

    private static Optional<Endpoint> endpoint(String kind, YamlMapping node, Field<String> url, ComposeHosts hosts) {
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
        return Optional.of(new Endpoint(kind, url, name, ported ? address.substring(colon + 1) : "", hosts.find(name)));
    }

    /// True if a Prometheus that this service runs listens at the port; false also where that is not known.
    static boolean listens(ComposeService service, String port) {
        Optional<ServerFlags> flags = service.flags().filter(known -> known.component().equals("prometheus") && known.isClosed());
        if (flags.isEmpty() || !service.told()) {
            return false;
        }
        List<Flag> addresses = flags.get().flags().stream().filter(flag -> flag.name().equals("web.listen-address")).toList();
        return addresses.isEmpty() ? port.equals(DEFAULT_PORT)
                : addresses.stream().flatMap(flag -> flag.value().stream()).anyMatch(value -> !value.unknown() && value.value().endsWith(":" + port));
    }
}
