package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// Reads a mapping into a struct as Prometheus does, strictly, and tells all that is refused, not only the first.
public final class LoadErrors {
    private final List<LoadError> errors = new ArrayList<>();

    private LoadErrors() {}

    /// What Prometheus refuses in `root` when it reads it as `struct` of [ConfigKeys], in the order of the file; nothing if it accepts it.
    public static List<LoadError> of(YamlMapping root, String struct) {
        LoadErrors reader = new LoadErrors();
        reader.read(new Section(struct, root, root.span(), Optional.empty(), reader.errors));
        return List.copyOf(reader.errors);
    }

    private void read(Section section) {
        Map<String, String> keys = ConfigKeys.of(section.struct());
        for (Entry entry : section.node().entries()) {
            String type = entry.name().map(keys::get).orElse(null);
            if (type != null && type.startsWith("object:")) {
                below(section, type.substring("object:".length()).replace("[]", ""), entry.key().span(), entry.value().resolve());
            }
        }
        SectionRules.check(section);
    }

    private void below(Section outer, String struct, Span key, YamlNode value) {
        switch (value) {
            case YamlMapping mapping -> read(new Section(struct, mapping, key, Optional.of(outer), errors));
            case YamlSequence list -> list.items().forEach(item -> below(outer, struct, item.span(), item.resolve()));
            default -> { }
        }
    }
}
