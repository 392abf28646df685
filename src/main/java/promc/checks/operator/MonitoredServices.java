package promc.checks.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.model.Estate;
import promc.model.KubernetesService;
import promc.model.LabelSelector;
import promc.model.OperatorObject;
import promc.model.OperatorSelection;
import promc.yaml.GoYaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// The Services in sight by their namespaces, and which of them a ServiceMonitor selects. Those of templates are not known.
final class MonitoredServices {
    private final Map<String, List<KubernetesService>> byNamespace = new HashMap<>();

    MonitoredServices(Estate estate) {
        estate.files().stream().filter(file -> !file.template()).flatMap(file -> file.views(KubernetesService.class))
                .forEach(service -> byNamespace.computeIfAbsent(service.meta().namespace().orElse(""), key -> new ArrayList<>()).add(service));
    }

    /// The Services where a monitor looks, as far as they lie near it: one that names no namespace may be in the monitor's own.
    List<KubernetesService> inReach(OperatorObject monitor) {
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
        return namespaces.stream().flatMap(namespace -> byNamespace.getOrDefault(namespace, List.of()).stream())
                .filter(service -> OperatorSelection.areNear(service.text().file(), monitor.text().file())).toList();
    }

    /// The selector of a monitor; empty if there is none, or it is not known.
    static Optional<LabelSelector> selector(OperatorObject monitor) {
        return LabelSelector.of(monitor.spec(), "selector").filter(LabelSelector::told);
    }
}
