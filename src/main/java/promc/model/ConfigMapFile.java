package promc.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// A ConfigMap, or a Secret with `stringData`, that holds at least one file promc reads: each key is a file to the pods that mount it. `kind` is `ConfigMap` or `Secret`.
public record ConfigMapFile(EmbeddedText text, YamlStream yaml, YamlMapping root, String kind, String name, Optional<String> namespace, Map<String, EstateFile> files) implements View {
    public ConfigMapFile {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }
}
