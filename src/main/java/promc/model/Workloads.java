package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
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

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_.-][A-Za-z0-9_.-]*)\\)");

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
            Optional<ServerFlags> flags = CommandLine.of(text, name.span(), image, words(node, "command"), words(node, "args"));
            containers.add(new Container(name.value().orElse(""), name.span(), node, image, flags.map(known -> expanded(known, node))));
        }
        return containers;
    }

    /// `$(NAME)` in a value is what the container's `env` sets by a text.
    private static ServerFlags expanded(ServerFlags flags, YamlMapping container) {
        if (flags.flags().stream().noneMatch(flag -> flag.value().filter(value -> value.unknown() && value.value().contains("$(")).isPresent())) {
            return flags;
        }
        Map<String, String> environment = new HashMap<>();
        for (YamlMapping variable : Fields.mappings(container, "env")) {
            Fields.string(variable, "value").value().filter(value -> value.indexOf('$') < 0).ifPresent(value -> environment.put(Fields.string(variable, "name").value().orElse(""), value));
        }
        List<Flag> expanded = flags.flags().stream().map(flag -> new Flag(flag.name(), flag.text(), flag.span(), flag.value().map(value -> expanded(value, environment)))).toList();
        return new ServerFlags(flags.component(), flags.file(), flags.place(), flags.image(), expanded, flags.strays(), flags.complete(), flags.open());
    }

    private static Value expanded(Value value, Map<String, String> environment) {
        Matcher reference = REFERENCE.matcher(value.value());
        String text = reference.replaceAll(match -> Matcher.quoteReplacement(environment.getOrDefault(match.group(1), match.group())));
        return !value.unknown() || text.contains("$") || text.contains("{{") ? value : new Value(text, value.text(), value.within(), false);
    }

    private static Optional<List<EmbeddedText>> words(YamlMapping container, String key) {
        return container.get(key).filter(YamlSequence.class::isInstance).map(list -> ((YamlSequence) list).items().stream().map(YamlNode::resolve)
                .filter(YamlScalar.class::isInstance).map(item -> ((YamlScalar) item).text()).toList());
    }
}
