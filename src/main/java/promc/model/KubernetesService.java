package promc.model;

import java.util.List;
import java.util.Map;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A Service of Kubernetes: which pods it leads to, and by which ports.
public record KubernetesService(EmbeddedText text, YamlStream yaml, YamlMapping root, ObjectMeta meta, Map<String, String> selector, List<Port> ports) implements View {
    /// One of its ports; a single one needs no name. `target` is the port of the pods, a number or a name, empty if it is the same.
    public record Port(String name, String number, String target) {}

    public KubernetesService {
        selector = Map.copyOf(selector);
        ports = List.copyOf(ports);
    }

    @Override
    public boolean isContext() {
        return true;
    }

    static KubernetesService read(EmbeddedText text, YamlStream yaml, YamlMapping root) {
        YamlMapping spec = Fields.mapping(root, "spec").orElse(root);
        List<Port> ports = Fields.mappings(spec, "ports").stream().map(port -> new Port(Fields.string(port, "name").value().orElse(""), Fields.string(port, "port").value().orElse(""),
                Fields.string(port, "targetPort").value().orElse(""))).toList();
        return new KubernetesService(text, yaml, root, ObjectMeta.of(root), ObjectMeta.strings(spec, "selector"), ports);
    }
}
