package promc.model;

import java.util.List;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// The file that `--endpoint.sd-config-file` of Thanos Query names, or the text of `--endpoint.sd-config`: whom it asks (`cmd/thanos/endpointset.go`).
public record EndpointFile(EmbeddedText text, YamlStream yaml, YamlMapping root) implements View {
    /// Its endpoints that are mappings, as they must be.
    public List<YamlMapping> endpoints() {
        return Fields.mappings(root, "endpoints");
    }
}
