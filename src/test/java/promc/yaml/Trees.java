package promc.yaml;

import java.util.ArrayList;
import java.util.List;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlAlias;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Reads fixtures and lists what is in them.
final class Trees {
    private Trees() {}

    static SourceFile file(String text) {
        return SourceFile.of("test.yaml", text);
    }

    static YamlStream read(String text) {
        return Yaml.parse(file(text));
    }

    /// All nodes of all documents in source order, parents first; aliases are listed, not followed.
    static List<YamlNode> nodes(YamlStream stream) {
        List<YamlNode> found = new ArrayList<>();
        stream.documents().forEach(document -> document.root().ifPresent(root -> collect(root, found)));
        return found;
    }

    static List<YamlScalar> scalars(YamlStream stream) {
        return nodes(stream).stream().filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).toList();
    }

    /// The value of the only entry of a one-line mapping such as `k: value`.
    static YamlScalar value(String text) {
        return scalars(read(text)).get(1);
    }

    /// A tree in flow notation, `~` for null, `*name` for aliases.
    static String show(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> scalar.isNull() ? "~" : scalar.value().replace("\n", "\\n");
            case YamlAlias alias -> "*" + alias.name();
            case YamlSequence sequence -> "[" + String.join(", ", sequence.items().stream().map(Trees::show).toList()) + "]";
            case YamlMapping mapping -> "{" + String.join(", ", mapping.entries().stream()
                    .map(entry -> show(entry.key()) + ": " + show(entry.value())).toList()) + "}";
        };
    }

    static String show(YamlStream stream) {
        return String.join(" | ", stream.documents().stream().map(document -> document.root().map(Trees::show).orElse("-")).toList());
    }

    private static void collect(YamlNode node, List<YamlNode> found) {
        found.add(node);
        switch (node) {
            case YamlMapping mapping -> mapping.entries().forEach(entry -> {
                collect(entry.key(), found);
                collect(entry.value(), found);
            });
            case YamlSequence sequence -> sequence.items().forEach(item -> collect(item, found));
            case YamlScalar _, YamlAlias _ -> { }
        }
    }
}
