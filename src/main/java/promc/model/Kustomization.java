package promc.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// A `kustomization.yaml` that makes ConfigMaps or Secrets of files (`configMapGenerator`, `secretGenerator`). Kustomize puts a hash behind their names, here and where they are used.
public record Kustomization(EmbeddedText text, YamlStream yaml, YamlMapping root) implements View {
    /// One ConfigMap or Secret that is made. `files` are the paths of its keys, counted as those of the estate.
    record Generated(String kind, String name, Optional<String> namespace, Map<String, String> files) {}

    static boolean isNamed(String path) {
        return path.endsWith("kustomization.yaml") || path.endsWith("kustomization.yml");
    }

    static Optional<Kustomization> read(EmbeddedText text, YamlStream yaml, YamlMapping root) {
        boolean makes = Stream.of("configMapGenerator", "secretGenerator").flatMap(key -> Fields.mappings(root, key).stream()).anyMatch(generator -> generator.get("files").isPresent());
        return makes ? Optional.of(new Kustomization(text, yaml, root)) : Optional.empty();
    }

    List<Generated> generated() {
        List<Generated> generated = new ArrayList<>();
        add("configMapGenerator", "ConfigMap", generated);
        add("secretGenerator", "Secret", generated);
        return generated;
    }

    private void add(String key, String kind, List<Generated> generated) {
        Optional<String> namespace = Fields.string(root, "namespace").value();
        for (YamlMapping generator : Fields.mappings(root, key)) {
            Map<String, String> files = new LinkedHashMap<>();
            for (YamlScalar file : Fields.scalars(generator, "files")) {
                int equals = file.value().indexOf('=');
                String path = file.value().substring(equals + 1);
                files.put(equals < 0 ? path.substring(path.lastIndexOf('/') + 1) : file.value().substring(0, equals), EstatePaths.resolve(EstatePaths.folder(text.file().path()), path));
            }
            generated.add(new Generated(kind, Fields.string(generator, "name").value().orElse(""), Fields.string(generator, "namespace").value().or(() -> namespace), files));
        }
    }

    /// The folder that the files of what is made are in, see [EstatePaths].
    String inside(Generated made) {
        return text.file().path() + "#" + made.kind() + "/" + made.name();
    }
}
