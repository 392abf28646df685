package promc.model;

import java.util.List;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// One entry of `static_configs`: the addresses of targets, and the labels that each of them gets.
public record StaticTargets(YamlMapping node, List<YamlScalar> targets, List<Pair> labels) {
    public StaticTargets {
        targets = List.copyOf(targets);
        labels = List.copyOf(labels);
    }
}
