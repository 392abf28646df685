package promc.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A `.promc.yaml` in the making.
final class ConfigDraft {
    private final Map<String, Map<String, List<Map<String, Object>>>> items = new TreeMap<>();
    private final Map<String, Map<String, Object>> values = new TreeMap<>();
    private final TreeSet<String> off = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();

    /// Adds an item to a list option; empty fields are left out.
    void item(String check, String option, Map<String, Object> fields) {
        Map<String, Object> item = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (!value.equals("") && !value.equals(List.of()) && !value.equals(Map.of())) {
                item.put(key, value);
            }
        });
        List<Map<String, Object>> all = items.computeIfAbsent(check, id -> new TreeMap<>()).computeIfAbsent(option, key -> new ArrayList<>());
        if (!all.contains(item)) {
            all.add(item);
        }
    }

    void value(String check, String option, Object value) {
        values.computeIfAbsent(check, id -> new TreeMap<>()).put(option, value);
    }

    void on(String check) {
        values.computeIfAbsent(check, id -> new TreeMap<>());
    }

    void off(String check) {
        off.add(check);
    }

    /// What cannot be said in a `.promc.yaml`, and why.
    void note(int line, String what) {
        notes.add("line " + line + ": " + what);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    String text(String source) {
        StringBuilder out = new StringBuilder("# What `" + source + "` says, for promc. `promc explain --policy` shows it in sentences, `promc explain ID` the page of a check.\nroot: true\n");
        TreeSet<String> ids = new TreeSet<>(items.keySet());
        ids.addAll(values.keySet());
        ids.addAll(off);
        out.append(ids.isEmpty() ? "" : "\nchecks:\n");
        for (String id : ids) {
            Map<String, List<Map<String, Object>>> lists = items.getOrDefault(id, Map.of());
            Map<String, Object> plain = values.getOrDefault(id, Map.of());
            if (lists.isEmpty() && plain.isEmpty()) {
                out.append("  ").append(id).append(off.contains(id) ? ": off\n" : ": {}\n");
                continue;
            }
            out.append("  ").append(id).append(":\n");
            if (off.contains(id)) {
                out.append("    severity: off\n");
            }
            plain.forEach((key, value) -> out.append("    ").append(key).append(": ").append(flow(value)).append('\n'));
            lists.forEach((key, all) -> {
                out.append("    ").append(key).append(":\n");
                all.forEach(item -> out.append("      - ").append(item.size() == 1 && item.containsKey("name") ? flow(item.get("name")) : flow(item)).append('\n'));
            });
        }
        if (!notes.isEmpty()) {
            out.append("\n# What it says besides, and why that is not here:\n");
            notes.forEach(note -> out.append("#   ").append(note).append('\n'));
        }
        return out.toString();
    }

    private static String flow(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<String> entries = new ArrayList<>();
                map.forEach((key, of) -> entries.add(flow(key) + ": " + flow(of)));
                yield "{" + String.join(", ", entries) + "}";
            }
            case List<?> list -> "[" + String.join(", ", list.stream().map(ConfigDraft::flow).toList()) + "]";
            case String text -> scalar(text);
            default -> String.valueOf(value);
        };
    }

    /// Plain where no reader of YAML could take it for anything but this text.
    private static String scalar(String text) {
        boolean plain = text.matches("[A-Za-z_][A-Za-z0-9_./-]*|[0-9]+(ms|[smhdwy])") && !text.matches("(?i)true|false|null|yes|no|on|off|y|n");
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }
}
