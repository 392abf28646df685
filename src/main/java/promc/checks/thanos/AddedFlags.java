package promc.checks.thanos;

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

/// Edits that give a process more flags, where its words are a list in the file that starts it.
final class AddedFlags {
    /// What the image of the Prometheus project sets where no command is given, since 3.0.
    private static final List<String> IMAGE_FLAGS = List.of("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus");

    private AddedFlags() {}

    /// One edit that adds `flags` behind all others; empty where the words are no list, or another file's.
    static Optional<TextEdit> add(ServerProcess process, List<String> flags) {
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
    static Set<String> words(ServerProcess process) {
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

    private static Optional<TextEdit> to(YamlNode words, List<String> flags) {
        // The words of a service may stand in another file than the service.
        if (!(words instanceof YamlSequence list) || list.items().isEmpty() || !(list.items().getLast() instanceof YamlScalar written)) {
            return Optional.empty();
        }
        SourceFile file = written.text().file();
        Span last = list.items().getLast().span();
        if (list.flow()) {
            return Optional.of(new TextEdit(file, Span.at(last.end()), ", " + String.join(", ", flags.stream().map(flag -> '"' + flag + '"').toList())));
        }
        int line = file.line(last.start());
        String before = file.text().substring(file.lineStart(line), last.start());
        if (!before.strip().equals("-")) {
            return Optional.empty();
        }
        int end = file.lineSpan(file.line(Math.max(last.start(), last.end() - 1))).end();
        return Optional.of(new TextEdit(file, Span.at(end), String.join("", flags.stream().map(flag -> file.lineEnding() + before + flag).toList())));
    }

    private static Optional<TextEdit> newCommand(ComposeService service, List<String> flags) {
        YamlMapping node = service.node();
        SourceFile file = service.file();
        if (node.flow() || node.entries().isEmpty() || node.entries().stream().anyMatch(entry -> entry.isMerge() || !(entry.key() instanceof YamlScalar key && key.text().file() == file))) {
            return Optional.empty();
        }
        Entry first = node.entries().getFirst();
        Entry last = node.entries().getLast();
        String indent = " ".repeat(first.span().start() - file.lineStart(file.line(first.span().start())));
        StringBuilder text = new StringBuilder(file.lineEnding()).append(indent).append("command:");
        List<String> all = new ArrayList<>(IMAGE_FLAGS);
        all.addAll(flags);
        all.forEach(flag -> text.append(file.lineEnding()).append(indent).append("  - ").append(flag));
        return Optional.of(new TextEdit(file, Span.at(file.lineSpan(file.line(Math.max(last.span().start(), last.span().end() - 1))).end()), text.toString()));
    }
}
