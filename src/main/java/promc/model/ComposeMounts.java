package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.model.Mount.Kind;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// What a service of a compose file sees of the world: its `volumes`, `tmpfs`, `configs` and `secrets` (compose-spec, services). Folders of the host count from that of the file that names them.
final class ComposeMounts {
    private static final String SECRETS = "/run/secrets/";

    private final YamlMapping root;
    private final SourceFile file;

    /// `root` is the compose file, whose `configs` and `secrets` the services name.
    ComposeMounts(YamlMapping root, SourceFile file) {
        this.root = root;
        this.file = file;
    }

    List<Mount> of(YamlMapping service) {
        List<Mount> mounts = new ArrayList<>();
        for (YamlNode item : Fields.items(service, "volumes")) {
            switch (item) {
                case YamlScalar scalar -> mounts.add(shortForm(scalar));
                case YamlMapping mapping -> mounts.add(longForm(mapping));
                default -> { }
            }
        }
        switch (service.get("tmpfs").orElse(null)) {
            case YamlScalar scalar -> mounts.add(tmpfs(scalar));
            case YamlSequence list -> list.items().stream().map(YamlNode::resolve).filter(YamlScalar.class::isInstance).forEach(scalar -> mounts.add(tmpfs((YamlScalar) scalar)));
            case null, default -> { }
        }
        files(service, "configs", "/", mounts);
        files(service, "secrets", SECRETS, mounts);
        return mounts;
    }

    private static Mount tmpfs(YamlScalar scalar) {
        String[] parts = splitColons(scalar.value());
        OptionalLong size = parts.length < 2 ? OptionalLong.empty() : List.of(parts[1].split(",")).stream().filter(option -> option.startsWith("size=")).findFirst()
                .map(option -> Quantity.docker(option.substring("size=".length()))).orElse(OptionalLong.empty());
        return new Mount(Kind.TMPFS, "", parts[0], false, scalar.text().file(), scalar.span(), Optional.empty(), size);
    }

    /// `[SOURCE:]TARGET[:MODE]`; a source that starts with `.`, `/` or `~` is a host path, any other the name of a volume.
    private static Mount shortForm(YamlScalar scalar) {
        String[] parts = splitColons(scalar.value());
        SourceFile file = scalar.text().file();
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

    private Mount longForm(YamlMapping mapping) {
        String type = Fields.string(mapping, "type").value().orElse("volume");
        Optional<String> source = Fields.string(mapping, "source").value().or(() -> Fields.string(mapping, "src").value());
        String target = Fields.string(mapping, "target").value().or(() -> Fields.string(mapping, "destination").value()).or(() -> Fields.string(mapping, "dst").value()).orElse("");
        Kind kind = switch (type) {
            case "bind" -> Kind.BIND;
            case "tmpfs" -> Kind.TMPFS;
            case "volume" -> source.isEmpty() ? Kind.ANONYMOUS : Kind.VOLUME;
            default -> Kind.UNTOLD;
        };
        Mount mount = mount(kind, source.orElse(""), target, Fields.bool(mapping, "read_only").value().orElse(false), ComposeFiles.fileOf(mapping, file), mapping.span());
        OptionalLong size = kind != Kind.TMPFS ? OptionalLong.empty() : Fields.mapping(mapping, "tmpfs").flatMap(settings -> Fields.string(settings, "size").value()).map(Quantity::docker)
                .orElse(OptionalLong.empty());
        return new Mount(kind, mount.source(), target, mount.readOnly(), mount.file(), mount.span(), mount.place(), size);
    }

    /// `configs` or `secrets`: names, or mappings with `source` and `target`.
    private void files(YamlMapping service, String kind, String folder, List<Mount> mounts) {
        for (YamlNode item : Fields.items(service, kind)) {
            if (item instanceof YamlScalar name) {
                mounts.add(given(kind, name.value(), folder + name.value(), name.text().file(), name.span()));
            } else if (item instanceof YamlMapping mapping) {
                String name = Fields.string(mapping, "source").value().orElse("");
                mounts.add(given(kind, name, EstatePaths.resolve(folder, Fields.string(mapping, "target").value().orElse(name)), ComposeFiles.fileOf(mapping, file), mapping.span()));
            }
        }
    }

    private Mount given(String kind, String name, String target, SourceFile named, Span span) {
        Optional<YamlMapping> declared = Fields.mapping(root, kind).flatMap(all -> Fields.mapping(all, name));
        Optional<String> place = declared.flatMap(config -> config.get("file").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast)
                .map(path -> EstatePaths.resolve(path.text().file().folder(), path.value()))
                .or(() -> config.get("content").filter(YamlScalar.class::isInstance).map(text -> inside(((YamlScalar) text).text().file(), kind, name))));
        return new Mount(Kind.FILES, name, target, true, named, span, place.filter(path -> path.indexOf('$') < 0), OptionalLong.empty());
    }

    /// Where in the estate the text lies that a compose file itself gives a config: in no file of its own.
    static String inside(SourceFile file, String kind, String name) {
        return file.path() + "#" + kind + "/" + name;
    }

    private static Mount mount(Kind kind, String source, String target, boolean readOnly, SourceFile file, Span span) {
        Optional<String> place = kind == Kind.BIND ? Optional.of(EstatePaths.resolve(file.folder(), fromFolder(source))) : Optional.empty();
        return new Mount(kind, source, target, readOnly, file, span, place, OptionalLong.empty());
    }

    /// Compose is called in the project's folder.
    private static String fromFolder(String source) {
        return source.startsWith("${PWD}") ? "." + source.substring("${PWD}".length()) : source.startsWith("$PWD") ? "." + source.substring("$PWD".length()) : source;
    }
}
