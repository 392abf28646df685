package promc.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// Keys written twice in one mapping. The reader keeps them all; Go's readers refuse the file.
public final class Duplicates {
    /// In `mapping`, `repeated` has the key that `first` has.
    public record Duplicate(YamlMapping mapping, Entry first, Entry repeated) {}

    private Duplicates() {}

    /// The duplicates of `mapping` itself in source order, keys compared as yaml.v3 does: by the text of the scalar, aliases followed,
    /// `<<` included. Nested mappings and merged keys are not looked at.
    public static List<Duplicate> in(YamlMapping mapping) {
        List<Duplicate> found = new ArrayList<>();
        Map<String, Entry> first = new HashMap<>();
        for (Entry entry : mapping.entries()) {
            entry.name().ifPresent(name -> {
                Entry before = first.putIfAbsent(name, entry);
                if (before != null) {
                    found.add(new Duplicate(mapping, before, entry));
                }
            });
        }
        return List.copyOf(found);
    }

    /// The duplicates of every mapping at and below `root`, without following aliases.
    public static List<Duplicate> below(YamlNode root) {
        List<Duplicate> found = new ArrayList<>();
        List<YamlNode> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            switch (open.removeLast()) {
                case YamlSequence sequence -> open.addAll(sequence.items());
                case YamlMapping mapping -> {
                    found.addAll(in(mapping));
                    mapping.entries().forEach(entry -> open.add(entry.value()));
                }
                default -> { }
            }
        }
        return found;
    }
}
