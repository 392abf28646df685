package promc.schema;

import promc.schema.LoadError.Kind;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlSequence;

/// Items of lists that hold nothing: Prometheus refuses them where the items are sections. A null among `alertmanagers` even ends it with a stack trace. Scrape jobs and what stands in
/// them have such a rule of their own.
final class EmptyItems {
    private EmptyItems() {}

    static void check(Section section) {
        if (section.struct().equals("config.ScrapeConfig")) {
            return;
        }
        for (Entry entry : section.node().entries()) {
            if (entry.value().resolve() instanceof YamlSequence list && entry.name().filter(name -> areSections(ConfigKeys.of(section.struct()).getOrDefault(name, ""))).isPresent()) {
                for (YamlNode item : list.items()) {
                    if (Settings.isNull(item.resolve())) {
                        section.refuse(Kind.MISSING, item.span().isEmpty() ? entry.key().span() : item.span(),
                                "an item of `" + entry.name().orElseThrow() + "` is empty: write its settings behind the `-`, or remove it");
                    }
                }
            }
        }
    }

    private static boolean areSections(String type) {
        return type.endsWith("[]") && !type.equals("object:config.ScrapeConfig[]") && (type.startsWith("object:sd.") || type.startsWith("object:config.") || type.equals("object:relabel.Config[]"));
    }
}
