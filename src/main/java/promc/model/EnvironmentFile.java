package promc.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlStream;

/// A file of variables in which one holds flags, as `/etc/default/prometheus` of Debian or `/etc/sysconfig/prometheus`. It is no YAML: `yaml` holds comments alone.
public record EnvironmentFile(EmbeddedText text, YamlStream yaml, Map<String, Variable> variables) implements View {
    /// `key` is the place of its name in the file; in `value` line breaks are blanks.
    public record Variable(Span key, EmbeddedText value) {}

    public EnvironmentFile {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
