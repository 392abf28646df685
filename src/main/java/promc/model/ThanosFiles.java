package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.schema.ConfigKeys;
import promc.source.EmbeddedText;
import promc.source.Nearest;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Finds what Thanos reads besides its command line: by its content where that leaves no doubt, and on the command line itself, where flags may hold whole files.
final class ThanosFiles {
    private static final Set<String> STORE_KEYS = Set.of("type", "config", "prefix");
    /// Keys of `config` that no store of blocks is without.
    private static final Set<String> BUCKET_KEYS = Set.of("bucket", "container", "container_name", "storage_account", "directory");
    private static final Set<String> RING_KEYS = Set.of("hashring", "tenants", "tenant_matcher_type", "endpoints", "algorithm", "external_labels", "shuffle_sharding_config");

    private ThanosFiles() {}

    /// A cheap look before YAML is parsed.
    static boolean mayBe(String text) {
        return text.contains("config") && text.contains("type") && (text.contains("bucket") || text.contains("endpoint") || text.contains("directory") || text.contains("storage_account") || text.contains("container_name"))
                || text.contains("endpoints") && (text.contains("address") || text.contains("hashring") || mayBeRings(text)) || BucketLifecycle.mayBe(text);
    }

    /// True if a list of JSON begins the text, behind lines of comments.
    private static boolean mayBeRings(String text) {
        int at = 0;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            int end = text.charAt(at) == '#' ? text.indexOf('\n', at) : at;
            at = end < 0 ? text.length() : end + 1;
        }
        return at < text.length() && text.charAt(at) == '[';
    }

    /// The view of a document that says by itself what it is.
    static Optional<View> recognise(EmbeddedText text, YamlStream yaml) {
        Optional<YamlNode> root = root(yaml);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        return switch (root.get()) {
            case YamlMapping mapping when isStore(mapping) -> Optional.of(new ObjectStore(text, yaml, mapping));
            case YamlMapping mapping when isEndpoints(mapping) -> Optional.of(new EndpointFile(text, yaml, mapping));
            case YamlMapping mapping when BucketLifecycle.mayBe(text.text()) -> BucketLifecycle.recognise(text, yaml, mapping).map(policy -> policy);
            case YamlSequence list when !list.items().isEmpty() && list.items().stream().allMatch(ThanosFiles::isRing) -> Optional.of(Hashrings.read(text, yaml, list));
            default -> Optional.empty();
        };
    }

    /// The files that stand in the flags of a command line.
    static List<View> in(ServerFlags flags) {
        if (!flags.component().startsWith("thanos ")) {
            return List.of();
        }
        List<View> views = new ArrayList<>();
        for (ServerFlags.Flag flag : flags.flags()) {
            if (flag.value().isPresent()) {
                ServerFlags.Value value = flag.value().get();
                switch (flag.name()) {
                    case "objstore.config" -> mapping(value).ifPresent(yaml -> views.add(new ObjectStore(yaml.text(), yaml, yaml.rootMapping().orElseThrow())));
                    case "endpoint.sd-config" -> mapping(value).ifPresent(yaml -> views.add(new EndpointFile(yaml.text(), yaml, yaml.rootMapping().orElseThrow())));
                    case "receive.hashrings" -> {
                        YamlStream yaml = parse(value);
                        root(yaml).filter(YamlSequence.class::isInstance).ifPresent(list -> views.add(Hashrings.read(yaml.text(), yaml, list)));
                    }
                    default -> { }
                }
            }
        }
        return views;
    }

    private static Optional<YamlStream> mapping(ServerFlags.Value value) {
        return Optional.of(parse(value)).filter(yaml -> yaml.rootMapping().isPresent());
    }

    private static YamlStream parse(ServerFlags.Value value) {
        return Yaml.parse(value.text().slice(value.within(), (replacement, at) -> Optional.of(replacement)));
    }

    private static Optional<YamlNode> root(YamlStream yaml) {
        return yaml.documents().isEmpty() ? Optional.empty() : yaml.documents().getFirst().root().map(YamlNode::resolve);
    }

    /// `type` and `config`, with a bucket, and most of whose keys a store of one type or another has.
    private static boolean isStore(YamlMapping root) {
        if (!root.entries().stream().allMatch(entry -> entry.name().filter(name -> STORE_KEYS.contains(name) || Nearest.to(name, STORE_KEYS).isPresent()).isPresent())
                || !(root.get("type").orElse(null) instanceof YamlScalar type) || !(root.get("config").orElse(null) instanceof YamlMapping config)) {
            return false;
        }
        Set<String> keys = ObjectStore.Provider.of(type.value()).map(provider -> ConfigKeys.of("objstore." + provider.name()).keySet()).orElse(BUCKET_KEYS);
        long known = config.entries().stream().filter(entry -> entry.name().filter(keys::contains).isPresent()).count();
        boolean bucket = config.entries().stream().map(Entry::name).flatMap(Optional::stream).anyMatch(BUCKET_KEYS::contains);
        return ObjectStore.Provider.of(type.value()).isPresent() ? 2 * known >= config.entries().size() && known > 0 : bucket;
    }

    private static boolean isEndpoints(YamlMapping root) {
        Set<String> keys = ConfigKeys.of(ConfigKeys.ENDPOINTS).keySet();
        Set<String> own = ConfigKeys.of("thanos.Endpoint").keySet();
        List<YamlNode> items = Fields.items(root, "endpoints");
        return !items.isEmpty() && root.entries().stream().allMatch(entry -> entry.name().filter(keys::contains).isPresent())
                && items.stream().allMatch(item -> item instanceof YamlMapping endpoint && endpoint.get("address").isPresent()
                && endpoint.entries().stream().allMatch(entry -> entry.name().filter(name -> own.contains(name) || Nearest.to(name, own).isPresent()).isPresent()));
    }

    private static boolean isRing(YamlNode item) {
        return item.resolve() instanceof YamlMapping ring && Hashrings.get(ring, "endpoints").filter(YamlSequence.class::isInstance).isPresent()
                && ring.entries().stream().allMatch(entry -> entry.name().map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> RING_KEYS.contains(name) || Nearest.to(name, RING_KEYS).isPresent()).isPresent());
    }
}
