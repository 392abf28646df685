package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlScalar;

/// One Prometheus of the estate: the configuration it loads, and the rule files that configuration names. `runs` tells the service that runs it, where a compose file does;
/// a configuration that no service in sight loads makes a server of its own, read where it lies.
public record Server(Optional<Run> runs, EstateFile file, PrometheusConfig config, List<RuleLink> rules) {
    public Server {
        rules = List.copyOf(rules);
    }

    /// True if the server loads rules from this file.
    public boolean loads(SourceFile rules) {
        return this.rules.stream().flatMap(link -> link.files().stream()).anyMatch(file -> file.text().file().path().equals(rules.path()));
    }

    /// The service that runs a server, and where the configuration lies inside its container.
    public record Run(ComposeFile compose, ComposeService service, String configPath) {}

    /// One entry of `rule_files`: the rule files of the estate it loads. `path` is the pattern as the process sees it. `mounted` is false if the process has nothing
    /// at that place.
    public record RuleLink(YamlScalar pattern, String path, boolean mounted, List<RuleFile> files) {
        public RuleLink {
            files = List.copyOf(files);
        }
    }
}
