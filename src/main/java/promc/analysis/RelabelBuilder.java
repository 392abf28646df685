package promc.analysis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A label set that is being changed, with the order in which Prometheus' `labels.Builder` goes through it: where several labels are mapped to one name, the last one stays.
/// A label with the empty value is no label.
final class RelabelBuilder {
    private final Map<String, String> base;
    private final Map<String, String> added = new LinkedHashMap<>();
    private final Set<String> deleted = new HashSet<>();

    RelabelBuilder(Map<String, String> labels) {
        base = new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        base.putAll(labels);
        base.values().removeIf(String::isEmpty);
    }

    String get(String name) {
        String value = added.get(name);
        return value != null ? value : deleted.contains(name) ? "" : base.getOrDefault(name, "");
    }

    void set(String name, String value) {
        if (value.isEmpty()) {
            delete(name);
        } else {
            added.put(name, value);
        }
    }

    void delete(String name) {
        added.remove(name);
        deleted.add(name);
    }

    /// As they are now; changes made meanwhile are not among them.
    List<Map.Entry<String, String>> entries() {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        base.forEach((name, value) -> {
            if (!deleted.contains(name) && !added.containsKey(name)) {
                entries.add(Map.entry(name, value));
            }
        });
        added.forEach((name, value) -> entries.add(Map.entry(name, value)));
        return entries;
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        entries().forEach(entry -> labels.put(entry.getKey(), entry.getValue()));
        return labels;
    }
}
