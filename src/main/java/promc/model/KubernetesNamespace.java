package promc.model;

import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A Namespace of Kubernetes, for its labels.
public record KubernetesNamespace(EmbeddedText text, YamlStream yaml, YamlMapping root, ObjectMeta meta) implements View {
    @Override
    public boolean isContext() {
        return true;
    }
}
