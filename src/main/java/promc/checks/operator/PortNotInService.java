package promc.checks.operator;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.KubernetesService.Port;
import promc.model.KubernetesService;
import promc.model.LabelSelector;
import promc.model.MonitoredServices;
import promc.model.OperatorObject;
import promc.source.Nearest;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// An endpoint of a ServiceMonitor with a `port` that none of the Services it selects has: it names a port of the Service, so no number and no port of the pods will do.
public final class PortNotInService implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("operator/port-not-in-service", Severity.WARNING, "The Services that a ServiceMonitor selects have no port of the name it asks for, so nothing is scraped")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        List<OperatorObject> monitors = estate.operatorObjects("ServiceMonitor");
        if (monitors.isEmpty()) {
            return;
        }
        MonitoredServices services = estate.monitoredServices();
        for (OperatorObject monitor : monitors) {
            Optional<LabelSelector> selector = MonitoredServices.selector(monitor).filter(own -> !own.conditions().isEmpty());
            List<KubernetesService> selected = selector.isEmpty() ? List.of() : services.selected(monitor, selector.get());
            if (!selected.isEmpty() && monitor.spec().get("endpoints").orElse(null) instanceof YamlSequence endpoints) {
                endpoints.items().forEach(item -> {
                    if (item.resolve() instanceof YamlMapping endpoint && endpoint.get("port").orElse(null) instanceof YamlScalar port) {
                        judge(monitor, port, selected, context);
                    }
                });
            }
        }
    }

    private static void judge(OperatorObject monitor, YamlScalar written, List<KubernetesService> selected, Context context) {
        String name = written.value();
        List<Port> ports = selected.stream().flatMap(service -> service.ports().stream()).toList();
        if (ports.isEmpty() || name.isEmpty() || name.contains("$") || ports.stream().anyMatch(port -> port.name().equals(name))) {
            return;
        }
        Optional<Port> meant = ports.stream().filter(port -> !port.name().isEmpty() && (port.number().equals(name) || port.target().equals(name))).findFirst();
        TreeSet<String> names = new TreeSet<>(ports.stream().map(Port::name).filter(own -> !own.isEmpty()).toList());
        Optional<String> better = meant.map(Port::name).or(() -> Nearest.to(name, names));
        // Others that it selects may be out of sight, made by a chart or by an operator.
        boolean about = selected.stream().anyMatch(service -> service.text().file().path().equals(monitor.text().file().path()) || service.meta().name().equals(monitor.meta().name()));
        if (better.isEmpty() && !about) {
            return;
        }
        KubernetesService first = selected.getFirst();
        String has = names.isEmpty() ? "its port has no name" : "it has " + String.join(", ", names.stream().map(own -> "`" + own + "`").toList());
        String why = meant.map(port -> port.number().equals(name) ? "; `port` takes a name, not a number" : "; `" + name + "` is what its pods call it").orElse("");
        context.report(monitor.text(), written.span(), (selected.size() == 1 ? "the Service `" + first.meta().name() + "` has" : "the " + selected.size() + " Services that this selects, such as `" + first.meta().name()
                        + "`, have") + " no port named `" + name + "`: " + (selected.size() == 1 ? has : has.replace("it has", "they have")) + why)
                .note(first.text().file(), first.meta().place(), "the Service").fix(better.flatMap(own -> Fix.replace("Write `" + own + "`", Applicability.UNSAFE, written.text(), written.text().span(), own)));
    }
}
