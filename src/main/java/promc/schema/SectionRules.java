package promc.schema;

import java.util.HashMap;
import java.util.Map;

/// The rules of each struct. Read when first asked for.
final class SectionRules {
    private SectionRules() {}

    private static final class Holder {
        static final Map<String, SectionRule> RULES = rules();
    }

    /// Applies the rules of the section's struct, and those that hold for many.
    static void check(Section section) {
        SectionRule rule = Holder.RULES.get(section.struct());
        if (rule != null) {
            rule.check(section);
        }
        if (HttpClientRules.areOf(section.struct())) {
            HttpClientRules.check(section);
        }
    }

    private static Map<String, SectionRule> rules() {
        Map<String, SectionRule> rules = new HashMap<>();
        AlertingRules.addTo(rules);
        CloudDiscoveryRules.addTo(rules);
        DiscoveryRules.addTo(rules);
        HttpClientRules.addTo(rules);
        KubernetesRules.addTo(rules);
        OtlpRules.addTo(rules);
        RelabelConfigRules.addTo(rules);
        RemoteRules.addTo(rules);
        TlsRules.addTo(rules);
        TracingRules.addTo(rules);
        rules.put(ConfigKeys.ROOT, file -> {
            FileRules.check(file);
            RemoteRules.names(file);
        });
        rules.put("config.GlobalConfig", GlobalRules::check);
        rules.put("config.ScrapeConfig", ScrapeRules::check);
        rules.put("config.TSDBConfig", StorageRules::tsdb);
        rules.put("config.TSDBRetentionConfig", StorageRules::retention);
        return rules;
    }
}
