package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import promc.model.ServerProcess.Origin;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlMapping;

/// The Services of an estate by their names, and the pods that they may lead to. Made once for an estate; nothing of templates is in it.
final class KubernetesNames {
    /// The pods that one object makes. `node` is their specification.
    record Pods(ObjectMeta meta, SourceFile file, YamlMapping node, Map<String, String> labels, OptionalInt replicas, List<ServerProcess> processes) {}

    private final Map<String, List<KubernetesService>> byName = new HashMap<>();
    private final Map<String, List<KubernetesService>> byNamespace = new HashMap<>();
    private final Map<Object, Pods> pods = new IdentityHashMap<>();
    private final List<Pods> inOrder = new ArrayList<>();
    private final boolean templates;

    KubernetesNames(Estate estate) {
        boolean templated = false;
        for (EstateFile file : estate.files()) {
            for (KubernetesService service : file.views(KubernetesService.class).toList()) {
                if (file.template()) {
                    templated = true;
                } else {
                    byName.computeIfAbsent(service.meta().name(), name -> new ArrayList<>(1)).add(service);
                    service.meta().namespace().ifPresent(namespace -> byNamespace.computeIfAbsent(namespace, key -> new ArrayList<>()).add(service));
                }
            }
        }
        templates = templated;
        for (ServerProcess process : estate.processes()) {
            if (process.told()) {
                add(process);
            }
        }
    }

    private void add(ServerProcess process) {
        switch (process.origin()) {
            case Origin.Pod(Workload workload, var ignored) -> add(workload, process, new Pods(ObjectMeta.of(workload.root()), workload.text().file(), workload.pod(), workload.labels(), workload.replicas(), new ArrayList<>()));
            case Origin.Operator(OperatorObject object, var ignored) ->
                    add(object, process, new Pods(object.meta(), object.text().file(), object.spec(), labels(object), replicas(object), new ArrayList<>()));
            case Origin.Compose ignored -> { }
            case Origin.Unit ignored -> { }
            case Origin.Chart ignored -> { }
            case Origin.Settings ignored -> { }
        }
    }

    private void add(Object maker, ServerProcess process, Pods made) {
        if (pods.putIfAbsent(maker, made) == null) {
            inOrder.add(made);
        }
        pods.get(maker).processes().add(process);
    }

    /// The labels that prometheus-operator gives the pods of an object (`pkg/prometheus/common.go`, `pkg/alertmanager/statefulset.go`, `pkg/thanos/statefulset.go` of 0.93).
    private static Map<String, String> labels(OperatorObject object) {
        String program = switch (object.kind()) {
            case "Alertmanager" -> "alertmanager";
            case "ThanosRuler" -> "thanos-ruler";
            case "PrometheusAgent" -> "prometheus-agent";
            default -> "prometheus";
        };
        Map<String, String> labels = new HashMap<>(object.section("podMetadata").map(metadata -> ObjectMeta.strings(metadata, "labels")).orElse(Map.of()));
        labels.putAll(Map.of("app.kubernetes.io/name", program, "app.kubernetes.io/managed-by", "prometheus-operator", "app.kubernetes.io/instance", object.meta().name(), program, object.meta().name()));
        if (program.startsWith("prometheus")) {
            labels.putAll(Map.of("prometheus", object.meta().name(), "operator.prometheus.io/name", object.meta().name()));
        }
        return labels;
    }

    private static OptionalInt replicas(OperatorObject object) {
        String replicas = object.string("replicas").value().orElse("1");
        return replicas.matches("[0-9]{1,6}") && object.string("shards").value().filter(shards -> !shards.equals("1")).isEmpty() ? OptionalInt.of(Integer.parseInt(replicas)) : OptionalInt.empty();
    }

    /// True if some Service is made by a template, so that it may have any name.
    boolean hasTemplates() {
        return templates;
    }

    List<KubernetesService> called(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /// Those that name this namespace themselves.
    List<KubernetesService> of(String namespace) {
        return byNamespace.getOrDefault(namespace, List.of());
    }

    /// The pods that an object makes.
    Optional<Pods> made(Object maker) {
        return Optional.ofNullable(pods.get(maker));
    }

    /// The pods in sight that a Service leads to; those of another cluster, which lie far from it, are not meant.
    List<Pods> behind(KubernetesService service) {
        return service.selector().isEmpty() ? List.of() : inOrder.stream().filter(made -> made.labels().entrySet().containsAll(service.selector().entrySet()) && service.meta().mayShare(made.meta())
                && OperatorSelection.areNear(service.text().file(), made.file())).toList();
    }
}
