package promc.lint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.model.ComposeFile;
import promc.model.ServerProcess.Origin.Compose;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// Edits of a compose file: keys, items, mounts of a service, and what the file declares. Empty where the file is not written in a way that takes one more line, or what would change stands in another one.
public final class ComposeEdits {
    private ComposeEdits() {}

    /// Adds an item such as `./rules:/etc/prometheus/rules:ro` to a service's list `key`, such as `volumes`; the list too, where the service has none.
    public static Optional<TextEdit> item(Compose compose, String key, String item) {
        Optional<YamlNode> list = compose.service().node().get(key);
        return list.isPresent() ? YamlEdits.appendItems(list.get(), List.of(item)) : key(compose, key + ":", List.of("- " + item));
    }

    /// Adds a key that the service does not have: `line` is it, with its value if that is a scalar, and `below` the lines that go below it.
    public static Optional<TextEdit> key(Compose compose, String line, List<String> below) {
        return YamlEdits.append(compose.service().file(), compose.service().node(), line, below);
    }

    public static Optional<TextEdit> mount(Compose compose, String item) {
        return item(compose, "volumes", item);
    }

    /// Declares a volume at the top of the file, with lines such as `name: shared` below it.
    public static Optional<TextEdit> volume(ComposeFile compose, String name, List<String> below) {
        return declare(compose, "volumes", name, below);
    }

    /// Adds a service, behind the others of the file.
    public static Optional<TextEdit> service(ComposeFile compose, String name, List<String> below) {
        return declare(compose, "services", name, below);
    }

    /// Adds a network of the file, behind the others.
    public static Optional<TextEdit> network(ComposeFile compose, String name, List<String> below) {
        return declare(compose, "networks", name, below);
    }

    private static Optional<TextEdit> declare(ComposeFile compose, String key, String name, List<String> below) {
        SourceFile file = compose.text().file();
        Optional<Entry> declared = compose.root().entry(key);
        if (declared.isEmpty()) {
            List<String> lines = Stream.concat(Stream.of(name + ":"), below.stream().map(line -> "  " + line)).toList();
            return YamlEdits.append(file, compose.root(), key + ":", lines);
        }
        return declared.get().value().resolve() instanceof YamlMapping mapping && !mapping.entries().isEmpty() ? YamlEdits.append(file, mapping, name + ":", below) : Optional.empty();
    }
}
