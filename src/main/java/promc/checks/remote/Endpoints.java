package promc.checks.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Server;
import promc.model.ServerFlags;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode;

/// Which service of a compose file a URL leads to.
final class Endpoints {
    static final String WRITE = "/api/v1/write";
    static final String READ = "/api/v1/read";

    private Endpoints() {}

    /// The service of the same compose file that runs a Prometheus and is called as the host of the URL, if the URL ends in `path`.
    static Optional<ComposeService> prometheus(String url, String path, Server.Run from) {
        String rest = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        int scheme = rest.indexOf("://");
        if (scheme < 0 || !rest.endsWith(path)) {
            return Optional.empty();
        }
        String authority = rest.substring(scheme + 3, Math.max(scheme + 3, rest.length() - path.length()));
        int slash = authority.indexOf('/');
        authority = slash < 0 ? authority : authority.substring(0, slash);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        return service(name, from.compose()).filter(service -> service.flags().map(ServerFlags::component).filter("prometheus"::equals).isPresent());
    }

    /// True if the URL leads to the container itself: by the name of its own service, or as `localhost` at the port that the server listens on.
    static boolean isItself(String url, String path, Server.Run from) {
        if (prometheus(url, path, from).filter(service -> service == from.service()).isPresent()) {
            return true;
        }
        String port = from.service().flags().filter(flags -> flags.isClosed() && flags.flag("web.listen-address").isEmpty()).isPresent() ? ":9090" : "";
        return !port.isEmpty() && (url.startsWith("http://localhost" + port + "/") || url.startsWith("http://127.0.0.1" + port + "/")) && (url.endsWith(path) || url.endsWith(path + "/"));
    }

    private static Optional<ComposeService> service(String name, ComposeFile compose) {
        List<ComposeService> found = new ArrayList<>();
        for (ComposeService service : compose.services()) {
            if (service.name().equals(name) || isText(service, "container_name", name) || isText(service, "hostname", name)) {
                found.add(service);
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean isText(ComposeService service, String key, String value) {
        Optional<YamlNode> node = service.node().get(key);
        return node.isPresent() && node.get() instanceof YamlScalar scalar && scalar.value().equals(value);
    }
}
