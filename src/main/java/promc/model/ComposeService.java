package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// One service of a compose file, with what it `extends` and what an override file lays over it; `flags` if it runs a program promc knows. `nameSpan` is the service's key, in `file`; what is in `node` may stand in other files.
/// `exposed` are the ports of `expose`, without protocols. `told` is false if more may be set where promc does not look, so that nothing can be said of what is missing; `extended` is true of one that others extend, which
/// need not be whole.
public record ComposeService(String name, Span nameSpan, SourceFile file, YamlMapping node, Optional<Image> image, List<Mount> mounts, List<Port> ports, List<String> exposed, Optional<ServerFlags> flags,
        boolean told, boolean extended) {
    /// One entry of `ports`: `published` is the port of the host, empty if any is taken, `target` that of the container, `address` that of the host which it listens at, empty for all. Ranges stay as they are written.
    /// `text` is the entry where it is written as one text.
    public record Port(String address, String published, String target, String protocol, SourceFile file, Span span, Optional<EmbeddedText> text) {
        /// True if other machines may come to it: it is not bound to the host itself.
        public boolean isOpen() {
            return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::") || address.equals("[::]");
        }
    }

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

    /// The text of one of its settings, variables filled in as far as files tell; empty if there is none.
    public Optional<String> setting(String key) {
        return Fields.string(node, key).value();
    }

    /// The names in one of its settings: the items of a list, or the keys of a mapping.
    public List<YamlScalar> names(String key) {
        List<YamlScalar> names = new ArrayList<>();
        List<YamlNode> nodes = switch (node.get(key).orElse(null)) {
            case YamlSequence list -> list.items();
            case YamlMapping mapping -> mapping.effective().stream().map(YamlNode.Entry::key).toList();
            case null, default -> List.of();
        };
        for (YamlNode one : nodes) {
            if (one.resolve() instanceof YamlScalar name) {
                names.add(name);
            }
        }
        return names;
    }

    /// The value that its `environment` gives to a variable.
    public Optional<YamlScalar> variable(String variable) {
        return node.get("environment").flatMap(given -> ComposeMerge.asMapping(given).get(variable)).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
    }

    /// True if Compose starts it whenever it starts the project.
    public boolean isAlwaysStarted() {
        return node.get("profiles").isEmpty() && setting("scale").filter("0"::equals).isEmpty() && Fields.mapping(node, "deploy").flatMap(deploy -> Fields.string(deploy, "replicas").value()).filter("0"::equals).isEmpty();
    }

    /// Its words of `command`, if that is a list or a text, in one text.
    public String commandText() {
        return node.get("command").map(command -> switch (command) {
            case YamlScalar text -> text.value();
            case YamlSequence ignored -> String.join(" ", names("command").stream().map(YamlScalar::value).toList());
            default -> "";
        }).orElse("");
    }
}
