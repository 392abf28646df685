package promc.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// Reads objects of prometheus-operator. Other operators have kinds of the same names under other groups, which are not read.
final class OperatorObjects {
    static final String GROUP = "monitoring.coreos.com/";
    private static final Set<String> KINDS = Set.of("Prometheus", "PrometheusAgent", "ThanosRuler", "Alertmanager", "ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig", "AlertmanagerConfig");

    private OperatorObjects() {}

    static boolean isKind(YamlMapping root, String kind) {
        return KINDS.contains(kind) && apiVersion(root).startsWith(GROUP);
    }

    static OperatorObject read(EmbeddedText text, YamlStream yaml, YamlMapping root, String kind, Optional<RuleFile> rules) {
        YamlMapping spec = Fields.mapping(root, "spec").orElseGet(() -> new YamlMapping(Fields.lacking(root), List.of(), false, Optional.empty()));
        return new OperatorObject(text, yaml, root, kind, apiVersion(root), ObjectMeta.of(root), spec, rules);
    }

    private static String apiVersion(YamlMapping root) {
        return Fields.string(root, "apiVersion").value().orElse("");
    }
}
