package promc.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.model.ServerProcess.Origin;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// How much memory a process may take before it is killed, in bytes: `mem_limit` or `deploy.resources.limits.memory` of a compose service, `resources.limits.memory` of a container.
public record MemoryLimit(long bytes, SourceFile file, Span span) {
    /// As Docker reads it (`go-units`, RAMInBytes): units are powers of 1024, whatever they are called.
    private static final Pattern DOCKER = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([kKmMgGtTpP]?)(?:[iI]?[bB])?");

    /// Empty where the files of the estate set none.
    public static Optional<MemoryLimit> of(ServerProcess process) {
        return switch (process.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> docker(service.node(), "mem_limit").or(() -> under(service.node(), List.of("deploy", "resources", "limits"))
                    .flatMap(limits -> docker(limits, "memory"))).map(found -> new MemoryLimit(found.bytes, file.text().file(), found.node.span()));
            case Origin.Pod(Workload workload, Workload.Container container) -> under(container.node(), List.of("resources", "limits")).flatMap(limits -> quantity(limits, "memory"))
                    .map(found -> new MemoryLimit(found.bytes, workload.text().file(), found.node.span()));
            default -> Optional.empty();
        };
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
        Matcher match = DOCKER.matcher(written.isPresent() && written.get() instanceof YamlScalar scalar ? scalar.value().strip() : "");
        if (!match.matches()) {
            return Optional.empty();
        }
        int power = match.group(2).isEmpty() ? 0 : "kmgtp".indexOf(Character.toLowerCase(match.group(2).charAt(0))) + 1;
        BigDecimal bytes = new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(1024).pow(power));
        boolean told = bytes.signum() > 0 && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        return told ? Optional.of(new Found(bytes.longValue(), written.get())) : Optional.empty();
    }

    private static Optional<Found> quantity(YamlMapping node, String key) {
        Optional<YamlNode> written = node.get(key).map(YamlNode::resolve);
        OptionalLong bytes = written.isPresent() && written.get() instanceof YamlScalar scalar ? Quantity.bytes(scalar.value()) : OptionalLong.empty();
        return bytes.orElse(0) > 0 ? Optional.of(new Found(bytes.getAsLong(), written.get())) : Optional.empty();
    }
}
