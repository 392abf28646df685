package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;

/// One service of a compose file; `flags` if it runs a program promc knows. `nameSpan` is the service's key.
/// `exposed` are the ports of `expose`, without protocols.
public record ComposeService(String name, Span nameSpan, YamlMapping node, Optional<Image> image, List<Mount> mounts, List<Port> ports, List<String> exposed, Optional<ServerFlags> flags) {
    /// One entry of `ports`: `published` is the port of the host, empty if any is taken, `target` that of the container. Ranges stay as they are written.
    public record Port(String published, String target, Span span) {}

    public ComposeService {
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        exposed = List.copyOf(exposed);
    }

    /// True if the file says that the container has this port, or may say so by a range or a variable.
    public boolean has(String port) {
        return exposed.stream().anyMatch(known -> known.equals(port) || !known.chars().allMatch(Character::isDigit))
                || ports.stream().map(Port::target).anyMatch(known -> known.equals(port) || !known.chars().allMatch(Character::isDigit));
    }
}
