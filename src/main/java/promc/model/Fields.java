package promc.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.promql.PromDuration;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Reads settings out of YAML mappings as Prometheus' Go structs would take them.
final class Fields {
    private Fields() {}

    /// The place to underline for a key that is missing: the first key of the mapping.
    static Span lacking(YamlMapping mapping) {
        return mapping.entries().isEmpty() ? mapping.span() : mapping.entries().getFirst().key().span();
    }

    /// A string; scalars of any type are taken as text, null counts as absent.
    static Field<String> string(YamlMapping mapping, String key) {
        Optional<YamlNode> node = mapping.get(key);
        if (node.isEmpty()) {
            return new Field.Absent<>(lacking(mapping));
        }
        return switch (node.get()) {
            case YamlScalar scalar when scalar.isNull() -> new Field.Absent<>(mapping.entry(key).orElseThrow().key().span());
            case YamlScalar scalar -> new Field.Present<>(scalar.value(), scalar);
            case YamlNode other -> new Field.Invalid<>(other, "`" + key + "` must be a string");
        };
    }

    static Field<Duration> duration(YamlMapping mapping, String key) {
        return switch (string(mapping, key)) {
            case Field.Absent<String>(Span span) -> new Field.Absent<>(span);
            case Field.Invalid<String>(YamlNode node, String message) -> new Field.Invalid<>(node, message);
            case Field.Present<String>(String text, YamlNode node) -> {
                OptionalLong millis = PromDuration.parseMillis(text);
                yield millis.isPresent() ? new Field.Present<>(Duration.ofMillis(millis.getAsLong()), node)
                        : new Field.Invalid<>(node, "`" + text + "` is not a duration such as `30s`, `5m` or `1h30m`");
            }
        };
    }

    /// A whole number above zero.
    static OptionalLong limit(YamlMapping mapping, String key) {
        return mapping.get(key).orElse(mapping) instanceof YamlScalar scalar && scalar.value().matches("0*[1-9][0-9]{0,17}")
                ? OptionalLong.of(Long.parseLong(scalar.value())) : OptionalLong.empty();
    }

    /// A boolean as yaml.v2 reads config files: YAML 1.1 words, unquoted.
    static Field<Boolean> bool(YamlMapping mapping, String key) {
        Optional<YamlNode> node = mapping.get(key);
        if (node.isEmpty()) {
            return new Field.Absent<>(lacking(mapping));
        }
        if (node.get() instanceof YamlScalar scalar && scalar.style() == YamlNode.Style.PLAIN) {
            switch (scalar.value()) {
                case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" -> {
                    return new Field.Present<>(true, scalar);
                }
                case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" -> {
                    return new Field.Present<>(false, scalar);
                }
                default -> { }
            }
        }
        return new Field.Invalid<>(node.get(), "`" + key + "` must be true or false");
    }

    static List<Pair> pairs(YamlMapping mapping, String key) {
        List<Pair> pairs = new ArrayList<>();
        mapping(mapping, key).ifPresent(labels -> {
            for (Entry entry : labels.effective()) {
                if (entry.key().resolve() instanceof YamlScalar name) {
                    pairs.add(new Pair(name, entry.value().resolve() instanceof YamlScalar value
                            ? new Field.Present<>(value, value) : new Field.Invalid<>(entry.value(), "`" + name.value() + "` must be a string")));
                }
            }
        });
        return pairs;
    }

    static Optional<YamlMapping> mapping(YamlMapping mapping, String key) {
        return mapping.get(key).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
    }

    /// The items of a list with aliases followed; none if there is no list under `key`.
    static List<YamlNode> items(YamlMapping mapping, String key) {
        return mapping.get(key).map(node -> node instanceof YamlSequence list ? list.items().stream().map(YamlNode::resolve).toList() : List.<YamlNode>of())
                .orElse(List.of());
    }

    static List<YamlMapping> mappings(YamlMapping mapping, String key) {
        return items(mapping, key).stream().filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast).toList();
    }

    static List<YamlScalar> scalars(YamlMapping mapping, String key) {
        return items(mapping, key).stream().filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).toList();
    }
}
