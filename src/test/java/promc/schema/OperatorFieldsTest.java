package promc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import promc.testing.Shared;
import promc.testing.Updating;

/// The table of the operator's fields is what the list of them says. `mvn test -Dtest=OperatorFieldsTest -Dupdate` writes it anew: sections that are the same all over are written once.
class OperatorFieldsTest {
    private static final Path TABLE = Path.of("src/main/resources/promc/schema/operator-fields.tsv");
    /// `matchType` came in the place of `regex`, and the words that say so were taken for its own end.
    private static final String NOT_DEPRECATED = "matchType";

    private static final class Node {
        JsonObject facts = new JsonObject();
        final Map<String, Node> fields = new LinkedHashMap<>();
        Node inner;
    }

    private final Map<List<String>, String> names = new HashMap<>();
    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    @Test
    void isWhatTheListSays() throws IOException {
        JsonObject all = JsonParser.parseString(Files.readString(Shared.root().resolve("facts/operator-crd-fields.json"))).getAsJsonObject();
        List<String> kinds = new ArrayList<>();
        for (String key : all.keySet()) {
            String kind = key.substring(key.lastIndexOf('/') + 1);
            kinds.add(kind + "\t" + key.substring(0, key.lastIndexOf('/')));
            sections.put(kind, List.of());
        }
        for (String key : all.keySet()) {
            String kind = key.substring(key.lastIndexOf('/') + 1);
            sections.put(kind, rows(tree(all.getAsJsonObject(key).getAsJsonObject("fields")).fields.get("spec")));
        }
        StringBuilder table = new StringBuilder("# The fields of the objects of prometheus-operator " + OperatorFields.VERSION + ", from example/prometheus-operator-crd. First each kind with its version, then: section, field, type,\n"
                + "# required, range, least items, least length, values, pattern, needs, deprecated.\n");
        kinds.forEach(line -> table.append(line).append('\n'));
        sections.forEach((section, rows) -> rows.forEach(row -> table.append(section).append('\t').append(row).append('\n')));
        if (Updating.isOn()) {
            Files.writeString(TABLE, table);
        }
        assertThat(Files.readString(TABLE)).isEqualTo(table.toString());
        assertThat(all.entrySet().stream().mapToInt(kind -> kind.getValue().getAsJsonObject().getAsJsonObject("fields").size()).sum()).isGreaterThan(6000);
    }

    @Test
    void tellsFieldsOfEachKind() {
        assertThat(OperatorFields.knows("ServiceMonitor", "monitoring.coreos.com/v1")).isTrue();
        assertThat(OperatorFields.knows("ServiceMonitor", "monitoring.coreos.com/v1alpha1")).isFalse();
        assertThat(OperatorFields.knows("Deployment", "apps/v1")).isFalse();
        OperatorFields.FieldType endpoints = OperatorFields.of("ServiceMonitor").get("endpoints");
        assertThat(endpoints.required()).isTrue();
        String section = endpoints.type().substring("[]object:".length());
        assertThat(OperatorFields.of(section)).containsKeys("port", "interval", "relabelings");
        assertThat(OperatorFields.of(section).get("params").type()).isEqualTo("map:[]string");
        assertThat(OperatorFields.of("Prometheus").get("tag").deprecated()).isTrue();
        assertThat(OperatorFields.of("Prometheus").get("ruleQueryOffset").since()).contains("Prometheus 2.53.0");
    }

    private static Node tree(JsonObject fields) {
        Node root = new Node();
        fields.entrySet().forEach(entry -> {
            Node at = root;
            for (String part : entry.getKey().split("\\.")) {
                String name = part.replace("[]", "").replace("{}", "");
                at = at.fields.computeIfAbsent(name, key -> new Node());
                for (int i = name.length(); i < part.length(); i += 2) {
                    at.inner = at.inner == null ? new Node() : at.inner;
                    at = at.inner;
                }
            }
            at.facts = entry.getValue().getAsJsonObject();
        });
        return root;
    }

    private List<String> rows(Node section) {
        List<String> rows = new ArrayList<>();
        section.fields.forEach((name, field) -> rows.add(row(name, field)));
        return rows;
    }

    private String row(String name, Node field) {
        Node leaf = field;
        while (leaf.inner != null) {
            leaf = leaf.inner;
        }
        JsonObject own = field.facts;
        String most = text(leaf.facts, "maximum");
        boolean deprecated = own.has("deprecated") && !name.equals(NOT_DEPRECATED);
        return String.join("\t", name, type(name, field), own.has("required") && !own.has("default") ? "required" : "", text(leaf.facts, "minimum") + (most.isEmpty() ? "" : ".." + most), text(own, "minItems"),
                text(leaf.facts, "minLength"), leaf.facts.has("enum") ? values(leaf.facts.getAsJsonArray("enum")) : "", text(leaf.facts, "pattern"), since(own), deprecated ? "deprecated" : "");
    }

    private String type(String name, Node field) {
        String type = text(field.facts, "type");
        return switch (type) {
            case "" -> "any";
            case "array" -> "[]" + (field.inner == null ? "any" : type(name, field.inner));
            case "object" -> !field.fields.isEmpty() ? "object:" + section(name, field) : field.inner != null ? "map:" + type(name, field.inner) : "open";
            default -> type;
        };
    }

    private String section(String name, Node field) {
        List<String> rows = rows(field);
        String known = names.get(rows);
        if (known == null) {
            known = name;
            for (int i = 2; sections.containsKey(known); i++) {
                known = name + i;
            }
            names.put(rows, known);
            sections.put(known, rows);
        }
        return known;
    }

    private static String text(JsonObject facts, String key) {
        JsonElement value = facts.get(key);
        return value == null ? "" : value.getAsString();
    }

    private static String values(JsonArray values) {
        return values.asList().stream().map(JsonElement::getAsString).collect(Collectors.joining(","));
    }

    /// Of several the oldest: what the others are about is a part of what the field can do.
    private static String since(JsonObject facts) {
        return !facts.has("minVersion") ? "" : facts.getAsJsonArray("minVersion").asList().stream().map(JsonElement::getAsJsonObject)
                .map(needs -> text(needs, "component") + " " + text(needs, "version")).min(Comparator.comparing(OperatorFieldsTest::padded)).orElseThrow();
    }

    private static String padded(String needs) {
        return Arrays.stream(needs.split("[ .]")).map(part -> String.format("%20s", part)).collect(Collectors.joining());
    }
}
