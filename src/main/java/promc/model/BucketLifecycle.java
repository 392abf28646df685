package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import promc.model.ObjectStore.Provider;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// What a bucket does with objects as they grow old, as JSON: the input of `aws s3api put-bucket-lifecycle-configuration`, bare or with the bucket around it (`--cli-input-json`), or that of `gcloud storage buckets update --lifecycle-file`.
/// `bucket` is the name that it gives the bucket itself. `steps` are what is done to objects that are current and have no tags.
public record BucketLifecycle(EmbeddedText text, YamlStream yaml, Provider provider, Optional<String> bucket, List<Step> steps) implements View {
    public BucketLifecycle {
        steps = List.copyOf(steps);
    }

    /// One thing done to objects whose names begin with `prefix`, when they are `days` old, or at a date. `storageClass` is where they are moved to; empty if they are deleted. `id` is the name of the rule.
    public record Step(Optional<String> storageClass, OptionalInt days, String prefix, String id, Span place) {}

    /// Conditions of Google that leave an object which is current in question of its age and name alone.
    private static final Set<String> OF_AGE = Set.of("age", "createdBefore", "matchesPrefix", "isLive");

    /// A cheap look before JSON is parsed.
    static boolean mayBe(String text) {
        return text.contains("\"Rules\"") ? text.contains("\"Status\"") : text.contains("\"rule\"") && text.contains("\"action\"") && text.contains("\"condition\"");
    }

    /// Empty if the document is none.
    static Optional<BucketLifecycle> recognise(EmbeddedText text, YamlStream yaml, YamlMapping root) {
        YamlMapping amazon = Fields.mapping(root, "LifecycleConfiguration").orElse(root);
        List<YamlMapping> rules = Fields.mappings(amazon, "Rules");
        if (!rules.isEmpty() && rules.stream().allMatch(rule -> rule.get("Status").isPresent() && (rule.get("Filter").isPresent() || rule.get("Prefix").isPresent() || rule.get("Expiration").isPresent() || rule.get("Transitions").isPresent()))) {
            List<Step> steps = new ArrayList<>();
            rules.stream().filter(rule -> word(rule, "Status").equals("Enabled")).forEach(rule -> amazon(rule, steps));
            return Optional.of(new BucketLifecycle(text, yaml, Provider.S3, Fields.string(root, "Bucket").value(), steps));
        }
        List<YamlMapping> google = Fields.mappings(Fields.mapping(root, "lifecycle").orElse(root), "rule");
        if (!google.isEmpty() && google.stream().allMatch(rule -> Fields.mapping(rule, "action").filter(action -> action.get("type").isPresent()).isPresent() && rule.get("condition").isPresent())) {
            List<Step> steps = new ArrayList<>();
            google.forEach(rule -> google(rule, steps));
            return Optional.of(new BucketLifecycle(text, yaml, Provider.GCS, Optional.empty(), steps));
        }
        return Optional.empty();
    }

    private static void amazon(YamlMapping rule, List<Step> steps) {
        Optional<YamlMapping> filter = Fields.mapping(rule, "Filter");
        Optional<YamlMapping> and = filter.flatMap(given -> Fields.mapping(given, "And"));
        boolean tagged = filter.filter(given -> given.get("Tag").isPresent()).isPresent() || and.filter(given -> given.get("Tags").isPresent()).isPresent();
        if (tagged) {
            return;
        }
        String prefix = word(and.or(() -> filter).orElse(rule), "Prefix");
        String id = word(rule, "ID");
        for (YamlMapping transition : Fields.mappings(rule, "Transitions")) {
            Optional<YamlNode> to = transition.get("StorageClass").filter(YamlScalar.class::isInstance);
            to.ifPresent(node -> steps.add(new Step(Optional.of(((YamlScalar) node).value()), days(transition, "Days"), prefix, id, node.span())));
        }
        Optional<YamlMapping> expiration = Fields.mapping(rule, "Expiration");
        Optional<Entry> when = expiration.flatMap(given -> given.entry("Days").or(() -> given.entry("Date")));
        when.ifPresent(entry -> steps.add(new Step(Optional.empty(), days(expiration.get(), "Days"), prefix, id, entry.span())));
    }

    private static void google(YamlMapping rule, List<Step> steps) {
        Optional<YamlMapping> action = Fields.mapping(rule, "action");
        Optional<YamlMapping> condition = Fields.mapping(rule, "condition").filter(given -> given.entries().stream().allMatch(entry -> entry.name().filter(OF_AGE::contains).isPresent()) && !word(given, "isLive").equals("false"));
        Optional<Entry> when = condition.flatMap(given -> given.entry("age").or(() -> given.entry("createdBefore")));
        if (action.isEmpty() || !word(action.get(), "type").equals("Delete") || when.isEmpty()) {
            return;
        }
        List<String> prefixes = condition.get().get("matchesPrefix").filter(YamlSequence.class::isInstance).isPresent() ? Fields.scalars(condition.get(), "matchesPrefix").stream().map(YamlScalar::value).toList() : List.of("");
        prefixes.forEach(prefix -> steps.add(new Step(Optional.empty(), days(condition.get(), "age"), prefix, "", when.get().span())));
    }

    private static String word(YamlMapping mapping, String key) {
        return Fields.string(mapping, key).value().orElse("");
    }

    private static OptionalInt days(YamlMapping mapping, String key) {
        String days = word(mapping, key);
        return days.matches("[0-9]{1,6}") ? OptionalInt.of(Integer.parseInt(days)) : OptionalInt.empty();
    }
}
