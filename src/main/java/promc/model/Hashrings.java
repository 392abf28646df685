package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// The hashrings of Thanos Receive: the file that `--receive.hashrings-file` names, or the text of `--receive.hashrings`, a list in JSON (`pkg/receive/config.go`). Keys count in any case, as
/// Go's `encoding/json` takes them.
public record Hashrings(EmbeddedText text, YamlStream yaml, YamlNode root, List<Ring> rings) implements View {
    public Hashrings {
        rings = List.copyOf(rings);
    }

    /// One hashring. `tenants` are those it is for; where there are none it takes every tenant.
    public record Ring(YamlMapping node, List<YamlScalar> tenants, List<Endpoint> endpoints) {
        public Ring {
            tenants = List.copyOf(tenants);
            endpoints = List.copyOf(endpoints);
        }

        public boolean takesAll() {
            return Hashrings.get(node, "tenants").filter(value -> !(value instanceof YamlSequence list && list.items().isEmpty() || isNull(value))).isEmpty();
        }

        /// How a sentence names it.
        public String what() {
            return text("hashring").filter(name -> !name.isEmpty()).map(name -> "the hashring `" + name + "`").orElse("a hashring without a name");
        }

        public Optional<String> text(String key) {
            return Hashrings.get(node, key).filter(YamlScalar.class::isInstance).map(value -> ((YamlScalar) value).value());
        }
    }

    /// One endpoint of a hashring: a text, or a mapping with an `address` and more. `address` is empty where none is written.
    public record Endpoint(YamlNode node, Optional<YamlScalar> address) {
        public Optional<YamlScalar> zone() {
            return node instanceof YamlMapping mapping ? Hashrings.get(mapping, "az").filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).filter(zone -> !zone.value().isEmpty())
                    : Optional.empty();
        }
    }

    static Hashrings read(EmbeddedText text, YamlStream yaml, YamlNode root) {
        List<Ring> rings = new ArrayList<>();
        for (YamlNode item : root instanceof YamlSequence list ? list.items() : List.<YamlNode>of()) {
            if (item.resolve() instanceof YamlMapping ring) {
                rings.add(new Ring(ring, scalars(get(ring, "tenants")), endpoints(get(ring, "endpoints"))));
            }
        }
        return new Hashrings(text, yaml, root, rings);
    }

    /// The value of a key, written in any case.
    public static Optional<YamlNode> get(YamlMapping mapping, String key) {
        for (Entry entry : mapping.effective()) {
            if (entry.name().filter(name -> name.toLowerCase(Locale.ROOT).equals(key)).isPresent()) {
                return Optional.of(entry.value().resolve());
            }
        }
        return Optional.empty();
    }

    private static List<YamlScalar> scalars(Optional<YamlNode> value) {
        List<YamlScalar> found = new ArrayList<>();
        if (value.orElse(null) instanceof YamlSequence list) {
            for (YamlNode item : list.items()) {
                if (item.resolve() instanceof YamlScalar scalar) {
                    found.add(scalar);
                }
            }
        }
        return found;
    }

    private static List<Endpoint> endpoints(Optional<YamlNode> value) {
        List<Endpoint> found = new ArrayList<>();
        if (value.orElse(null) instanceof YamlSequence list) {
            for (YamlNode item : list.items()) {
                YamlNode node = item.resolve();
                Optional<YamlNode> address = node instanceof YamlMapping mapping ? get(mapping, "address") : Optional.of(node);
                found.add(new Endpoint(node, address.filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).filter(scalar -> !scalar.isNull() && !scalar.value().isEmpty())));
            }
        }
        return found;
    }

    private static boolean isNull(YamlNode value) {
        return value instanceof YamlScalar scalar && scalar.isNull();
    }
}
