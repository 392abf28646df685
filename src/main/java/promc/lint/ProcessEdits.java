package promc.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.TextEdit;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.Workload;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Edits of the file that starts a process: more flags, where its words are a list; of a compose file also more mounts and volumes. Empty where the file is not written so, or what would change stands
/// in another one.
public final class ProcessEdits {
    /// What the image of the Prometheus project sets where no command is given, since 3.0.
    private static final List<String> IMAGE_FLAGS = List.of("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus");

    private ProcessEdits() {}

    /// Adds `flags` behind all others.
    public static Optional<TextEdit> flags(ServerProcess process, List<String> flags) {
        return switch (process.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> {
                Optional<YamlNode> command = service.node().get("command");
                if (command.isPresent()) {
                    yield command.flatMap(words -> to(words, flags));
                }
                boolean image = service.node().get("entrypoint").isEmpty() && process.image().filter(known -> known.isOfficialPrometheus() && known.version().filter(version -> version.major() < 3).isEmpty()).isPresent();
                yield image && process.runs("prometheus") ? newCommand(service, flags) : Optional.empty();
            }
            case Origin.Pod(Workload workload, Workload.Container container) -> container.node().get("args").or(() -> container.node().get("command")).flatMap(words -> to(words, flags));
            default -> Optional.empty();
        };
    }

    /// The words of a process as its file has them, with those that are no long flags.
    public static Set<String> words(ServerProcess process) {
        Set<String> words = new HashSet<>();
        YamlMapping node = switch (process.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> service.node();
            case Origin.Pod(Workload workload, Workload.Container container) -> container.node();
            default -> null;
        };
        for (String key : node == null ? List.<String>of() : List.of("args", "command", "entrypoint")) {
            switch (node.get(key).orElse(null)) {
                case YamlSequence list -> list.items().forEach(item -> words.add(item.resolve() instanceof YamlScalar scalar ? scalar.value() : ""));
                case YamlScalar scalar -> words.addAll(List.of(scalar.value().split("\\s+")));
                case null, default -> { }
            }
        }
        return words;
    }

    private static Optional<TextEdit> to(YamlNode words, List<String> added) {
        // The list may stand in another file than the service, and its last item is where one can tell.
        if (!(words instanceof YamlSequence list) || list.items().isEmpty() || !(list.items().getLast() instanceof YamlScalar written)) {
            return Optional.empty();
        }
        SourceFile file = written.text().file();
        Span last = list.items().getLast().span();
        if (list.flow()) {
            return Optional.of(new TextEdit(file, Span.at(last.end()), ", " + String.join(", ", added.stream().map(item -> '"' + item + '"').toList())));
        }
        int line = file.line(last.start());
        String before = file.text().substring(file.lineStart(line), last.start());
        if (!before.strip().equals("-")) {
            return Optional.empty();
        }
        int end = file.lineSpan(file.line(Math.max(last.start(), last.end() - 1))).end();
        return Optional.of(new TextEdit(file, Span.at(end), String.join("", added.stream().map(item -> file.lineEnding() + before + item).toList())));
    }

    /// Adds a line of `volumes` to a service, such as `./rules:/etc/prometheus/rules:ro`.
    public static Optional<TextEdit> mount(Origin.Compose compose, String item) {
        SourceFile file = compose.service().file();
        YamlMapping service = compose.service().node();
        Optional<YamlNode> volumes = service.get("volumes");
        return volumes.isPresent() ? to(volumes.get(), List.of(item)) : newKey(file, service, "volumes:", List.of("- " + item));
    }

    /// Declares a volume at the top of a compose file.
    public static Optional<TextEdit> volume(Origin.Compose compose, String name) {
        SourceFile file = compose.file().text().file();
        Optional<Entry> volumes = compose.file().root().entry("volumes");
        if (volumes.isEmpty()) {
            return newKey(file, compose.file().root(), "volumes:", List.of(name + ":"));
        }
        return volumes.get().value().resolve() instanceof YamlMapping declared && !declared.entries().isEmpty() ? newKey(file, declared, name + ":", List.of()) : Optional.empty();
    }

    private static Optional<TextEdit> newCommand(ComposeService service, List<String> flags) {
        List<String> lines = new ArrayList<>();
        IMAGE_FLAGS.forEach(flag -> lines.add("- " + flag));
        flags.forEach(flag -> lines.add("- " + flag));
        return newKey(service.file(), service.node(), "command:", lines);
    }

    /// A key behind the others of a mapping, with lines below it.
    private static Optional<TextEdit> newKey(SourceFile file, YamlMapping mapping, String key, List<String> lines) {
        if (mapping.flow() || mapping.entries().isEmpty() || mapping.entries().stream().anyMatch(entry -> entry.isMerge() || !(entry.key() instanceof YamlScalar name && name.text().file() == file))) {
            return Optional.empty();
        }
        Entry first = mapping.entries().getFirst();
        Entry last = mapping.entries().getLast();
        String indent = " ".repeat(first.span().start() - file.lineStart(file.line(first.span().start())));
        StringBuilder text = new StringBuilder(file.lineEnding()).append(indent).append(key);
        lines.forEach(line -> text.append(file.lineEnding()).append(indent).append("  ").append(line));
        return Optional.of(new TextEdit(file, Span.at(file.lineSpan(file.line(Math.max(last.span().start(), last.span().end() - 1))).end()), text.toString()));
    }
}
