package promc.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import promc.model.Mount.Kind;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Reads docker-compose files (compose-spec, services and volumes).
final class ComposeFiles {
    private ComposeFiles() {}

    static boolean recognise(YamlMapping root) {
        return Fields.mapping(root, "services").stream().flatMap(services -> services.effective().stream())
                .anyMatch(entry -> entry.value().resolve() instanceof YamlMapping service
                        && (service.get("image").isPresent() || service.get("build").isPresent() || service.get("command").isPresent()));
    }

    static ComposeFile read(EmbeddedText text, YamlStream yaml, YamlMapping root) {
        Set<String> volumes = new LinkedHashSet<>();
        Fields.mapping(root, "volumes").ifPresent(declared -> declared.effective().forEach(entry -> entry.name().ifPresent(volumes::add)));
        List<ComposeService> services = new ArrayList<>();
        Fields.mapping(root, "services").ifPresent(all -> {
            for (Entry entry : all.effective()) {
                if (entry.value().resolve() instanceof YamlMapping node && entry.name().isPresent()) {
                    services.add(service(text, entry, node));
                }
            }
        });
        return new ComposeFile(text, yaml, root, services, volumes);
    }

    private static ComposeService service(EmbeddedText file, Entry entry, YamlMapping node) {
        Optional<Image> image = Fields.string(node, "image").value().map(Image::parse);
        Optional<ServerFlags> flags = CommandLine.of(file, entry.key().span(), image, argv(node, "entrypoint"), argv(node, "command"));
        return new ComposeService(entry.name().orElseThrow(), entry.key().span(), node, image, mounts(file, node), ComposePorts.read(node), ComposePorts.exposed(node), flags);
    }

    /// The words of `command` or `entrypoint`: a list as it is, a string split as a shell would, but without a shell's expansions.
    private static Optional<List<EmbeddedText>> argv(YamlMapping node, String key) {
        return node.get(key).flatMap(value -> switch (value) {
            case YamlSequence list -> Optional.of(list.items().stream().map(YamlNode::resolve)
                    .filter(YamlScalar.class::isInstance).map(item -> ((YamlScalar) item).text()).toList());
            case YamlScalar scalar when scalar.isNull() -> Optional.empty();
            case YamlScalar scalar -> Optional.of(ShellWords.split(scalar.text()));
            default -> Optional.empty();
        });
    }

    private static List<Mount> mounts(EmbeddedText text, YamlMapping service) {
        SourceFile file = text.file();
        List<Mount> mounts = new ArrayList<>();
        for (YamlNode item : Fields.items(service, "volumes")) {
            switch (item) {
                case YamlScalar scalar -> mounts.add(shortForm(file, scalar));
                case YamlMapping mapping -> mounts.add(longForm(file, mapping));
                default -> { }
            }
        }
        switch (service.get("tmpfs").orElse(null)) {
            case YamlScalar scalar -> mounts.add(tmpfs(file, scalar));
            case YamlSequence list -> list.items().stream().map(YamlNode::resolve).filter(YamlScalar.class::isInstance)
                    .forEach(scalar -> mounts.add(tmpfs(file, (YamlScalar) scalar)));
            case null, default -> { }
        }
        return mounts;
    }

    private static Mount tmpfs(SourceFile file, YamlScalar scalar) {
        String path = scalar.value();
        int colon = path.indexOf(':');
        return mount(Kind.TMPFS, "", colon < 0 ? path : path.substring(0, colon), false, file, scalar.span());
    }

    /// `[SOURCE:]TARGET[:MODE]`; a source that starts with `.`, `/` or `~` is a host path, any other the name of a volume.
    private static Mount shortForm(SourceFile file, YamlScalar scalar) {
        String[] parts = splitColons(scalar.value());
        if (parts.length == 1) {
            return mount(Kind.ANONYMOUS, "", parts[0], false, file, scalar.span());
        }
        boolean host = parts[0].startsWith(".") || parts[0].startsWith("/") || parts[0].startsWith("~") || parts[0].startsWith("$");
        boolean readOnly = parts.length > 2 && List.of(parts[2].split(",")).contains("ro");
        return mount(host ? Kind.BIND : Kind.VOLUME, parts[0], parts[1], readOnly, file, scalar.span());
    }

    /// Splits at colons outside `${...}`, where they belong to a default value.
    static String[] splitColons(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && i > 0 && text.charAt(i - 1) == '$') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (c == ':' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts.toArray(String[]::new);
    }

    private static Mount longForm(SourceFile file, YamlMapping mapping) {
        String type = Fields.string(mapping, "type").value().orElse("volume");
        String source = Fields.string(mapping, "source").value().or(() -> Fields.string(mapping, "src").value()).orElse("");
        String target = Fields.string(mapping, "target").value().or(() -> Fields.string(mapping, "destination").value()).orElse("");
        Kind kind = switch (type) {
            case "bind" -> Kind.BIND;
            case "tmpfs" -> Kind.TMPFS;
            default -> source.isEmpty() ? Kind.ANONYMOUS : Kind.VOLUME;
        };
        return mount(kind, source, target, Fields.bool(mapping, "read_only").value().orElse(false), file, mapping.span());
    }

    /// Folders of the host count from that of the compose file.
    private static Mount mount(Kind kind, String source, String target, boolean readOnly, SourceFile file, Span span) {
        Optional<String> place = kind == Kind.BIND ? Optional.of(EstatePaths.resolve(file.folder(), source)) : Optional.empty();
        return new Mount(kind, source, target, readOnly, file, span, place, OptionalLong.empty());
    }
}
