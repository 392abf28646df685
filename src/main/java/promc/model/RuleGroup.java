package promc.model;

import java.time.Duration;
import java.util.List;
import promc.yaml.YamlNode.YamlMapping;

/// A group of rules. `labels` are added to each rule of the group; a rule's own label of the same name wins.
public record RuleGroup(YamlMapping node, Field<String> name, Field<Duration> interval, List<Pair> labels, List<Rule> rules) {
    public RuleGroup {
        labels = List.copyOf(labels);
        rules = List.copyOf(rules);
    }

    /// How far before the evaluation its expressions look at the database.
    public Field<Duration> queryOffset() {
        return Fields.duration(node, "query_offset");
    }
}
