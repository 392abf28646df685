package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// A selector of Kubernetes objects by their labels (`metav1.LabelSelector`): all of its conditions must hold; without any it selects everything. `told` is false if a part of it is filled in by another program, or is nothing
/// that promc knows: then what it refuses is not known.
public record LabelSelector(List<Condition> conditions, boolean told) {
    /// One condition: `operator` is `In`, `NotIn`, `Exists` or `DoesNotExist`; a pair of `matchLabels` is an `In` with one value.
    public record Condition(String label, String operator, Set<String> values) {
        public boolean holds(Map<String, String> labels) {
            String value = labels.get(label);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                default -> value == null;
            };
        }

        /// As `kubectl` writes it.
        @Override
        public String toString() {
            return switch (operator) {
                case "In" -> values.size() == 1 ? label + "=" + values.iterator().next() : label + " in (" + String.join(", ", values) + ")";
                case "NotIn" -> label + " notin (" + String.join(", ", values) + ")";
                case "Exists" -> label;
                default -> "!" + label;
            };
        }
    }

    private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");

    public LabelSelector {
        conditions = List.copyOf(conditions);
    }

    /// The selector under `key`; empty where none is written, or null.
    public static Optional<LabelSelector> of(YamlMapping mapping, String key) {
        Optional<YamlNode> written = mapping.get(key).filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull()));
        return written.map(node -> node instanceof YamlMapping selector ? read(selector) : new LabelSelector(List.of(), false));
    }

    private static LabelSelector read(YamlMapping selector) {
        List<Condition> conditions = new ArrayList<>();
        boolean told = true;
        for (Pair pair : Fields.pairs(selector, "matchLabels")) {
            Optional<String> value = pair.value().value().map(YamlScalar::value);
            told &= value.isPresent() && isPlain(value.get()) && isPlain(pair.name());
            value.ifPresent(text -> conditions.add(new Condition(pair.name(), "In", Set.of(text))));
        }
        for (YamlMapping expression : Fields.mappings(selector, "matchExpressions")) {
            Optional<String> label = Fields.string(expression, "key").value();
            Optional<String> operator = Fields.string(expression, "operator").value().filter(OPERATORS::contains);
            Set<String> values = new TreeSet<>();
            Fields.scalars(expression, "values").forEach(value -> values.add(value.value()));
            told &= label.isPresent() && operator.isPresent() && values.stream().allMatch(LabelSelector::isPlain);
            if (label.isPresent() && operator.isPresent()) {
                conditions.add(new Condition(label.get(), operator.get(), values));
            }
        }
        return new LabelSelector(conditions, told);
    }

    private static boolean isPlain(String text) {
        return !text.contains("$") && !text.contains("{{");
    }

    /// True if another program fills in one of these labels.
    public static boolean areUnsettled(Map<String, String> labels) {
        return labels.values().stream().anyMatch(value -> !isPlain(value));
    }

    /// False only if it is known to refuse an object with these labels.
    public boolean mayMatch(Map<String, String> labels) {
        return !told || areUnsettled(labels) || conditions.stream().allMatch(condition -> condition.holds(labels));
    }

    /// The conditions that do not hold for these labels.
    public List<Condition> unmet(Map<String, String> labels) {
        return conditions.stream().filter(condition -> !condition.holds(labels)).toList();
    }
}
