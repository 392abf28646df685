package promc.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import promc.model.RuleFile.Origin;
import promc.source.EmbeddedText;
import promc.yaml.Yaml;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Finds what promc knows inside Kubernetes manifests: PrometheusRule objects, ConfigMaps and Secrets that hold files promc reads, objects whose pods run a program promc knows, and claims of storage.
/// Lists are opened.
final class KubernetesObjects {
    private KubernetesObjects() {}

    static boolean recognise(YamlMapping root) {
        return root.get("kind").isPresent() && root.get("apiVersion").isPresent();
    }

    /// A cheap look before YAML is parsed: false if the text has no object that is of interest for what runs in its pods.
    static boolean mayBe(String text) {
        return text.contains("kind") && ((text.contains("containers") || text.contains("PersistentVolumeClaim")) && (text.contains("prometheus") || text.contains("thanos") || text.contains("alertmanager"))
                || text.contains(OperatorObjects.GROUP) || text.contains("Service") && text.contains("ports") || text.contains("kind: Namespace"));
    }

    static List<View> read(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        String kind = Fields.string(root, "kind").value().orElse("");
        return switch (kind) {
            case "PrometheusRule" -> prometheusRule(text, yaml, root, expressions);
            case "ConfigMap" -> files(text, yaml, root, kind, "data", expressions);
            case "Secret" -> files(text, yaml, root, kind, "stringData", expressions);
            case "PersistentVolumeClaim" -> List.of(new VolumeClaim(text, yaml, root, name(root), namespace(root), requested(root)));
            case String list when list.endsWith("List") -> Fields.mappings(root, "items").stream()
                    .filter(item -> !Fields.string(item, "kind").value().orElse("").endsWith("List"))
                    .flatMap(item -> read(text, yaml, item, expressions).stream()).toList();
            case "Service" -> List.of(KubernetesService.read(text, yaml, root));
            case "Namespace" -> List.of(new KubernetesNamespace(text, yaml, root, ObjectMeta.of(root)));
            case String operator when OperatorObjects.isKind(root, operator) -> List.of(OperatorObjects.read(text, yaml, root, kind, Optional.empty()));
            default -> Workloads.isKind(kind) ? Workloads.read(text, yaml, root, kind).map(KubernetesObjects::withFlags).orElse(List.of()) : List.of();
        };
    }

    /// An object that makes pods, and the files that stand in the command lines of its containers.
    private static List<View> withFlags(Workload workload) {
        List<View> views = new ArrayList<>();
        views.add(workload);
        workload.containers().forEach(container -> container.flags().ifPresent(flags -> views.addAll(ThanosFiles.in(flags))));
        return views;
    }

    private static String name(YamlMapping root) {
        return Fields.mapping(root, "metadata").flatMap(metadata -> Fields.string(metadata, "name").value()).orElse("");
    }

    private static Optional<String> namespace(YamlMapping root) {
        return Fields.mapping(root, "metadata").flatMap(metadata -> Fields.string(metadata, "namespace").value());
    }

    /// What a claim, or the template of one, asks for in bytes.
    static OptionalLong requested(YamlMapping claim) {
        return Fields.mapping(claim, "spec").flatMap(spec -> Fields.mapping(spec, "resources")).flatMap(resources -> Fields.mapping(resources, "requests"))
                .flatMap(requests -> Fields.string(requests, "storage").value()).map(Quantity::bytes).orElse(OptionalLong.empty());
    }

    private static List<View> prometheusRule(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        return Fields.mapping(root, "spec").filter(spec -> spec.get("groups").isPresent())
                .flatMap(spec -> RuleFiles.read(text, yaml, Origin.PROMETHEUS_RULE, spec, expressions)).stream()
                .<View>mapMulti((file, views) -> {
                    views.accept(file);
                    views.accept(OperatorObjects.read(text, yaml, root, "PrometheusRule", Optional.of(file)));
                }).toList();
    }

    /// The files of a ConfigMap or a Secret; none if promc reads none of them.
    private static List<View> files(EmbeddedText text, YamlStream yaml, YamlMapping root, String kind, String key, Expressions expressions) {
        List<View> views = new ArrayList<>();
        Map<String, EstateFile> files = new LinkedHashMap<>();
        Optional<YamlMapping> data = Fields.mapping(root, key);
        for (Entry entry : data.map(YamlMapping::effective).orElse(List.of())) {
            if (entry.value().resolve() instanceof YamlScalar scalar && entry.name().isPresent()) {
                YamlStream inner = Recogniser.mayMatter(scalar.value()) ? Yaml.parse(scalar.text()) : new YamlStream(scalar.text(), List.of(), List.of(), List.of());
                List<View> found = inner.rootMapping().<View>flatMap(document -> file(scalar, inner, document, expressions)).or(() -> thanos(scalar, inner)).stream().toList();
                views.addAll(found);
                files.put(entry.name().get(), new EstateFile(text.file(), inner, found, ""));
            }
        }
        if (!views.isEmpty()) {
            views.add(new ConfigMapFile(text, yaml, root, kind, name(root), namespace(root), files));
        }
        return views;
    }

    private static Optional<View> thanos(YamlScalar scalar, YamlStream inner) {
        return ThanosFiles.mayBe(scalar.value()) ? ThanosFiles.recognise(scalar.text(), inner) : Optional.empty();
    }

    private static Optional<? extends View> file(YamlScalar scalar, YamlStream inner, YamlMapping document, Expressions expressions) {
        if (RuleFiles.recognise(document)) {
            return RuleFiles.read(scalar.text(), inner, Origin.CONFIG_MAP, document, expressions);
        }
        if (PrometheusConfigs.recognise(document)) {
            return Optional.of(PrometheusConfigs.read(scalar.text(), inner, document, expressions));
        }
        return Dashboards.mayBe(scalar.value()) ? Dashboards.read(scalar.text(), inner, document, expressions) : Optional.empty();
    }
}
