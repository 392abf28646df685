package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import promc.model.Workload.Container;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Reads the Kubernetes objects that make pods.
final class Workloads {
    private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod");
    /// Of these there is one pod if nothing says how many.
    private static final Set<String> COUNTED = Set.of("Deployment", "StatefulSet", "ReplicaSet");

    private Workloads() {}

    static boolean isKind(String kind) {
        return KINDS.contains(kind);
    }

    /// Empty if none of its containers runs a program promc knows.
    static Optional<Workload> read(EmbeddedText text, YamlStream yaml, YamlMapping root, String kind) {
        Optional<YamlMapping> spec = Fields.mapping(root, "spec");
        Optional<YamlMapping> template = switch (kind) {
            case "Pod" -> Optional.of(root);
            case "CronJob" -> spec.flatMap(cron -> Fields.mapping(cron, "jobTemplate")).flatMap(job -> Fields.mapping(job, "spec")).flatMap(job -> Fields.mapping(job, "template"));
            default -> spec.flatMap(own -> Fields.mapping(own, "template"));
        };
        Optional<YamlMapping> pod = template.flatMap(made -> Fields.mapping(made, "spec"));
        List<Container> containers = pod.map(made -> containers(text, made)).orElse(List.of());
        if (containers.stream().allMatch(container -> container.flags().isEmpty())) {
            return Optional.empty();
        }
        Map<String, String> labels = new HashMap<>();
        Fields.mapping(template.orElseThrow(), "metadata").ifPresent(metadata -> Fields.pairs(metadata, "labels").forEach(label ->
                label.value().value().ifPresent(value -> labels.put(label.name(), value.value()))));
        Optional<YamlMapping> metadata = Fields.mapping(root, "metadata");
        return Optional.of(new Workload(text, yaml, root, kind, metadata.flatMap(known -> Fields.string(known, "name").value()).orElse(""),
                metadata.flatMap(known -> Fields.string(known, "namespace").value()), pod.orElseThrow(), labels, replicas(kind, spec), containers));
    }

    private static OptionalInt replicas(String kind, Optional<YamlMapping> spec) {
        if (!COUNTED.contains(kind)) {
            return kind.equals("Pod") ? OptionalInt.of(1) : OptionalInt.empty();
        }
        Optional<YamlNode> written = spec.flatMap(own -> own.get("replicas"));
        if (written.isEmpty()) {
            return OptionalInt.of(1);
        }
        return written.get() instanceof YamlScalar number && number.value().matches("[0-9]{1,6}") ? OptionalInt.of(Integer.parseInt(number.value())) : OptionalInt.empty();
    }

    private static List<Container> containers(EmbeddedText text, YamlMapping pod) {
        List<Container> containers = new ArrayList<>();
        for (YamlMapping node : Fields.mappings(pod, "containers")) {
            Field<String> name = Fields.string(node, "name");
            Optional<Image> image = Fields.string(node, "image").value().map(Image::parse);
            containers.add(new Container(name.value().orElse(""), name.span(), node, image, CommandLine.of(text, name.span(), image, words(node, "command"), words(node, "args"))));
        }
        return containers;
    }

    private static Optional<List<EmbeddedText>> words(YamlMapping container, String key) {
        return container.get(key).filter(YamlSequence.class::isInstance).map(list -> ((YamlSequence) list).items().stream().map(YamlNode::resolve)
                .filter(YamlScalar.class::isInstance).map(item -> ((YamlScalar) item).text()).toList());
    }
}
