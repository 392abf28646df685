package promc.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.model.ComposeFile;
import promc.model.MonitoringProgram;
import promc.model.ServerProcess.Origin.Compose;
import promc.source.SourceFile;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode;

/// Edits of a compose file: keys, items, mounts of a service, and what the file declares. Empty where the file is not written in a way that takes one more line, or what would change stands in another one.
public final class ComposeEdits {
    /// Policies under which a container is started again.
    private static final Pattern RESTART = Pattern.compile("always|unless-stopped|on-failure(:[0-9]+)?");

    private ComposeEdits() {}

    /// Adds an item such as `./rules:/etc/prometheus/rules:ro` to a service's list `key`, such as `volumes`; the list too, where the service has none.
    public static Optional<TextEdit> item(Compose compose, String key, String item) {
        return items(compose, key, List.of(item));
    }

    /// The same with several items, which there must be.
    public static Optional<TextEdit> items(Compose compose, String key, List<String> items) {
        Optional<YamlNode> list = compose.service().node().get(key);
        return list.isPresent() ? YamlEdits.appendItems(list.get(), items) : key(compose, key + ":", items.stream().map(item -> "- " + item).toList());
    }

    /// Adds a key that the service does not have: `line` is it, with its value if that is a scalar, and `below` the lines that go below it.
    public static Optional<TextEdit> key(Compose compose, String line, List<String> below) {
        return YamlEdits.append(compose.service().file(), compose.service().node(), line, below);
    }

    /// The item of `volumes` that shows a file or folder, which lies below that of the compose file, to a service that has no reason to write there.
    public static String readOnly(SourceFile compose, String path, String target) {
        return "./" + path.substring(compose.folder().length()) + ":" + target + ":ro";
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
        return declare(compose, "services", name, below).map(edit -> isSpaced(compose) ? withLineAbove(edit) : edit);
    }

    private static TextEdit withLineAbove(TextEdit edit) {
        return new TextEdit(edit.file(), edit.span(), edit.file().lineEnding() + edit.replacement());
    }

    /// True if empty lines stand between the services of the file.
    private static boolean isSpaced(ComposeFile compose) {
        SourceFile file = compose.text().file();
        return compose.services().size() > 1 && compose.services().stream().skip(1).allMatch(service -> service.file() == file && YamlEdits.isLineAbove(file, service.nameSpan()));
    }

    /// What a new service has in common with one that shall reach it: whether it is started again once it ended, as that one or else another one of the monitoring, or `otherwise`; and its networks.
    public static List<String> alike(Compose compose, Optional<String> otherwise) {
        List<String> lines = new ArrayList<>();
        Stream.concat(Stream.of(compose.service()), compose.file().services().stream().filter(other -> MonitoringProgram.of(other).isPresent())).flatMap(service -> service.setting("restart").stream())
                .filter(policy -> RESTART.matcher(policy).matches()).findFirst().or(() -> otherwise).ifPresent(policy -> lines.add("restart: " + policy));
        List<String> networks = compose.service().names("networks").stream().map(YamlScalar::value).toList();
        if (!networks.isEmpty()) {
            lines.add("networks:");
            networks.forEach(network -> lines.add("  - " + network));
        }
        return lines;
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
            return YamlEdits.append(file, compose.root(), key + ":", lines).map(edit -> isSpaced(compose) ? withLineAbove(edit) : edit);
        }
        return declared.get().value().resolve() instanceof YamlMapping mapping && !mapping.entries().isEmpty() ? YamlEdits.append(file, mapping, name + ":", below) : Optional.empty();
    }
}
