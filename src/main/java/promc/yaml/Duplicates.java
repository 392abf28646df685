package promc.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// Keys written twice in one mapping. The reader keeps them all; Go's readers refuse the file.
public final class Duplicates {
    /// `repeated` has the key that `first` has.
    public record Duplicate(Entry first, Entry repeated) {}

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
                    found.add(new Duplicate(before, entry));
                }
            });
        }
        return List.copyOf(found);
    }
}
