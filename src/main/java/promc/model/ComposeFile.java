package promc.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A docker-compose file as Compose reads it: variables filled in as far as files tell, `extends` followed, and the override file beside it laid over it. So `root`, what became of the whole file, and `services` may have parts
/// of other files. `included` are the services of the files that it includes. `variables` are those that it asks for itself. `contents` are the files that it holds as texts of `configs`, by their places in the estate.
/// `whole` is false if more may belong to the project than is in sight; `part` is true of an override file, whose services are those of the file it is laid over: it has none itself.
public record ComposeFile(EmbeddedText text, YamlStream yaml, YamlMapping root, List<ComposeService> services, List<ComposeService> included, List<ComposeVariable> variables,
        Map<String, EstateFile> contents, boolean whole, boolean part) implements View {
    public ComposeFile {
        services = List.copyOf(services);
        included = List.copyOf(included);
        variables = List.copyOf(variables);
        contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
    }

    /// The name that the file gives its project; where it gives none, Compose takes that of the folder.
    public Optional<String> name() {
        return Fields.string(root, "name").value();
    }

    /// All services of the project that are in sight.
    public List<ComposeService> project() {
        return included.isEmpty() ? services : Stream.concat(services.stream(), included.stream()).toList();
    }

    /// What tells a volume of the project from others: equal for volumes of two projects if both give them one `name`, or take one from outside.
    public String volumeName(String key) {
        Optional<YamlMapping> declared = Fields.mapping(root, "volumes").flatMap(all -> Fields.mapping(all, key));
        Optional<String> given = declared.flatMap(settings -> Fields.string(settings, "name").value());
        boolean external = declared.flatMap(settings -> Fields.bool(settings, "external").value()).orElse(false);
        return given.or(() -> external ? Optional.of(key) : Optional.empty()).map(name -> "name:" + name).orElse(text.file().path() + "#" + key);
    }

    /// The names that it declares in one of its sections, such as `volumes` or `networks`.
    public Set<String> declared(String section) {
        Set<String> names = new LinkedHashSet<>();
        Fields.mapping(root, section).ifPresent(declared -> declared.effective().stream().map(Entry::name).flatMap(Optional::stream).forEach(names::add));
        return names;
    }
}
