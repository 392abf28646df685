package promc.checks.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.lint.Context;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.HelmValues;
import promc.model.HelmValues.Chart;
import promc.model.LabelSelector;
import promc.model.OperatorObject;
import promc.model.OperatorSelection;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// What the Prometheus of kube-prometheus-stack selects (`templates/prometheus/prometheus.yaml` of the chart): where its values have no selector, objects with the label `release` and the name of the release, which values do not tell; or
/// everything, if `ruleSelectorNilUsesHelmValues` and the like are false.
final class ReleaseLabel {
    private static final String LABEL = "release";
    private static final String SETTING = "NilUsesHelmValues";

    private final String field;
    private final List<Stack> stacks = new ArrayList<>();
    private final Estate estate;
    // Asked for by few estates, and then by every object.
    private Boolean turnedOff;
    private List<String> labelled;

    /// Values of the chart. `entry` is `prometheusSpec`.
    private record Stack(HelmValues values, Entry entry, YamlMapping spec) {}

    ReleaseLabel(String kind, Estate estate) {
        this.field = OperatorSelection.field(kind).orElseThrow();
        this.estate = estate;
        for (EstateFile file : estate.files()) {
            if (!file.template()) {
                file.views(HelmValues.class).filter(values -> values.chart() == Chart.STACK && !isChartsOwn(values)).forEach(values -> stack(values).ifPresent(stacks::add));
            }
        }
    }

    /// True if a stack in sight selects an object, as far as its values tell.
    boolean selects(OperatorObject object) {
        return stacks.stream().anyMatch(stack -> selects(stack, object));
    }

    /// Reports an object that lacks the label which a stack near it goes by, if nothing in sight says that another label counts, or none, or that it is put there.
    void judge(OperatorObject object, String effect, Context context) {
        Optional<Stack> near = stacks.stream().filter(stack -> OperatorSelection.areNear(stack.values.text().file(), object.text().file()) && selector(stack).isEmpty()).findFirst();
        if (near.isEmpty() || selects(object) || isTurnedOff() || isLabelled(object) || estate.isLaidOver(object)) {
            return;
        }
        Stack stack = near.get();
        context.report(object.text(), object.meta().place(), object.what() + " has no label `" + LABEL + "`, and by it the Prometheus of kube-prometheus-stack selects as long as `" + field + SETTING + "` is not false: " + effect)
                .note(stack.values.text().file(), place(stack), stack.spec.entry(field).isPresent() ? "`{}` counts as not written for the chart, which then writes the selector of its release" : "the values of the chart");
    }

    private static Optional<Stack> stack(HelmValues values) {
        Optional<YamlMapping> prometheus = mapping(values.root(), "prometheus").filter(own -> !isFalse(own, "enabled"));
        return prometheus.flatMap(own -> own.entry("prometheusSpec")).filter(entry -> entry.value().resolve() instanceof YamlMapping).map(entry -> new Stack(values, entry, (YamlMapping) entry.value().resolve()));
    }

    /// The defaults of the chart itself, which nobody has installed yet.
    private boolean isChartsOwn(HelmValues values) {
        String templates = values.text().file().folder() + "templates/prometheus/";
        return estate.files().stream().anyMatch(file -> file.source().path().startsWith(templates));
    }

    /// One that has conditions: without any, the chart takes it as not written.
    private Optional<LabelSelector> selector(Stack stack) {
        return LabelSelector.of(stack.spec, field).filter(selector -> !selector.told() || !selector.conditions().isEmpty());
    }

    private boolean selects(Stack stack, OperatorObject object) {
        Optional<LabelSelector> selector = selector(stack);
        boolean ruler = field.equals("ruleSelector") && mapping(stack.values.root(), "thanosRuler").filter(own -> own.get("enabled").isPresent() && !isFalse(own, "enabled")).isPresent();
        return ruler || (selector.isPresent() ? selector.get().mayMatch(object.meta().labels()) : object.meta().labels().containsKey(LABEL)
                || stack.spec.get(field + SETTING).filter(node -> !(node instanceof YamlScalar scalar && scalar.value().equals("true"))).isPresent());
    }

    private static boolean isFalse(YamlMapping mapping, String key) {
        return mapping.get(key).filter(node -> node instanceof YamlScalar scalar && scalar.value().equals("false")).isPresent();
    }

    private static Optional<YamlMapping> mapping(YamlMapping mapping, String key) {
        return mapping.get(key).map(YamlNode::resolve).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
    }

    private Span place(Stack stack) {
        return stack.spec.entry(field).orElse(stack.entry).key().span();
    }

    /// True if any file sets it to false, be it for another tool that hands it to Helm.
    private boolean isTurnedOff() {
        if (turnedOff == null) {
            Pattern off = Pattern.compile(field + SETTING + "[\"']?\\s*([:=,]\\s*)?([\"']?value[\"']?\\s*[:=]\\s*)?[\"']?false");
            turnedOff = estate.files().stream().anyMatch(file -> file.source().text().contains(field + SETTING) && off.matcher(file.source().text()).find());
        }
        return turnedOff;
    }

    /// True if a kustomization at or above the object may put the label there.
    private boolean isLabelled(OperatorObject object) {
        if (labelled == null) {
            labelled = estate.files().stream().filter(file -> file.source().path().startsWith("kustomization.y", file.source().folder().length()) && file.source().text().contains(LABEL)).map(file -> file.source().folder()).toList();
        }
        return labelled.stream().anyMatch(folder -> object.text().file().path().startsWith(folder));
    }
}
