package promc.yaml;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;

/// A node of a YAML document, with exact spans in the file. An alias stays an alias ([YamlAlias]); [#resolve()] leads to what it names.
/// Nothing is lost: duplicate keys, merge keys and tags are all there.
public sealed interface YamlNode {
    /// The node as written, without its anchor and tag, without trailing blanks, comments or line ends; quotes and the block scalar header included.
    Span span();

    /// The node itself, or the node an alias names.
    YamlNode resolve();

    /// How a scalar is written.
    enum Style { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL, FOLDED }

    /// A scalar. `text.text()` is its value after YAML's folding and escapes, with the origin of every character.
    /// `tag` is what is written (`!!str`, `!reset`), empty if nothing is.
    record YamlScalar(Span span, Style style, EmbeddedText text, Optional<String> tag) implements YamlNode {
        public String value() {
            return text.text();
        }

        /// True if it is plain and reads as null: empty, `~`, `null`, `Null` or `NULL`.
        public boolean isNull() {
            return style == Style.PLAIN && tag.isEmpty() && switch (value()) {
                case "", "~", "null", "Null", "NULL" -> true;
                default -> false;
            };
        }

        @Override
        public YamlNode resolve() {
            return this;
        }
    }

    /// One `key: value` of a mapping; `span` covers both. A key without a value has an empty plain scalar behind the colon.
    record Entry(YamlNode key, YamlNode value) {
        /// The key's text, or empty if the key is not a scalar.
        public Optional<String> name() {
            return key.resolve() instanceof YamlScalar scalar ? Optional.of(scalar.value()) : Optional.empty();
        }

        public boolean isMerge() {
            return key instanceof YamlScalar scalar && scalar.style() == Style.PLAIN && scalar.value().equals("<<");
        }

        public Span span() {
            return key.span().cover(value.span());
        }
    }

    /// A mapping with its entries in source order, duplicates and `<<` included. `flow` is true for `{...}`.
    record YamlMapping(Span span, List<Entry> entries, boolean flow, Optional<String> tag) implements YamlNode {
        public YamlMapping {
            entries = List.copyOf(entries);
        }

        /// The entry with this key, written here: the last of duplicates, as the readers that accept duplicates have it. Merged keys are not looked at.
        public Optional<Entry> own(String key) {
            Entry found = null;
            for (Entry entry : entries) {
                if (!entry.isMerge() && entry.name().filter(key::equals).isPresent()) {
                    found = entry;
                }
            }
            return Optional.ofNullable(found);
        }

        /// The entry with this key, written here or merged in by `<<`; what is written here wins, then the first merged mapping.
        public Optional<Entry> entry(String key) {
            Optional<Entry> own = own(key);
            return own.isPresent() ? own : Merge.find(this, key);
        }

        /// The value of `key` with aliases followed, written here or merged in.
        public Optional<YamlNode> get(String key) {
            return entry(key).map(entry -> entry.value().resolve());
        }

        /// All entries that hold here: own ones, then those merged in under names not yet taken. No merge keys among them.
        public List<Entry> effective() {
            return Merge.effective(this);
        }

        @Override
        public YamlNode resolve() {
            return this;
        }
    }

    /// A sequence; `flow` is true for `[...]`.
    record YamlSequence(Span span, List<YamlNode> items, boolean flow, Optional<String> tag) implements YamlNode {
        public YamlSequence {
            items = List.copyOf(items);
        }

        @Override
        public YamlNode resolve() {
            return this;
        }
    }

    /// `*name` at its place of use. The target never contains this alias (loops are refused by the reader).
    record YamlAlias(Span span, String name, YamlNode target) implements YamlNode {
        @Override
        public YamlNode resolve() {
            return target.resolve();
        }
    }
}
