package promc.checks.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.KubernetesService;
import promc.model.LabelSelector.Condition;
import promc.model.LabelSelector;
import promc.model.MonitoredServices;
import promc.model.OperatorObject;
import promc.source.Span;

/// A ServiceMonitor whose selector misses the Service that it is about: the one beside it in its file, or of its name. A selector asks for labels of Services; those of pods do not count.
public final class MonitorSelectsNothing implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("operator/monitor-selects-nothing", Severity.WARNING, "A ServiceMonitor selects no Service in sight, and misses the one that it is about");

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
            Optional<LabelSelector> selector = MonitoredServices.selector(monitor);
            List<KubernetesService> near = selector.isEmpty() || !services.selected(monitor, selector.get()).isEmpty() ? List.of() : services.inReach(monitor);
            if (!near.isEmpty() && !estate.isLaidOver(monitor)) {
                meant(monitor, near).ifPresent(service -> report(monitor, selector.get(), service, context));
            }
        }
    }

    /// The Service of the monitor's name, or the only one in its file.
    private static Optional<KubernetesService> meant(OperatorObject monitor, List<KubernetesService> near) {
        List<KubernetesService> beside = near.stream().filter(service -> service.text().file().path().equals(monitor.text().file().path())).toList();
        Optional<KubernetesService> named = near.stream().filter(service -> service.meta().name().equals(monitor.meta().name())).findFirst();
        return named.or(() -> beside.size() == 1 ? Optional.of(beside.getFirst()) : Optional.empty());
    }

    private static void report(OperatorObject monitor, LabelSelector selector, KubernetesService service, Context context) {
        Map<String, String> labels = service.meta().labels();
        List<Condition> unmet = selector.unmet(labels);
        boolean ofPods = unmet.stream().allMatch(condition -> condition.holds(service.selector())) && !service.selector().isEmpty();
        Span place = monitor.spec().entry("selector").map(entry -> entry.key().span()).orElse(monitor.meta().place());
        Draft draft = context.report(monitor.text(), place, monitor.what() + " selects no Service in sight: `" + service.meta().name() + "` has not "
                + String.join(" and ", unmet.stream().map(condition -> "`" + condition + "`").toList()) + " among its labels"
                + (ofPods ? "; its pods have, and only labels of the Service count" : ""));
        draft.note(service.text().file(), service.meta().labelsNode().map(node -> node.span()).orElse(service.meta().place()), labels.isEmpty() ? "this Service has no labels" : "the labels of the Service");
    }
}
