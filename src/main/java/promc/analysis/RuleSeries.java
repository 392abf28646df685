package promc.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.model.Field;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.yaml.YamlNode.YamlScalar;

/// The series that a rule makes of what its expression returns: with the name and the labels that it and its group set (Prometheus `rules/recording.go`, `rules/alerting.go`).
public final class RuleSeries {
    private static final String ALERTS = "ALERTS";
    /// What Prometheus makes of alerts, whoever reads it.
    public static final List<String> OF_ALERTS = List.of(ALERTS, "ALERTS_FOR_STATE");

    private RuleSeries() {}

    /// What a recording rule writes. `result` is what its expression returns.
    public static List<Shape> of(Rule rule, RuleGroup group, SeriesSet result) {
        Map<String, LabelFact> set = labels(rule, group);
        named(rule).ifPresent(name -> set.put(Shape.NAME, LabelFact.always(Values.of(name.value()), new Why("the rule records it", Optional.of(name.text()), name.text().span()))));
        return result.shapes().stream().map(shape -> with(shape, set, shape.samples())).toList();
    }

    /// What Prometheus writes of an alert, while it is pending or firing, as `metric`: one of [#OF_ALERTS].
    static List<Shape> ofAlert(String metric, Rule rule, RuleGroup group, SeriesSet result) {
        Optional<YamlScalar> alert = named(rule);
        if (alert.isEmpty()) {
            return List.of();
        }
        Map<String, LabelFact> set = alertLabels(metric, rule, group);
        Why why = set.get("alertname").why();
        set.put(Shape.NAME, LabelFact.always(Values.of(metric), why));
        Samples samples = metric.equals(ALERTS) ? Samples.constant(1, why) : Samples.FLOATS;
        return result.shapes().stream().map(shape -> with(shape, set, samples)).toList();
    }

    /// The labels of what Prometheus writes of an alert that it and its group set, and those that Prometheus does.
    static Map<String, LabelFact> alertLabels(String metric, Rule rule, RuleGroup group) {
        Map<String, LabelFact> set = labels(rule, group);
        named(rule).ifPresent(alert -> {
            Why why = new Why("Prometheus writes `" + metric + "` for this alert", Optional.of(alert.text()), alert.text().span());
            set.put("alertname", LabelFact.always(Values.of(alert.value()), why));
            if (metric.equals(ALERTS)) {
                set.put("alertstate", LabelFact.always(Values.of(List.of("pending", "firing")), why));
            }
        });
        return set;
    }

    private static Optional<YamlScalar> named(Rule rule) {
        return rule.name() instanceof Field.Present<String> name && name.node().resolve() instanceof YamlScalar scalar ? Optional.of(scalar) : Optional.empty();
    }

    /// The labels that a rule and its group set; one of the rule wins over one of its group, and an empty value deletes. What an alert's template will print is not known.
    public static Map<String, LabelFact> labels(Rule rule, RuleGroup group) {
        Map<String, LabelFact> set = new TreeMap<>();
        group.labels().forEach(pair -> set(pair, "the group", rule, set));
        rule.labels().forEach(pair -> set(pair, "the rule", rule, set));
        return set;
    }

    private static void set(Pair pair, String who, Rule rule, Map<String, LabelFact> set) {
        pair.value().value().ifPresent(value -> {
            boolean template = rule.isAlert() && value.value().contains("{{");
            Why why = new Why(who + (value.value().isEmpty() ? " deletes it" : " sets it"), Optional.of(value.text()), value.text().span());
            set.put(pair.name(), value.value().isEmpty() ? LabelFact.never(why)
                    : template ? LabelFact.maybe(Values.ANY, why) : LabelFact.always(Values.of(value.value()), why));
        });
    }

    private static Shape with(Shape shape, Map<String, LabelFact> set, Samples samples) {
        Map<String, LabelFact> labels = new TreeMap<>(shape.labels());
        labels.putAll(set);
        return new Shape(labels, shape.closed(), shape.rest(), samples);
    }
}
