package promc.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import promc.model.RuleFile.Origin;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Reads rule files (Prometheus `model/rulefmt`).
final class RuleFiles {
    /// Keys of groups, here and in Thanos and Mimir.
    private static final Set<String> GROUP_KEYS = Set.of("name", "interval", "query_offset", "limit", "rules", "labels", "partial_response_strategy", "source_tenants");

    private RuleFiles() {}

    /// True if `groups` under `root` is a list and one of the groups has a rule of Prometheus' form. Grafana's alert provisioning has groups of rules too, but theirs are made of
    /// `uid`, `title` and `data`, and their `record` is a mapping.
    static boolean recognise(YamlMapping root) {
        return Fields.mappings(root, "groups").stream().flatMap(group -> Fields.mappings(group, "rules").stream()).anyMatch(RuleFiles::isRule);
    }

    /// The same of a whole file, which may also have groups without any rule, if they are all that is there and look like groups of rules, or an empty list of them; where they have no
    /// more than names, `path` has to tell.
    static boolean recognise(YamlMapping root, String path) {
        List<YamlMapping> groups = Fields.mappings(root, "groups");
        boolean rules = groups.stream().anyMatch(group -> !Fields.mappings(group, "rules").isEmpty());
        return rules ? recognise(root) : root.effective().size() == 1 && (groups.isEmpty() ? hasNone(root) : areEmpty(groups, path.toLowerCase(Locale.ROOT)));
    }

    /// `groups: []`, as generators write it where there is nothing to record.
    private static boolean hasNone(YamlMapping root) {
        return root.get("groups").filter(node -> node instanceof YamlSequence list && list.items().isEmpty()).isPresent();
    }

    private static boolean areEmpty(List<YamlMapping> groups, String path) {
        boolean known = groups.stream().allMatch(group -> group.get("name").filter(YamlScalar.class::isInstance).isPresent()
                && group.effective().stream().allMatch(entry -> entry.name().filter(GROUP_KEYS::contains).isPresent()));
        return known && (path.contains("rule") || path.contains("alert") || groups.stream().anyMatch(group -> group.entry("rules").isPresent()));
    }

    private static boolean isRule(YamlMapping rule) {
        return rule.get("data").isEmpty() && Stream.of("expr", "record", "alert").anyMatch(key -> rule.get(key).filter(YamlScalar.class::isInstance).isPresent());
    }

    /// The rules under `root`, or empty if they are Loki's, whose LogQL is not ours.
    static Optional<RuleFile> read(EmbeddedText text, YamlStream yaml, Origin origin, YamlMapping root, Expressions expressions) {
        List<RuleGroup> groups = Fields.mappings(root, "groups").stream().map(group -> group(group, expressions)).toList();
        return LokiRules.are(groups) ? Optional.empty() : Optional.of(new RuleFile(text, yaml, origin, root, groups));
    }

    private static RuleGroup group(YamlMapping node, Expressions expressions) {
        List<Rule> rules = Fields.mappings(node, "rules").stream().map(rule -> rule(rule, expressions)).toList();
        return new RuleGroup(node, Fields.string(node, "name"), Fields.duration(node, "interval"), Fields.pairs(node, "labels"), rules);
    }

    private static Rule rule(YamlMapping node, Expressions expressions) {
        Field<String> record = Fields.string(node, "record");
        Field<String> alert = Fields.string(node, "alert");
        Rule.Kind kind = record.isAbsent() == alert.isAbsent() ? Rule.Kind.UNKNOWN : alert.isAbsent() ? Rule.Kind.RECORDING : Rule.Kind.ALERTING;
        return new Rule(node, kind, alert.isAbsent() ? record : alert, expressions.expr(node, expressions::rule), Fields.duration(node, "for"),
                Fields.duration(node, "keep_firing_for"), Fields.pairs(node, "labels"), Fields.pairs(node, "annotations"));
    }
}
