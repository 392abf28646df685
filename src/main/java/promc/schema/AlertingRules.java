package promc.schema;

import java.util.List;
import promc.schema.FileRules.Empty;
import promc.schema.LoadError.Kind;
import promc.source.Correction;
import promc.yaml.YamlNode.YamlScalar;

/// `alerting` (`AlertmanagerConfig.UnmarshalYAML` of `config/config.go`).
final class AlertingRules {
    private AlertingRules() {}

    /// Applies the rule of the struct, if there is one here.
    static void apply(Section section) {
        switch (section.struct()) {
            case "config.AlertingConfig" -> {
                Empty.refuse(section, "alert_relabel_configs", "a relabel rule");
                Empty.refuse(section, "alertmanagers", "a section: Prometheus crashes on it");
            }
            case "config.AlertmanagerConfig" -> alertmanager(section);
            default -> { }
        }
    }

    private static void alertmanager(Section section) {
        section.scalar("api_version").filter(scalar -> !scalar.value().equals("v2") && !Scalars.isFilledIn(scalar.value())).ifPresent(scalar -> version(section, scalar));
        List<String> others = HttpClientRules.authentications(section);
        if (Settings.configured(section, "sigv4") && !others.isEmpty()) {
            Settings.exclude(section, "sigv4", others.getFirst());
        }
        Empty.refuse(section, "relabel_configs", "a relabel rule");
        Empty.refuse(section, "alert_relabel_configs", "a relabel rule");
        Empty.refuseAll(section, "_sd_configs", "a section");
        Empty.refuse(section, "static_configs", "a section with `targets`");
        ScrapeRules.staticTargets(section);
    }

    private static void version(Section section, YamlScalar scalar) {
        section.refuse(Kind.BAD_VALUE, section.place("api_version"), scalar.value().equals("v1") ? "Prometheus 3 speaks only version `v2` of the API of Alertmanager, which has it since 0.16"
                : "`" + scalar.value() + "` is no version of the API of Alertmanager that Prometheus speaks: write `v2`", new Correction(scalar.span(), "v2", "Write `v2`", true));
    }
}
