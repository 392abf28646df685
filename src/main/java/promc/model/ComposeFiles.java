package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Reads docker-compose files (compose-spec): which files are some, and the services of one whose parts [ComposeProjects] has put together.
final class ComposeFiles {
    private static final List<String> RUNS = List.of("image", "build", "command", "extends");

    private ComposeFiles() {}

    /// An override file need not say what its services run.
    static boolean recognise(YamlMapping root, String path) {
        Optional<YamlMapping> services = Fields.mapping(root, "services");
        return services.isPresent() && services.get().effective().stream().anyMatch(entry -> entry.value().resolve() instanceof YamlMapping service
                && (RUNS.stream().anyMatch(key -> service.get(key).isPresent()) || ComposeProjects.isOverride(path)));
    }

    /// The file by itself, for [ComposeProjects] to make something of.
    static ComposeFile read(EmbeddedText text, YamlStream yaml, YamlMapping root) {
        return new ComposeFile(text, yaml, root, List.of(), List.of(), List.of(), Map.of(), false, false);
    }

    /// One service. `node` is what its settings came to, `root` the file's; of a file that is read as `text`.
    static ComposeService service(EmbeddedText text, YamlMapping root, Entry entry, YamlMapping node, boolean told, boolean extended) {
        Optional<Image> image = Fields.string(node, "image").value().map(Image::parse);
        SourceFile file = ((YamlScalar) entry.key().resolve()).text().file();
        EmbeddedText own = file == text.file() ? text : EmbeddedText.whole(file);
        Optional<ServerFlags> flags = CommandLine.of(own, entry.key().span(), image, argv(node, "entrypoint"), argv(node, "command"));
        return new ComposeService(entry.name().orElseThrow(), entry.key().span(), file, node, image, new ComposeMounts(root, file).of(node), ComposePorts.read(node, file), ComposePorts.exposed(node), flags,
                told, extended);
    }

    /// The file that the nodes of a mapping are from: what other files laid over it may stand elsewhere than the rest.
    static SourceFile fileOf(YamlMapping mapping, SourceFile otherwise) {
        for (Entry entry : mapping.entries()) {
            if (entry.key().resolve() instanceof YamlScalar key) {
                return key.text().file();
            }
        }
        return otherwise;
    }

    /// The words of `command` or `entrypoint`: a list as it is, a string split as a shell would, but without a shell's expansions.
    private static Optional<List<EmbeddedText>> argv(YamlMapping node, String key) {
        return node.get(key).flatMap(value -> switch (value) {
            case YamlSequence list -> {
                List<EmbeddedText> words = new ArrayList<>();
                for (YamlNode item : list.items()) {
                    if (item.resolve() instanceof YamlScalar scalar) {
                        words.add(scalar.text());
                    }
                }
                yield Optional.of(words);
            }
            case YamlScalar scalar when scalar.isNull() -> Optional.empty();
            case YamlScalar scalar -> Optional.of(ShellWords.split(scalar.text()));
            default -> Optional.empty();
        });
    }
}
