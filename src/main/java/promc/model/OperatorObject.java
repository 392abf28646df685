package promc.model;

import java.util.Optional;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// An object of prometheus-operator. `spec` has no entries where none is written. `rules` is what promc reads of a PrometheusRule, which the file has as a view of its own as well.
public record OperatorObject(EmbeddedText text, YamlStream yaml, YamlMapping root, String kind, String apiVersion, ObjectMeta meta, YamlMapping spec, Optional<RuleFile> rules) implements View {
    /// A setting of `spec` that is a text; numbers are taken as texts.
    public Field<String> string(String key) {
        return Fields.string(spec, key);
    }

    /// A section of `spec`.
    public Optional<YamlMapping> section(String key) {
        return Fields.mapping(spec, key);
    }

    /// How a sentence names it: ``the Prometheus `k8s` ``.
    public String what() {
        return "the " + kind + " `" + meta.name() + "`";
    }

    /// The version of what it runs, if it tells one.
    public Optional<Version> version() {
        return string("version").value().flatMap(Version::parse);
    }
}
