package promc.model;

import java.util.List;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode;
import promc.yaml.YamlStream;

/// A file of targets that `file_sd_configs` read (Prometheus `discovery/file`): a list of groups, in YAML or JSON. `groups` are those that are mappings; `root` is all that stands there.
public record TargetFile(EmbeddedText text, YamlStream yaml, YamlNode root, List<StaticTargets> groups) implements View {
    public TargetFile {
        groups = List.copyOf(groups);
    }

    /// True if Prometheus reads it as JSON, which takes keys in any case, but for text nothing that has no quotes.
    public boolean isJson() {
        return TargetFiles.isJson(text.file().path());
    }
}
