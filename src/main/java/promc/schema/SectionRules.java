package promc.schema;

import java.util.HashMap;
import java.util.Map;

/// The rules of each struct. Read when first asked for.
final class SectionRules {
    private SectionRules() {}

    private static final class Holder {
        static final Map<String, SectionRule> RULES = rules();
    }

    /// Applies the rules of the section's struct.
    static void check(Section section) {
        SectionRule rule = Holder.RULES.get(section.struct());
        if (rule != null) {
            rule.check(section);
        }
    }

    private static Map<String, SectionRule> rules() {
        Map<String, SectionRule> rules = new HashMap<>();
        rules.put(ConfigKeys.ROOT, FileRules::check);
        rules.put("config.GlobalConfig", GlobalRules::check);
        rules.put("config.ScrapeConfig", ScrapeRules::check);
        rules.put("config.TSDBConfig", StorageRules::tsdb);
        rules.put("config.TSDBRetentionConfig", StorageRules::retention);
        return rules;
    }
}
