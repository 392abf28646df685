package promc.model;

import java.util.Optional;
import java.util.OptionalLong;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A PersistentVolumeClaim. `bytes` is what it asks for.
public record VolumeClaim(EmbeddedText text, YamlStream yaml, YamlMapping root, String name, Optional<String> namespace, OptionalLong bytes) implements View {}
