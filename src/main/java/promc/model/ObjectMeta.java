package promc.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;

/// What a Kubernetes object says of itself under `metadata`. `place` is its name, or what to underline where it has none; `namespace` is empty where the user tells it when the object is applied.
/// `node` is the mapping that `labels` come from.
public record ObjectMeta(String name, Span place, Optional<String> namespace, Map<String, String> labels, Optional<YamlMapping> node) {
    static ObjectMeta of(YamlMapping root) {
        Optional<YamlMapping> metadata = Fields.mapping(root, "metadata");
        if (metadata.isEmpty()) {
            return new ObjectMeta("", Fields.lacking(root), Optional.empty(), Map.of(), Optional.empty());
        }
        Field<String> name = Fields.string(metadata.get(), "name");
        return new ObjectMeta(name.value().orElse(""), name.span(), Fields.string(metadata.get(), "namespace").value(), strings(metadata.get(), "labels"), metadata);
    }

    /// A mapping from names to texts; what is no text is left out.
    static Map<String, String> strings(YamlMapping mapping, String key) {
        Map<String, String> found = new LinkedHashMap<>();
        Fields.pairs(mapping, key).forEach(pair -> pair.value().value().ifPresent(value -> found.put(pair.name(), value.value())));
        return found;
    }

    /// The mapping under `labels`, if it is written.
    public Optional<YamlMapping> labelsNode() {
        return node.flatMap(metadata -> Fields.mapping(metadata, "labels"));
    }

    /// True if both may be in one namespace: one that names none is put where the user says.
    public boolean mayShare(ObjectMeta other) {
        return namespace.isEmpty() || other.namespace.isEmpty() || namespace.equals(other.namespace);
    }
}
