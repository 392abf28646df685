package promc.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.ServerProcess.Origin;
import promc.model.ServerProcess;
import promc.model.Workload;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlNode;

/// Edits of what starts a process: more flags, where its words are a list, another image. Empty where the file is not written so. What else changes in a compose file: [ComposeEdits].
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
                    yield command.flatMap(words -> YamlEdits.appendItems(words, flags));
                }
                boolean image = service.node().get("entrypoint").isEmpty() && process.image().filter(known -> known.isOfficialPrometheus() && known.version().filter(version -> version.major() < 3).isEmpty()).isPresent();
                yield image && process.runs("prometheus") ? newCommand(service, flags) : Optional.empty();
            }
            case Origin.Pod(Workload workload, Workload.Container container) -> container.node().get("args").or(() -> container.node().get("command")).flatMap(words -> YamlEdits.appendItems(words, flags));
            default -> Optional.empty();
        };
    }

    /// Where the file that starts a process names its image; empty where Compose or a template fills it in.
    public static Optional<YamlScalar> image(ServerProcess process) {
        Optional<YamlNode> image = switch (process.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> service.node().get("image");
            case Origin.Pod(Workload workload, Workload.Container container) -> container.node().get("image");
            default -> Optional.empty();
        };
        return image.filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
    }

    /// Writes another value for a scalar, in its quotes; empty where a variable or a template is part of what is written.
    public static Optional<TextEdit> value(YamlScalar scalar, String value) {
        String written = scalar.span().of(scalar.text().file().text());
        return written.indexOf('$') >= 0 || written.contains("{{") ? Optional.empty() : Fix.edit(scalar.text(), scalar.text().span(), value);
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

    private static Optional<TextEdit> newCommand(ComposeService service, List<String> flags) {
        List<String> lines = new ArrayList<>();
        IMAGE_FLAGS.forEach(flag -> lines.add("- " + flag));
        flags.forEach(flag -> lines.add("- " + flag));
        return YamlEdits.append(service.file(), service.node(), "command:", lines);
    }
}
