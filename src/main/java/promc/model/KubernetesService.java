package promc.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A Service of Kubernetes: which pods it leads to, and by which ports.
public record KubernetesService(EmbeddedText text, YamlStream yaml, YamlMapping root, ObjectMeta meta, Map<String, String> selector, List<Port> ports) implements View {
    /// One of its ports; a single one needs no name. `target` is the port of the pods, a number or a name, empty if it is the same; `node` that of the nodes, empty
    /// if it has none or any is taken.
    public record Port(String name, String number, String target, String node) {}

    public KubernetesService {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    /// True if it has no address of its own: its name is answered with the addresses of the pods.
    public boolean isHeadless() {
        return setting("clusterIP").filter("None"::equals).isPresent();
    }

    /// True if its name stands for one outside the cluster.
    public boolean isExternal() {
        return setting("type").filter("ExternalName"::equals).isPresent();
    }

    private Optional<String> setting(String key) {
        return Fields.mapping(root, "spec").flatMap(spec -> Fields.string(spec, key).value());
    }

    @Override
    public boolean isContext() {
        return true;
    }

    static KubernetesService read(EmbeddedText text, YamlStream yaml, YamlMapping root) {
        YamlMapping spec = Fields.mapping(root, "spec").orElse(root);
        List<Port> ports = Fields.mappings(spec, "ports").stream().map(port -> new Port(Fields.string(port, "name").value().orElse(""), Fields.string(port, "port").value().orElse(""),
                Fields.string(port, "targetPort").value().orElse(""), Fields.string(port, "nodePort").value().orElse(""))).toList();
        return new KubernetesService(text, yaml, root, ObjectMeta.of(root), ObjectMeta.strings(spec, "selector"), ports);
    }
}
