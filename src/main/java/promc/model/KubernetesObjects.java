package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.model.RuleFile.Origin;
import promc.source.EmbeddedText;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Finds what promc knows inside Kubernetes manifests: PrometheusRule objects, and ConfigMaps that hold rule files or a prometheus.yml. Lists are opened.
final class KubernetesObjects {
    private KubernetesObjects() {}

    static boolean recognise(YamlMapping root) {
        return root.get("kind").isPresent() && root.get("apiVersion").isPresent();
    }

    static List<View> read(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        String kind = Fields.string(root, "kind").value().orElse("");
        return switch (kind) {
            case "PrometheusRule" -> prometheusRule(text, yaml, root, expressions);
            case "ConfigMap" -> configMap(root, expressions);
            case String list when list.endsWith("List") -> Fields.mappings(root, "items").stream()
                    .filter(item -> !Fields.string(item, "kind").value().orElse("").endsWith("List"))
                    .flatMap(item -> read(text, yaml, item, expressions).stream()).toList();
            default -> List.of();
        };
    }

    private static List<View> prometheusRule(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        return Fields.mapping(root, "spec").filter(spec -> spec.get("groups").isPresent())
                .flatMap(spec -> RuleFiles.read(text, yaml, Origin.PROMETHEUS_RULE, spec, expressions)).stream().<View>map(file -> file).toList();
    }

    private static List<View> configMap(YamlMapping root, Expressions expressions) {
        List<View> views = new ArrayList<>();
        Optional<YamlMapping> data = Fields.mapping(root, "data");
        for (Entry entry : data.map(YamlMapping::effective).orElse(List.of())) {
            YamlNode value = entry.value().resolve();
            if (value instanceof YamlScalar scalar && Recogniser.mayMatter(scalar.value())) {
                YamlStream inner = Yaml.parse(scalar.text());
                inner.rootMapping().ifPresent(document -> {
                    if (RuleFiles.recognise(document)) {
                        RuleFiles.read(scalar.text(), inner, Origin.CONFIG_MAP, document, expressions).ifPresent(views::add);
                    } else if (PrometheusConfigs.recognise(document)) {
                        views.add(PrometheusConfigs.read(scalar.text(), inner, document, expressions));
                    } else if (Dashboards.mayBe(scalar.value())) {
                        Dashboards.read(scalar.text(), inner, document, expressions).ifPresent(views::add);
                    }
                });
            }
        }
        return views;
    }
}
