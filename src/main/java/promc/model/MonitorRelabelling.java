package promc.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.model.RelabelList.Subject;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The relabel rules of monitors (`RelabelConfig` of monitoring.coreos.com): prometheus-operator writes them into the job that it makes of a monitor, behind its own. They are those of a configuration under other names.
public final class MonitorRelabelling {
    private static final Map<String, String> NAMES = Map.of("sourceLabels", "source_labels", "targetLabel", "target_label");
    private static final String TARGETS = "relabelings";
    private static final String SERIES = "metricRelabelings";

    private MonitorRelabelling() {}

    /// A key of a configuration as objects of the operator have it.
    public static String name(String key) {
        return switch (key) {
            case "source_labels" -> "sourceLabels";
            case "target_label" -> "targetLabel";
            case "relabel_configs" -> TARGETS;
            case "metric_relabel_configs" -> SERIES;
            default -> key;
        };
    }

    /// True if a list is one of a monitor.
    public static boolean isOf(RelabelList list) {
        return list.key() instanceof YamlScalar key && (key.value().equals(TARGETS) || key.value().equals(SERIES) || key.value().equals("relabelingConfigs"));
    }

    /// The lists of an object that are not empty, in the order of the file; the names of keys in the rules are those of a configuration.
    public static List<RelabelList> of(OperatorObject object) {
        List<RelabelList> lists = new ArrayList<>();
        switch (object.kind()) {
            case "ServiceMonitor" -> Fields.mappings(object.spec(), "endpoints").forEach(endpoint -> both(endpoint, object, lists));
            case "PodMonitor" -> Fields.mappings(object.spec(), "podMetricsEndpoints").forEach(endpoint -> both(endpoint, object, lists));
            case "ScrapeConfig" -> both(object.spec(), object, lists);
            case "Probe" -> {
                Optional<YamlMapping> targets = object.section("targets");
                for (String kind : List.of("staticConfig", "ingress")) {
                    targets.flatMap(own -> Fields.mapping(own, kind)).ifPresent(own -> list(own, "relabelingConfigs", Subject.TARGETS, object, lists));
                }
                list(object.spec(), SERIES, Subject.SERIES, object, lists);
            }
            default -> { }
        }
        return lists;
    }

    /// A configuration that has nothing but the place of the object.
    public static PrometheusConfig config(OperatorObject object) {
        Span place = object.meta().place();
        return new PrometheusConfig(object.text(), object.yaml(), new YamlMapping(place, List.of(), false, Optional.empty()), new Field.Absent<>(place), new Field.Absent<>(place), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static void both(YamlMapping endpoint, OperatorObject object, List<RelabelList> lists) {
        list(endpoint, TARGETS, Subject.TARGETS, object, lists);
        list(endpoint, SERIES, Subject.SERIES, object, lists);
    }

    private static void list(YamlMapping mapping, String key, Subject subject, OperatorObject object, List<RelabelList> lists) {
        List<RelabelRule> rules = Fields.mappings(mapping, key).stream().map(rule -> RelabelRules.rule(renamed(rule, object.text()))).toList();
        if (!rules.isEmpty()) {
            lists.add(new RelabelList(subject, mapping.entry(key).orElseThrow().key(), rules));
        }
    }

    private static YamlMapping renamed(YamlMapping rule, EmbeddedText text) {
        return new YamlMapping(rule.span(), rule.effective().stream().map(entry -> entry.name().map(NAMES::get).map(name -> new Entry(key(entry.key(), name, text), entry.value())).orElse(entry)).toList(), rule.flow(), rule.tag());
    }

    private static YamlNode key(YamlNode written, String name, EmbeddedText text) {
        int[] from = new int[name.length()];
        int[] to = new int[name.length()];
        Arrays.fill(from, written.span().start());
        Arrays.fill(to, written.span().end());
        EmbeddedText made = EmbeddedText.whole(text.file()).decoded(name, from, to, written.span().start(), (replacement, at) -> Optional.empty());
        return new YamlScalar(written.span(), Style.PLAIN, made, Optional.empty());
    }
}
