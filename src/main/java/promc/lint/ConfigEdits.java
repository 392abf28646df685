package promc.lint;

import java.util.List;
import java.util.Optional;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.model.PrometheusConfig;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;

/// Edits of a configuration of Prometheus: sections, and items of its lists of files. Empty where it is not written in a way that takes one more line, or is a text inside another file.
public final class ConfigEdits {
    private ConfigEdits() {}

    /// Adds a path to a list such as `rule_files`; the list too, behind the last of `before` that the file has, where it has none.
    public static Optional<TextEdit> path(PrometheusConfig config, String key, String path, List<String> before) {
        Optional<YamlNode> list = config.root().get(key);
        return list.isPresent() ? isWhole(config) ? YamlEdits.appendItems(list.get(), List.of(path)) : Optional.empty() : section(config, key, List.of("- " + path), before);
    }

    /// Adds a section that the file does not have, behind the last of `before` that it has, or at its end; with an empty line above it if its sections have one.
    public static Optional<TextEdit> section(PrometheusConfig config, String key, List<String> below, List<String> before) {
        if (!isWhole(config) || config.root().get(key).isPresent()) {
            return Optional.empty();
        }
        YamlMapping root = config.root();
        SourceFile file = config.text().file();
        Optional<Entry> after = before.stream().flatMap(name -> root.own(name).stream()).reduce((first, last) -> first.span().start() > last.span().start() ? first : last);
        Optional<TextEdit> edit = after.isPresent() ? YamlEdits.insertAfter(file, root, after.get(), key + ":", below) : YamlEdits.append(file, root, key + ":", below);
        return edit.map(added -> isSpaced(file, root) ? new TextEdit(file, added.span(), file.lineEnding() + added.replacement()) : added);
    }

    private static boolean isWhole(PrometheusConfig config) {
        return config.text().text().length() == config.text().file().text().length();
    }

    /// True if empty lines stand between the sections.
    private static boolean isSpaced(SourceFile file, YamlMapping root) {
        return root.entries().size() > 1 && root.entries().stream().skip(1).allMatch(entry -> YamlEdits.isLineAbove(file, entry.key().span()));
    }
}
