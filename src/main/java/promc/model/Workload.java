package promc.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A Kubernetes object that makes pods (Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob, Pod), of which a container runs a program whose command line promc reads. `pod` is the specification
/// of its pods, `labels` are theirs. `replicas` is empty where it is not known how many there are.
public record Workload(EmbeddedText text, YamlStream yaml, YamlMapping root, String kind, String name, Optional<String> namespace, YamlMapping pod, Map<String, String> labels, OptionalInt replicas,
        List<Container> containers) implements View {
    /// One container of the pods; `flags` if it runs a program promc knows. `nameSpan` is where it is named.
    public record Container(String name, Span nameSpan, YamlMapping node, Optional<Image> image, Optional<ServerFlags> flags) {
        /// True if what is mounted there is one file or folder of its volume (`subPath`), which the kubelet does not update.
        public boolean hasSubPath(String mountPath) {
            return Fields.mappings(node, "volumeMounts").stream().anyMatch(mount -> Fields.string(mount, "mountPath").value().filter(mountPath::equals).isPresent() && mount.get("subPath").isPresent());
        }
    }

    public Workload {
        labels = Map.copyOf(labels);
        containers = List.copyOf(containers);
    }

    /// True if a rollout of this Deployment starts a new pod before an old one ends: it neither recreates them nor is `maxSurge` zero.
    public boolean overlaps() {
        Optional<YamlMapping> strategy = Fields.mapping(root, "spec").flatMap(spec -> Fields.mapping(spec, "strategy"));
        boolean recreates = strategy.flatMap(known -> Fields.string(known, "type").value()).filter(type -> !type.equals("RollingUpdate")).isPresent();
        boolean surges = strategy.flatMap(known -> Fields.mapping(known, "rollingUpdate")).flatMap(update -> Fields.string(update, "maxSurge").value()).filter(surge -> surge.matches("0%?")).isEmpty();
        return kind.equals("Deployment") && !recreates && surges;
    }

    /// True if another object may be of the same namespace: one that names none is put where the user says.
    boolean mayShare(Optional<String> other) {
        return namespace.isEmpty() || other.isEmpty() || namespace.equals(other);
    }
}
