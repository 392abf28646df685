package promc.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.model.LabelSelector.Condition;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlNode;

/// The Services in sight by their namespaces, and which of them a ServiceMonitor selects. Those of templates are not known.
public final class MonitoredServices {
    private final Map<String, List<KubernetesService>> byNamespace = new HashMap<>();
    /// By `label=value`: estates have thousands of monitors and of Services.
    private final Map<String, List<KubernetesService>> byLabel = new HashMap<>();
    /// Those of which a label is filled in by another program.
    private final List<KubernetesService> unsettled = new ArrayList<>();

    MonitoredServices(Estate estate) {
        estate.files().stream().filter(file -> !file.template()).flatMap(file -> file.views(KubernetesService.class))
                .forEach(this::add);
    }

    private void add(KubernetesService service) {
        byNamespace.computeIfAbsent(service.meta().namespace().orElse(""), key -> new ArrayList<>()).add(service);
        service.meta().labels().forEach((label, value) -> byLabel.computeIfAbsent(label + "=" + value, key -> new ArrayList<>()).add(service));
        if (LabelSelector.areUnsettled(service.meta().labels())) {
            unsettled.add(service);
        }
    }

    /// Those of [#inReach] that the selector may select.
    public List<KubernetesService> selected(OperatorObject monitor, LabelSelector selector) {
        Optional<Condition> first = selector.conditions().stream().filter(condition -> condition.operator().equals("In") && !condition.values().isEmpty()).findFirst();
        if (first.isEmpty()) {
            return inReach(monitor).stream().filter(service -> selector.mayMatch(service.meta().labels())).toList();
        }
        Set<KubernetesService> candidates = Collections.newSetFromMap(new IdentityHashMap<>());
        first.get().values().forEach(value -> candidates.addAll(byLabel.getOrDefault(first.get().label() + "=" + value, List.of())));
        candidates.addAll(unsettled);
        Set<String> namespaces = namespaces(monitor);
        return candidates.stream().filter(service -> selector.mayMatch(service.meta().labels()) && namespaces.contains(service.meta().namespace().orElse("")) && isNear(service, monitor))
                .sorted((a, b) -> a.text().file() == b.text().file() ? Integer.compare(a.meta().place().start(), b.meta().place().start()) : a.text().file().path().compareTo(b.text().file().path())).toList();
    }

    /// The Services where a monitor looks, as far as they lie near it: one that names no namespace may be in the monitor's own.
    public List<KubernetesService> inReach(OperatorObject monitor) {
        return namespaces(monitor).stream().flatMap(namespace -> byNamespace.getOrDefault(namespace, List.of()).stream()).filter(service -> isNear(service, monitor)).toList();
    }

    private static boolean isNear(KubernetesService service, OperatorObject monitor) {
        return OperatorSelection.areNear(service.text().file(), monitor.text().file());
    }

    private Set<String> namespaces(OperatorObject monitor) {
        Optional<YamlMapping> selector = monitor.section("namespaceSelector");
        Set<String> namespaces = new TreeSet<>();
        namespaces.add("");
        if (selector.flatMap(own -> own.get("any")).filter(any -> any instanceof YamlScalar scalar && GoYaml.bool(scalar, GoYaml.Dialect.V2).orElse(true)).isPresent() || monitor.meta().namespace().isEmpty() && selector.isEmpty()) {
            namespaces.addAll(byNamespace.keySet());
        } else if (selector.flatMap(own -> own.get("matchNames")).orElse(null) instanceof YamlSequence names) {
            names.items().stream().map(YamlNode::resolve).filter(YamlScalar.class::isInstance).forEach(name -> namespaces.add(((YamlScalar) name).value()));
        } else {
            monitor.meta().namespace().ifPresent(namespaces::add);
        }
        return namespaces;
    }

    /// The selector of a monitor; empty if there is none, or it is not known.
    public static Optional<LabelSelector> selector(OperatorObject monitor) {
        return LabelSelector.of(monitor.spec(), "selector").filter(LabelSelector::told);
    }
}
