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

/// How much memory a process may take, in bytes: `mem_limit` or `deploy.resources.limits.memory` of a compose service, `resources.limits.memory` of a container, of an object of prometheus-operator or of a chart's values, `MemoryMax` or
/// `MemoryHigh` of a unit (systemd.resource-control(5)). `kills` is false for the last: a process above it is not killed, but slowed down, and its memory reclaimed.
public record MemoryLimit(long bytes, boolean kills, SourceFile file, Span span) {
    /// Those of a unit that kill, the second as it was called before systemd 231.
    private static final List<String> MAX = List.of("MemoryMax", "MemoryLimit");
    private static final String HIGH = "MemoryHigh";

    /// Empty where the files of the estate set none.
    public static Optional<MemoryLimit> of(ServerProcess process) {
        return switch (process.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> docker(service.node(), "mem_limit").or(() -> under(service.node(), List.of("deploy", "resources", "limits"))
                    .flatMap(limits -> docker(limits, "memory"))).map(found -> new MemoryLimit(found.bytes, true, fileOf(found.node, file), found.node.span()));
            case Origin.Pod(Workload workload, Workload.Container container) -> ofResources(container.node(), workload.text().file());
            case Origin.Operator(OperatorObject object, var ignored) -> process.runs("thanos sidecar") ? Optional.empty() : ofResources(object.spec(), object.text().file());
            case Origin.Chart(HelmValues values) -> Fields.mapping(values.root(), "server").flatMap(server -> ofResources(server, values.text().file()));
            case Origin.Unit(UnitFile unit) -> ofUnit(unit);
            case Origin.Settings ignored -> Optional.empty();
        };
    }

    private static Optional<MemoryLimit> ofResources(YamlMapping node, SourceFile file) {
        return under(node, List.of("resources", "limits")).flatMap(limits -> quantity(limits, "memory")).map(found -> new MemoryLimit(found.bytes, true, file, found.node.span()));
    }

    /// A share of the memory of the host says nothing here.
    private static Optional<MemoryLimit> ofUnit(UnitFile unit) {
        for (String name : MAX) {
            Optional<MemoryLimit> max = unit.last(name).flatMap(setting -> ofSetting(setting, true));
            if (max.isPresent()) {
                return max;
            }
        }
        return unit.last(HIGH).flatMap(setting -> ofSetting(setting, false));
    }

    private static Optional<MemoryLimit> ofSetting(UnitFile.Setting setting, boolean kills) {
        String text = setting.value().text().strip();
        OptionalLong bytes = text.matches("[0-9.]+[KMGTP]?") ? Quantity.docker(text) : OptionalLong.empty();
        return bytes.orElse(0) > 0 ? Optional.of(new MemoryLimit(bytes.getAsLong(), kills, setting.value().file(), setting.value().toFile(setting.value().span()))) : Optional.empty();
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
