package promc.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.model.ServerProcess.Origin;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// How much memory a process may take before it is killed, in bytes: `mem_limit` or `deploy.resources.limits.memory` of a compose service, `resources.limits.memory` of a container.
public record MemoryLimit(long bytes, SourceFile file, Span span) {
    /// Empty where the files of the estate set none.
    public static Optional<MemoryLimit> of(ServerProcess process) {
        return switch (process.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> docker(service.node(), "mem_limit").or(() -> under(service.node(), List.of("deploy", "resources", "limits"))
                    .flatMap(limits -> docker(limits, "memory"))).map(found -> new MemoryLimit(found.bytes, fileOf(found.node, file), found.node.span()));
            case Origin.Pod(Workload workload, Workload.Container container) -> under(container.node(), List.of("resources", "limits")).flatMap(limits -> quantity(limits, "memory"))
                    .map(found -> new MemoryLimit(found.bytes, workload.text().file(), found.node.span()));
            default -> Optional.empty();
        };
    }

    /// Of a service that takes over another, which may stand in another file.
    private static SourceFile fileOf(YamlNode node, ComposeFile file) {
        return node instanceof YamlScalar scalar ? scalar.text().file() : file.text().file();
    }

    private record Found(long bytes, YamlNode node) {}

    private static Optional<YamlMapping> under(YamlMapping node, List<String> keys) {
        Optional<YamlMapping> at = Optional.of(node);
        for (String key : keys) {
            at = at.flatMap(mapping -> Fields.mapping(mapping, key));
        }
        return at;
    }

    private static Optional<Found> docker(YamlMapping node, String key) {
        Optional<YamlNode> written = node.get(key).map(YamlNode::resolve);
        return found(written, written.isPresent() && written.get() instanceof YamlScalar scalar ? Quantity.docker(scalar.value()) : OptionalLong.empty());
    }

    private static Optional<Found> quantity(YamlMapping node, String key) {
        Optional<YamlNode> written = node.get(key).map(YamlNode::resolve);
        OptionalLong bytes = written.isPresent() && written.get() instanceof YamlScalar scalar ? Quantity.bytes(scalar.value()) : OptionalLong.empty();
        return found(written, bytes);
    }

    private static Optional<Found> found(Optional<YamlNode> written, OptionalLong bytes) {
        return bytes.orElse(0) > 0 ? Optional.of(new Found(bytes.getAsLong(), written.get())) : Optional.empty();
    }
}
