package promc.model;

import java.util.ArrayList;
import java.util.List;
import promc.model.ComposeService.Port;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// Reads `ports` and `expose` of a service (compose-spec, services).
final class ComposePorts {
    private ComposePorts() {}

    static List<Port> read(YamlMapping service) {
        List<Port> ports = new ArrayList<>();
        for (YamlNode item : Fields.items(service, "ports")) {
            switch (item) {
                case YamlScalar scalar -> ports.add(shortForm(scalar));
                case YamlMapping mapping -> ports.add(new Port(Fields.string(mapping, "published").value().orElse(""), Fields.string(mapping, "target").value().orElse(""), mapping.span()));
                default -> { }
            }
        }
        return ports;
    }

    /// `[[HOST:]PUBLISHED:]TARGET[/PROTOCOL]`.
    private static Port shortForm(YamlScalar scalar) {
        String[] parts = ComposeFiles.splitColons(withoutProtocol(scalar.value()));
        return new Port(parts.length > 1 ? parts[parts.length - 2] : "", parts[parts.length - 1], scalar.span());
    }

    static List<String> exposed(YamlMapping service) {
        return Fields.scalars(service, "expose").stream().map(port -> withoutProtocol(port.value())).toList();
    }

    private static String withoutProtocol(String port) {
        int slash = port.indexOf('/');
        return slash < 0 ? port : port.substring(0, slash);
    }
}
