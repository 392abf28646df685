package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// What the file of `--web.config.file` asks of clients (`exporter-toolkit/web`): `users` is its `basic_auth_users` if it has any, `tls` its `tls_server_config`. Neither is there if all that it sets
/// is something else.
public record WebConfig(SourceFile file, Optional<Entry> users, Optional<Entry> tls) {
    private static final String FLAG = "web.config.file";

    /// The file that the process of a service reads; empty if it reads none, or it is not in sight.
    public static Optional<WebConfig> of(Server.Run run, List<EstateFile> files) {
        Optional<String> path = run.service().flags().flatMap(flags -> flags.value(FLAG));
        return path.flatMap(wanted -> new ContainerFiles(new EstatePaths(files), Optional.of(run.service()), run.compose().text().file().path()).at(EstatePaths.resolve("/", wanted)).stream()
                .findFirst()).flatMap(file -> read(file.source()));
    }

    private static Optional<WebConfig> read(SourceFile file) {
        return Yaml.parse(EmbeddedText.whole(file)).documents().stream().findFirst().flatMap(document -> document.root()).map(YamlNode::resolve)
                .filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast).map(root -> new WebConfig(file, section(root, "basic_auth_users"), section(root, "tls_server_config")));
    }

    private static Optional<Entry> section(YamlMapping root, String key) {
        return root.entry(key).filter(entry -> entry.value().resolve() instanceof YamlMapping section && !section.effective().isEmpty());
    }
}
