package promc.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.regex.Regex;
import promc.yaml.YamlNode.YamlMapping;

/// One entry of `relabel_configs` or `metric_relabel_configs` (Prometheus `model/relabel`). A field that is not written is absent; the accessors ending in `OrDefault` tell what
/// Prometheus takes then.
public record RelabelRule(YamlMapping node, Field<Action> action, Field<List<String>> sourceLabels, Field<String> separator, Field<Regex> regex, Field<Long> modulus,
        Field<String> targetLabel, Field<String> replacement) {
    /// What a rule does.
    public enum Action {
        REPLACE, KEEP, DROP, KEEPEQUAL, DROPEQUAL, HASHMOD, LABELMAP, LABELDROP, LABELKEEP, LOWERCASE, UPPERCASE;

        /// As it is written in a file.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// True if it needs a `target_label`.
        public boolean hasTarget() {
            return switch (this) {
                case REPLACE, KEEPEQUAL, DROPEQUAL, HASHMOD, LOWERCASE, UPPERCASE -> true;
                case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
            };
        }

        /// True if it goes over names of labels, not over values.
        public boolean isOnNames() {
            return this == LABELMAP || this == LABELDROP || this == LABELKEEP;
        }
    }

    private static final Set<String> KEYS = Set.of("source_labels", "separator", "regex", "modulus", "target_label", "replacement", "action");
    public static final String DEFAULT_SEPARATOR = ";";
    public static final String DEFAULT_REGEX = "(.*)";
    public static final String DEFAULT_REPLACEMENT = "$1";

    public Action actionOrDefault() {
        return action.value().orElse(Action.REPLACE);
    }

    public String separatorOrDefault() {
        return separator.value().orElse(DEFAULT_SEPARATOR);
    }

    /// Empty if what is written is no pattern.
    public Optional<Regex> regexOrDefault() {
        return regex instanceof Field.Absent<Regex> ? Optional.of(RelabelRules.ANYTHING) : regex.value();
    }

    public String replacementOrDefault() {
        return replacement.value().orElse(DEFAULT_REPLACEMENT);
    }

    /// True if each field that is written has a value of its kind, and there are no others, such as the `if` of other programs.
    public boolean isReadable() {
        return node.effective().stream().allMatch(entry -> entry.name().filter(KEYS::contains).isPresent()) && !(action instanceof Field.Invalid || sourceLabels instanceof Field.Invalid || separator instanceof Field.Invalid || regex instanceof Field.Invalid
                || modulus instanceof Field.Invalid || targetLabel instanceof Field.Invalid || replacement instanceof Field.Invalid);
    }
}
