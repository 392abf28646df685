package promc.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// `otlp` (`OTLPConfig.UnmarshalYAML` and the end of `Load` of `config/config.go`).
final class OtlpRules {
    private static final List<String> ESCAPING = List.of("UnderscoreEscapingWithSuffixes", "UnderscoreEscapingWithoutSuffixes");
    private static final List<String> KEEPING = List.of("NoUTF8EscapingWithSuffixes", "NoTranslation");

    private OtlpRules() {}

    static void check(Section section) {
        if (Settings.isTrue(section, "promote_all_resource_attributes")) {
            if (!section.items("promote_resource_attributes").isEmpty()) {
                Settings.exclude(section, "promote_resource_attributes", "promote_all_resource_attributes");
            }
            attributes(section, "ignore_resource_attributes");
        } else {
            if (!section.items("ignore_resource_attributes").isEmpty()) {
                section.refuse(Kind.CONFLICT, Settings.keyOf(section, "ignore_resource_attributes"), "`ignore_resource_attributes` needs `promote_all_resource_attributes: true` beside it");
            }
            attributes(section, "promote_resource_attributes");
        }
        String strategy = section.text("translation_strategy");
        if (KEEPING.contains(strategy)) {
            if (section.root().mapping("global").flatMap(global -> global.get("metric_name_validation_scheme"))
                    .filter(value -> value instanceof YamlScalar scalar && scalar.value().equals("legacy")).isPresent()) {
                section.refuse(Kind.CONFLICT, section.place("translation_strategy"), "`" + strategy + "` keeps characters that `metric_name_validation_scheme: legacy` of `global` does not allow: write "
                        + Words.either(ESCAPING));
            }
        } else if (!strategy.isEmpty()) {
            Settings.oneOf(section, "translation_strategy", List.of(ESCAPING.getFirst(), ESCAPING.getLast(), KEEPING.getFirst(), KEEPING.getLast()));
        }
    }

    private static void attributes(Section section, String name) {
        Set<String> seen = new HashSet<>();
        for (YamlNode item : section.items(name)) {
            if (item instanceof YamlScalar scalar) {
                String attribute = scalar.isNull() ? "" : scalar.value().strip();
                if (attribute.isEmpty()) {
                    section.refuse(Kind.MISSING, scalar.span().isEmpty() ? Settings.keyOf(section, name) : scalar.span(), "an entry of `" + name + "` must not be empty");
                } else if (!seen.add(attribute)) {
                    section.refuse(Kind.DUPLICATE, scalar.span(), "`" + name + "` names `" + attribute + "` twice");
                }
            }
        }
    }
}
