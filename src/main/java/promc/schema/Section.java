package promc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.source.Correction;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// A mapping that is read into a struct, for the rules of that struct: what is written under its keys, and where to say what is wrong. `key` is the place of the key whose value the
/// mapping is, or of the mapping itself where it has none. A value of the wrong type has been told already and counts as not written.
public final class Section {
    private final String struct;
    private final YamlMapping node;
    private final Span key;
    private final Optional<Section> outer;
    private final Set<LoadError> errors;
    /// True if a key or value of its own was refused: what seems to be missing may be there, misspelt.
    private boolean misread;

    Section(String struct, YamlMapping node, Span key, Optional<Section> outer, Set<LoadError> errors) {
        this.struct = struct;
        this.node = node;
        this.key = key;
        this.outer = outer;
        this.errors = errors;
    }

    public String struct() {
        return struct;
    }

    public YamlMapping node() {
        return node;
    }

    /// The section this one stands in, be it as a value or as an item of a list; empty at the top of the file.
    public Optional<Section> outer() {
        return outer;
    }

    /// The section at the top of the file.
    public Section root() {
        Section at = this;
        while (at.outer.isPresent()) {
            at = at.outer.get();
        }
        return at;
    }

    /// A mapping of this section as a section of its own, to look something up in it.
    Section inner(String struct, YamlMapping mapping) {
        return new Section(struct, mapping, mapping.span(), Optional.of(this), errors);
    }

    /// True if the key is written, whatever its value, null included.
    public boolean has(String name) {
        return node.entry(name).isPresent();
    }

    /// A scalar that is not null.
    public Optional<YamlScalar> scalar(String name) {
        return node.get(name).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).filter(scalar -> !scalar.isNull());
    }

    /// The text of a scalar; empty where none is written, or null.
    public String text(String name) {
        return scalar(name).map(YamlScalar::value).orElse("");
    }

    public Optional<YamlMapping> mapping(String name) {
        return node.get(name).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
    }

    /// The items of a list, aliases followed; none where no list is written.
    public List<YamlNode> items(String name) {
        List<YamlNode> items = new ArrayList<>();
        if (node.get(name).orElse(null) instanceof YamlSequence list) {
            list.items().forEach(item -> items.add(item.resolve()));
        }
        return items;
    }

    /// Where to say that something is missing: the first key of the mapping, or the key above an empty one.
    public Span lacking() {
        return node.entries().isEmpty() ? key : node.entries().getFirst().key().span();
    }

    /// The place of what is written under a key: its value, the key itself if that is empty; [#lacking] where it is not written.
    public Span place(String name) {
        return node.entry(name).map(entry -> entry.value().span().isEmpty() ? entry.key().span() : entry.value().span()).orElseGet(this::lacking);
    }

    /// Says that Prometheus refuses the section. What is missing is told only where every key and value of the section itself could be read.
    public void refuse(LoadError.Kind kind, Span span, String message) {
        refuse(new LoadError(kind, span, message));
    }

    public void refuse(LoadError.Kind kind, Span span, String message, Correction correction) {
        refuse(new LoadError(kind, span, message, Optional.of(correction)));
    }

    void refuse(LoadError error) {
        if (!misread || error.kind() != LoadError.Kind.MISSING) {
            errors.add(error);
        }
    }

    void misread(LoadError.Kind kind, Span span, String message) {
        misread(new LoadError(kind, span, message));
    }

    void misread(LoadError error) {
        misread = true;
        errors.add(error);
    }
}
