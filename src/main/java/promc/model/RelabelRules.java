package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import promc.model.RelabelRule.Action;
import promc.regex.Regex;
import promc.regex.RegexError;
import promc.regex.RegexUse;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Reads relabel rules as Prometheus' `relabel.Config` takes them: a null is the empty value, not the default one.
final class RelabelRules {
    static final Regex ANYTHING = (Regex) Regex.parse(RelabelRule.DEFAULT_REGEX, RegexUse.RELABEL);

    private RelabelRules() {}

    static List<RelabelRule> read(YamlMapping mapping, String key) {
        return Fields.mappings(mapping, key).stream().map(RelabelRules::rule).toList();
    }

    /// The list under `key`, if there are rules in it.
    static Optional<RelabelList> list(YamlMapping mapping, String key, RelabelList.Subject subject) {
        List<RelabelRule> rules = read(mapping, key);
        return rules.isEmpty() ? Optional.empty() : Optional.of(new RelabelList(subject, mapping.entry(key).orElseThrow().key(), rules));
    }

    static RelabelRule rule(YamlMapping node) {
        return new RelabelRule(node, action(node), sources(node), text(node, "separator"), regex(node), modulus(node), text(node, "target_label"), text(node, "replacement"));
    }

    private static Field<String> text(YamlMapping mapping, String key) {
        Optional<YamlNode> node = mapping.get(key);
        if (node.isEmpty()) {
            return new Field.Absent<>(Fields.lacking(mapping));
        }
        return node.get() instanceof YamlScalar scalar ? new Field.Present<>(scalar.isNull() ? "" : scalar.value(), scalar)
                : new Field.Invalid<>(node.get(), "`" + key + "` must be a string");
    }

    private static Field<Action> action(YamlMapping mapping) {
        Field<String> text = text(mapping, "action");
        if (!(text instanceof Field.Present<String>(String word, YamlNode node))) {
            return text instanceof Field.Invalid<String>(YamlNode bad, String message) ? new Field.Invalid<>(bad, message) : new Field.Absent<>(text.span());
        }
        String lower = word.toLowerCase(Locale.ROOT);
        for (Action action : Action.values()) {
            if (action.word().equals(lower)) {
                return new Field.Present<>(action, node);
            }
        }
        return new Field.Invalid<>(node, word.isEmpty() ? "`action` must not be empty" : "`" + word + "` is not an action of relabelling");
    }

    private static Field<Regex> regex(YamlMapping mapping) {
        Field<String> text = text(mapping, "regex");
        return switch (text) {
            case Field.Present<String>(String pattern, YamlNode node) -> switch (Regex.parse(pattern, RegexUse.RELABEL)) {
                case Regex regex -> new Field.Present<>(regex, node);
                case RegexError error -> new Field.Invalid<>(node, error.message());
            };
            case Field.Invalid<String>(YamlNode node, String message) -> new Field.Invalid<>(node, message);
            case Field.Absent<String> absent -> new Field.Absent<>(absent.span());
        };
    }

    private static Field<List<String>> sources(YamlMapping mapping) {
        Optional<YamlNode> node = mapping.get("source_labels");
        if (node.isEmpty()) {
            return new Field.Absent<>(Fields.lacking(mapping));
        }
        if (node.get() instanceof YamlScalar scalar && scalar.isNull()) {
            return new Field.Absent<>(scalar.span());
        }
        if (!(node.get() instanceof YamlSequence list)) {
            return new Field.Invalid<>(node.get(), "`source_labels` must be a list of label names");
        }
        List<String> names = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (!(item.resolve() instanceof YamlScalar scalar) || scalar.value().isEmpty()) {
                return new Field.Invalid<>(item, "an entry of `source_labels` must be a label name");
            }
            names.add(scalar.value());
        }
        return new Field.Present<>(List.copyOf(names), list);
    }

    /// An unsigned number of 64 bits, as the bits of a `long`.
    private static Field<Long> modulus(YamlMapping mapping) {
        Field<String> text = text(mapping, "modulus");
        if (!(text instanceof Field.Present<String>(String digits, YamlNode node))) {
            return text instanceof Field.Invalid<String>(YamlNode bad, String message) ? new Field.Invalid<>(bad, message) : new Field.Absent<>(text.span());
        }
        String plain = digits.replace("_", "");
        boolean number = GoYaml.kind((YamlScalar) node, GoYaml.Dialect.V2).isNumber();
        if (digits.isEmpty()) {
            return new Field.Present<>(0L, node);
        }
        try {
            return number ? new Field.Present<>(unsigned(plain), node) : new Field.Invalid<>(node, "`modulus` must be a number");
        } catch (NumberFormatException notWhole) {
            return new Field.Invalid<>(node, "`modulus` must be a whole number that is not negative");
        }
    }

    private static long unsigned(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            return Long.parseUnsignedLong(digits.substring(2), 16);
        }
        if (lower.startsWith("0b")) {
            return Long.parseUnsignedLong(digits.substring(2), 2);
        }
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            return Long.parseUnsignedLong(digits.substring(lower.startsWith("0o") ? 2 : 1), 8);
        }
        return Long.parseUnsignedLong(digits);
    }
}
