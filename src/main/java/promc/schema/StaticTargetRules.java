package promc.schema;

import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// The targets that a scrape job or an entry of `alertmanagers` lists (`checkStaticTargets` of `config/config.go`).
final class StaticTargetRules {
    private StaticTargetRules() {}

    /// Refuses targets with a `/`, unless relabelling may yet make addresses of them.
    static void check(Section section) {
        if (!section.items("relabel_configs").isEmpty()) {
            return;
        }
        for (YamlNode group : section.items("static_configs")) {
            if (group instanceof YamlMapping mapping && mapping.get("targets").orElse(null) instanceof YamlSequence targets) {
                for (YamlNode target : targets.items()) {
                    if (target.resolve() instanceof YamlScalar scalar && scalar.value().contains("/")) {
                        section.refuse(Kind.BAD_VALUE, target.span(), message(section, scalar.value()));
                    }
                }
            }
        }
    }

    private static String message(Section section, String target) {
        boolean alertmanager = section.struct().equals("config.AlertmanagerConfig");
        int scheme = target.indexOf("://");
        String address = scheme < 0 ? target : target.substring(scheme + 3);
        String path = address.contains("/") ? address.substring(address.indexOf('/')) : "";
        String advice = scheme >= 0 && path.length() > 1 ? "`scheme` and `" + (alertmanager ? "path_prefix" : "metrics_path") + "` have keys of their own"
                : scheme >= 0 ? "`scheme` has a key of its own" : "the path has a key of its own, `" + (alertmanager ? "path_prefix" : "metrics_path") + "`";
        return "`" + target + "` is a URL, and a target is only a host and a port: " + advice;
    }
}
