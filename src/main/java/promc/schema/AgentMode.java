package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;

/// What a Prometheus that runs as an agent refuses in a configuration that a server takes (`config.LoadFile`): it evaluates no rules, sends no alerts and answers no queries.
public final class AgentMode {
    /// A section of the top of the file that an agent refuses.
    public record Refused(Entry section, String name) {}

    private AgentMode() {}

    /// The sections that it refuses, in the order in which it looks for them. Empty lists are no fault, nor are `storage` and the lack of `remote_write`.
    public static List<Refused> in(YamlMapping root) {
        List<Refused> refused = new ArrayList<>(1);
        Optional<Entry> alerting = root.entry("alerting");
        if (alerting.isPresent() && alerting.get().value().resolve() instanceof YamlMapping section && (hasItems(section.entry("alertmanagers")) || hasItems(section.entry("alert_relabel_configs")))) {
            refused.add(new Refused(alerting.get(), "alerting"));
        }
        for (String name : List.of("rule_files", "remote_read")) {
            root.entry(name).filter(entry -> hasItems(Optional.of(entry))).ifPresent(entry -> refused.add(new Refused(entry, name)));
        }
        return List.copyOf(refused);
    }

    private static boolean hasItems(Optional<Entry> list) {
        return list.isPresent() && list.get().value().resolve() instanceof YamlSequence items && !items.items().isEmpty();
    }
}
