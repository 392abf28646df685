package promc.model;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Reads files of targets (`discovery/file/file.go`, `discovery/targetgroup`): by their content where it leaves no doubt, else where a job's `file_sd_configs` name them.
final class TargetFiles {
    private static final Set<String> KEYS = Set.of("targets", "labels");
    /// Promtail's targets are files.
    private static final String PROMTAIL = "__path__";

    private TargetFiles() {}

    static boolean isJson(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /// A cheap look before anything is parsed: false if the text is no list, or names no targets.
    static boolean mayBe(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || text.startsWith("---", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (c == '[' || c == '-') {
                return text.indexOf("targets", at) >= 0;
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else {
                return false;
            }
        }
        return false;
    }

    /// The view of a file that says by itself what it is: groups with targets, and no key that is not theirs.
    static Optional<TargetFile> recognise(EmbeddedText text, YamlStream yaml) {
        return root(yaml).filter(root -> root instanceof YamlSequence list && !list.items().isEmpty() && list.items().stream().allMatch(TargetFiles::isGroup))
                .map(root -> read(text, yaml, root));
    }

    private static boolean isGroup(YamlNode item) {
        return item.resolve() instanceof YamlMapping group && group.get("targets").filter(YamlSequence.class::isInstance).isPresent()
                && group.entries().stream().allMatch(entry -> entry.isMerge() || entry.name().filter(KEYS::contains).isPresent())
                && group.get("labels").filter(labels -> !(labels instanceof YamlMapping)).isEmpty()
                && Fields.pairs(group, "labels").stream().noneMatch(label -> label.name().equals(PROMTAIL));
    }

    private static Optional<YamlNode> root(YamlStream yaml) {
        return yaml.documents().isEmpty() ? Optional.empty() : yaml.documents().getFirst().root().map(YamlNode::resolve);
    }

    private static TargetFile read(EmbeddedText text, YamlStream yaml, YamlNode root) {
        boolean json = isJson(text.file().path());
        List<YamlNode> items = root instanceof YamlSequence list ? list.items() : List.of();
        return new TargetFile(text, yaml, root, items.stream().map(YamlNode::resolve).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast)
                .map(group -> new StaticTargets(group, Fields.scalars(group, key(group, "targets", json)), Fields.pairs(group, key(group, "labels", json)))).toList());
    }

    /// The name under which a group has a key: JSON takes it in any case.
    private static String key(YamlMapping group, String key, boolean json) {
        return !json || group.entry(key).isPresent() ? key
                : group.entries().stream().map(Entry::name).flatMap(Optional::stream).filter(key::equalsIgnoreCase).findFirst().orElse(key);
    }

    /// The estate with views of the files that a job reads targets from, whatever they look like.
    static Estate named(Estate estate) {
        if (estate.configs().flatMap(config -> config.jobs().stream()).flatMap(job -> job.discoveries().stream()).noneMatch(discovery -> discovery.kind().equals("file"))) {
            return estate;
        }
        Set<String> unread = new HashSet<>();
        estate.servers().stream().filter(server -> !server.file().template()).flatMap(server -> server.targetFiles().stream()).flatMap(link -> link.files().stream())
                .filter(file -> file.views().isEmpty() && !file.template()).forEach(file -> unread.add(file.source().path()));
        return unread.isEmpty() ? estate
                : new Estate(estate.files().stream().map(file -> unread.contains(file.source().path()) ? named(file.source()).orElse(file) : file).toList());
    }

    /// A file that a job names, unless it is empty.
    private static Optional<EstateFile> named(SourceFile file) {
        EmbeddedText text = EmbeddedText.whole(file);
        YamlStream yaml = Yaml.parse(text);
        if (!yaml.problems().isEmpty()) {
            return Optional.of(new EstateFile(file, yaml, List.of(), "file of targets"));
        }
        return root(yaml).map(root -> new EstateFile(file, yaml, List.of(read(text, yaml, root)), ""));
    }
}
