package promc.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// The merge key `<<` as Go's YAML libraries read it: own keys win, then merged mappings in the order given, each with its own merges.
final class Merge {
    private Merge() {}

    static Optional<Entry> find(YamlMapping mapping, String key) {
        for (YamlMapping source : sources(mapping)) {
            Optional<Entry> found = source.entry(key);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    static List<Entry> effective(YamlMapping mapping) {
        Map<Object, Entry> byName = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            if (!entry.isMerge()) {
                byName.put(entry.name().<Object>map(name -> name).orElse(entry), entry);
            }
        }
        for (YamlMapping source : sources(mapping)) {
            for (Entry entry : effective(source)) {
                byName.putIfAbsent(entry.name().<Object>map(name -> name).orElse(entry), entry);
            }
        }
        return List.copyOf(byName.values());
    }

    private static List<YamlMapping> sources(YamlMapping mapping) {
        return mapping.entries().stream().filter(Entry::isMerge).flatMap(entry -> switch (entry.value().resolve()) {
            case YamlMapping one -> List.of(one).stream();
            case YamlSequence many -> many.items().stream()
                    .map(YamlNode::resolve).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
            default -> List.<YamlMapping>of().stream();
        }).toList();
    }
}
