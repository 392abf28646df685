package promc.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.source.Nearest;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;

/// A relabel rule (`Config.Validate` of `model/relabel`), wherever it stands.
final class RelabelConfigRules {
    /// The actions of relabelling that vmagent has and Prometheus does not.
    private static final Set<String> OF_VICTORIA_METRICS = Set.of("replace_all", "labelmap_all", "keep_metrics", "drop_metrics", "keep_if_equal", "drop_if_equal", "keep_if_contains", "drop_if_contains",
            "graphite");
    private static final List<String> ACTIONS = List.of("replace", "keep", "drop", "keepequal", "dropequal", "lowercase", "uppercase", "hashmod", "labelmap", "labeldrop", "labelkeep");
    private static final Set<String> INTO_TARGET = Set.of("replace", "hashmod", "lowercase", "uppercase", "keepequal", "dropequal");
    private static final String DEFAULT_REPLACEMENT = "$1";
    private static final String DEFAULT_SEPARATOR = ";";

    private RelabelConfigRules() {}

    static void check(Section section) {
        String action = section.has("action") ? section.text("action").toLowerCase(Locale.ROOT) : "replace";
        if (!ACTIONS.contains(action)) {
            action(section, action);
            return;
        }
        boolean legacy = isLegacy(section);
        if (INTO_TARGET.contains(action)) {
            target(section, action, legacy);
        }
        switch (action) {
            case "hashmod" -> modulus(section);
            case "labelmap" -> labelmap(section, legacy);
            case "lowercase", "uppercase" -> {
                if (differs(section, "replacement", DEFAULT_REPLACEMENT)) {
                    section.refuse(Kind.CONFLICT, Settings.keyOf(section, "replacement"), "`replacement` has no place in a rule with `action: " + action + "`: it writes the joined `source_labels`");
                }
            }
            case "keepequal", "dropequal" -> only(section, action, "`source_labels` and `target_label`", List.of("regex", "modulus", "separator", "replacement"));
            case "labeldrop", "labelkeep" -> only(section, action, "`regex`, which it compares with the names of labels", List.of("source_labels", "target_label", "modulus", "separator", "replacement"));
            default -> { }
        }
    }

    private static void action(Section section, String action) {
        Optional<YamlScalar> written = section.scalar("action");
        if (written.isEmpty()) {
            if (Settings.nulled(section, "action")) {
                section.refuse(Kind.MISSING, section.place("action"), "`action` must not be empty: leave the key out for `replace`");
            }
            return;
        }
        if (OF_VICTORIA_METRICS.contains(action)) {
            section.refuse(Kind.OTHER_PROGRAM, section.place("action"), "`" + action + "` is an action of VictoriaMetrics; Prometheus refuses a configuration with it");
            return;
        }
        String message = action.isEmpty() ? "`action` must not be empty: leave the key out for `replace`"
                : "`" + written.get().value() + "` is no action of relabelling: write " + Words.either(ACTIONS);
        String bare = action.replace("_", "").replace("-", "");
        Optional<String> same = ACTIONS.stream().filter(bare::equals).findFirst();
        Optional<String> nearest = same.or(() -> Nearest.to(action, ACTIONS));
        if (nearest.isPresent()) {
            section.refuse(Kind.BAD_VALUE, section.place("action"), message, new Correction(written.get().span(), nearest.get(), "Write `" + nearest.get() + "`", same.isPresent()));
        } else {
            section.refuse(Kind.BAD_VALUE, section.place("action"), message);
        }
    }

    private static void target(Section section, String action, boolean legacy) {
        if (Settings.lacks(section, "target_label")) {
            section.refuse(Kind.MISSING, section.place("target_label"), section.has("action") ? "a rule with `action: " + action + "` needs `target_label`: write the name of the label to "
                    + (action.endsWith("equal") ? "compare with" : "set") : "a relabel rule needs `target_label`, as its action is `replace` where none is written");
            return;
        }
        String name = section.text("target_label");
        boolean pattern = action.equals("replace") && name.contains("$");
        if (section.scalar("target_label").isPresent() && legacy && !(pattern ? isNamePattern(name) : isName(name))) {
            section.refuse(Kind.BAD_VALUE, section.place("target_label"), "`" + name + "` is no label name that `metric_name_validation_scheme: legacy` allows: "
                    + (pattern ? "beside references to groups, " : "") + "only letters, digits and `_` are, with no digit first");
        }
    }

    private static void modulus(Section section) {
        if (DiscoveryRules.isZero(Settings.integer(section, "modulus", 0))) {
            section.refuse(section.has("modulus") ? Kind.BAD_VALUE : Kind.MISSING, section.place("modulus"),
                    section.has("modulus") ? "`modulus` must be at least 1" : "a rule with `action: hashmod` needs `modulus`: write the number of parts to divide into");
        }
    }

    private static void labelmap(Section section, boolean legacy) {
        if (!section.has("replacement")) {
            return;
        }
        if (Settings.lacks(section, "replacement")) {
            section.refuse(Kind.BAD_VALUE, section.place("replacement"), "`replacement` of a rule with `action: labelmap` must not be empty: it is the name of the new label, `$1` if the key is left out");
        } else if (legacy && section.scalar("replacement").filter(scalar -> !isNamePattern(scalar.value())).isPresent()) {
            section.refuse(Kind.BAD_VALUE, section.place("replacement"), "`" + section.text("replacement")
                    + "` makes no label name that `metric_name_validation_scheme: legacy` allows: beside references to groups, only letters, digits and `_` are, with no digit first");
        }
    }

    private static void only(Section section, String action, String allowed, List<String> others) {
        for (String name : others) {
            boolean set = switch (name) {
                case "regex" -> section.has("regex");
                case "source_labels" -> Settings.configured(section, "source_labels");
                case "target_label" -> Settings.given(section, "target_label");
                case "modulus" -> section.has("modulus") && Settings.integer(section, "modulus", 0).orElse(0) != 0;
                case "separator" -> differs(section, "separator", DEFAULT_SEPARATOR);
                default -> differs(section, "replacement", DEFAULT_REPLACEMENT);
            };
            if (set) {
                section.refuse(Kind.CONFLICT, Settings.keyOf(section, name), "`" + name + "` has no place in a rule with `action: " + action + "`: it takes only " + allowed);
                return;
            }
        }
    }

    private static boolean differs(Section section, String name, String usual) {
        return section.has(name) && (section.scalar(name).isPresent() || Settings.nulled(section, name)) && !section.text(name).equals(usual);
    }

    /// True if only names of the old kind are allowed where the rule stands: as its scrape job says, else as `global` does.
    static boolean isLegacy(Section section) {
        for (Optional<Section> at = section.outer(); at.isPresent(); at = at.get().outer()) {
            if (at.get().struct().equals("config.ScrapeConfig") && Settings.given(at.get(), "metric_name_validation_scheme")) {
                return at.get().text("metric_name_validation_scheme").equals("legacy");
            }
        }
        return section.root().mapping("global").flatMap(global -> global.get("metric_name_validation_scheme")).filter(RelabelConfigRules::isLegacyWord).isPresent();
    }

    private static boolean isLegacyWord(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.value().equals("legacy");
    }

    private static boolean isName(String text) {
        return !text.contains("$") && isNamePattern(text);
    }

    /// True for letters, digits, `_` and references to groups, beginning with no digit.
    private static boolean isNamePattern(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '$' && i + 1 < text.length()) {
                int close = text.charAt(i + 1) == '{' ? text.indexOf('}', i) : i + 2;
                int from = text.charAt(i + 1) == '{' ? i + 2 : i + 1;
                if (close <= from || !text.substring(from, close).chars().allMatch(RelabelConfigRules::isWordCharacter)) {
                    return false;
                }
                i = text.charAt(i + 1) == '{' ? close + 1 : close;
            } else if (isWordCharacter(c) && (i > 0 || c < '0' || c > '9')) {
                i++;
            } else {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isWordCharacter(int c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
