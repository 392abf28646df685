package promc.model;

import java.util.List;
import java.util.Set;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A docker-compose file. `volumes` are the named volumes it declares.
public record ComposeFile(EmbeddedText text, YamlStream yaml, YamlMapping root, List<ComposeService> services, Set<String> volumes) implements View {
    public ComposeFile {
        services = List.copyOf(services);
        volumes = Set.copyOf(volumes);
    }
}
