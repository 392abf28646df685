package promc.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Where a component of Thanos keeps blocks: the file that `--objstore.config-file` names, or the text of `--objstore.config` (thanos-io/objstore, `client/factory.go`).
public record ObjectStore(EmbeddedText text, YamlStream yaml, YamlMapping root) implements View {
    /// The types that Thanos knows. `container` is the key that names the bucket, or what stands for one; `strict` is false where keys that are not known are passed over in silence.
    public enum Provider {
        S3("bucket", true), GCS("bucket", true), AZURE("container", true), SWIFT("container_name", true), OBS("bucket", true),
        COS("bucket", false), ALIYUNOSS("bucket", false), BOS("bucket", false), OCI("bucket", false), FILESYSTEM("directory", false);

        private final String container;
        private final boolean strict;

        Provider(String container, boolean strict) {
            this.container = container;
            this.strict = strict;
        }

        public String container() {
            return container;
        }

        public boolean strict() {
            return strict;
        }

        /// By its name in any case, as Thanos reads it.
        public static Optional<Provider> of(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            for (Provider provider : values()) {
                if (provider.name().equals(upper)) {
                    return Optional.of(provider);
                }
            }
            return Optional.empty();
        }
    }

    /// What stands under `type`, if it is a text.
    public Optional<YamlScalar> type() {
        return scalar(root, "type");
    }

    public Optional<Provider> provider() {
        return type().flatMap(type -> Provider.of(type.value()));
    }

    /// Its `config`; one without entries where none is written, whose place is that of the first key.
    public YamlMapping config() {
        return Fields.mapping(root, "config").orElseGet(() -> new YamlMapping(root.entry("config").map(entry -> entry.key().span()).orElseGet(this::place), List.of(), false, Optional.empty()));
    }

    /// A scalar of its `config` that is not null.
    public Optional<YamlScalar> setting(String key) {
        return scalar(config(), key);
    }

    /// The text of a scalar of its `config` that nothing fills in before Thanos reads it; empty too where it is written empty.
    public Optional<String> known(String key) {
        return setting(key).map(YamlScalar::value).filter(value -> !value.isEmpty() && !isFilledIn(value));
    }

    /// What is put before the name of every object; empty if nothing is, and no value where that is not known.
    public Optional<String> prefix() {
        return scalar(root, "prefix").map(YamlScalar::value).or(() -> Optional.of("")).filter(value -> !isFilledIn(value));
    }

    /// Where to point at it as a whole: its first key.
    public Span place() {
        return Fields.lacking(root);
    }

    /// True for a text that another program completes, or Thanos itself from its environment by `$(NAME)`.
    public static boolean isFilledIn(String text) {
        return text.startsWith("$") || text.contains("${") || text.contains("$(") || text.contains("{{") || text.contains("%{");
    }

    private static Optional<YamlScalar> scalar(YamlMapping mapping, String key) {
        Optional<YamlNode> node = mapping.get(key);
        return node.filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).filter(scalar -> !scalar.isNull());
    }
}
