package promc.model;

import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// The file that `--web.config.file` names (prometheus/exporter-toolkit): TLS, headers and users of the web server of Prometheus, Alertmanager or an exporter.
public record WebConfigFile(EmbeddedText text, YamlStream yaml, YamlMapping root) implements View {}
