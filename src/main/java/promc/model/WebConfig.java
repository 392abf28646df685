package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// The file that `--web.config.file` names (prometheus/exporter-toolkit): TLS, headers and users of the web server of Prometheus, Alertmanager or an exporter.
public record WebConfig(EmbeddedText text, YamlStream yaml, YamlMapping root) implements View {
    private static final String FLAG = "web.config.file";

    /// The file that a process reads; empty if it reads none, or it is not in sight.
    public static Optional<WebConfig> of(ServerProcess process, List<EstateFile> files) {
        return process.flags().value(FLAG).flatMap(wanted -> new ContainerFiles(new EstatePaths(files), Optional.of(process)).at(EstatePaths.resolve("/", wanted)).stream().findFirst())
                .flatMap(file -> file.views(WebConfig.class).findFirst());
    }

    /// Its `basic_auth_users`, if there are any: clients must be one of them.
    public Optional<Entry> users() {
        return section("basic_auth_users");
    }

    /// Its `tls_server_config`, if that sets something: clients must use TLS.
    public Optional<Entry> tls() {
        return section("tls_server_config");
    }

    private Optional<Entry> section(String key) {
        return root.entry(key).filter(entry -> entry.value().resolve() instanceof YamlMapping section && !section.effective().isEmpty());
    }
}
