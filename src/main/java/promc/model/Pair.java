package promc.model;

import promc.yaml.YamlNode.YamlScalar;

/// A label or annotation as written: name and value with their places.
public record Pair(YamlScalar key, Field<YamlScalar> value) {
    public String name() {
        return key.value();
    }
}
