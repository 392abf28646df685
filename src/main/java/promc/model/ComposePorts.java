package promc.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import promc.model.ComposeService.Port;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// Reads `ports` and `expose` of a service (compose-spec, services).
final class ComposePorts {
    private ComposePorts() {}

    static List<Port> read(YamlMapping service, SourceFile file) {
        List<Port> ports = new ArrayList<>();
        for (YamlNode item : Fields.items(service, "ports")) {
            switch (item) {
                case YamlScalar scalar -> ports.add(shortForm(scalar));
                case YamlMapping mapping -> ports.add(new Port(Fields.string(mapping, "host_ip").value().orElse(""), Fields.string(mapping, "published").value().orElse(""),
                        Fields.string(mapping, "target").value().orElse(""), Fields.string(mapping, "protocol").value().orElse("tcp"), ComposeFiles.fileOf(mapping, file), mapping.span(), Optional.empty()));
                default -> { }
            }
        }
        return ports;
    }

    /// `[[HOST:]PUBLISHED:]TARGET[/PROTOCOL]`, where the host may be an address of IPv6 in brackets.
    private static Port shortForm(YamlScalar scalar) {
        String text = scalar.value();
        int slash = text.indexOf('/');
        String[] parts = ComposeMounts.splitColons(withoutProtocol(text));
        int last = parts.length - 1;
        String address = last < 2 ? "" : String.join(":", Arrays.copyOf(parts, last - 1));
        return new Port(address, last > 0 ? parts[last - 1] : "", parts[last], slash < 0 ? "tcp" : text.substring(slash + 1), scalar.text().file(), scalar.span(), Optional.of(scalar.text()));
    }

    static List<String> exposed(YamlMapping service) {
        return Fields.scalars(service, "expose").stream().map(port -> withoutProtocol(port.value())).toList();
    }

    private static String withoutProtocol(String port) {
        int slash = port.indexOf('/');
        return slash < 0 ? port : port.substring(0, slash);
    }
}
