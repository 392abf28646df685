package promc.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Lays one part of a compose file over another, as override files and `extends` do (compose-spec, merge): mappings key by key, lists one behind the other, `command`, `entrypoint` and the test of a health check as a whole. What is
/// tagged `!reset` is taken out, what is tagged `!override` takes the place of the other. The nodes of the result keep the places they have in their own files.
final class ComposeMerge {
    private static final Set<String> WHOLE = Set.of("command", "entrypoint", "test");
    /// Where a list and a mapping say the same in two ways.
    private static final Set<String> EITHER = Set.of("environment", "labels", "networks", "depends_on", "extra_hosts", "args", "sysctls", "annotations");
    private static final Set<String> ONE_OR_MANY = Set.of("env_file", "dns", "dns_search", "dns_opt", "tmpfs", "label_file");
    private static final Set<String> BY_TARGET = Set.of("volumes", "configs", "secrets");

    private ComposeMerge() {}

    /// `over` laid over `base`.
    static YamlMapping mappings(YamlMapping base, YamlMapping over) {
        Map<Object, Entry> entries = new LinkedHashMap<>();
        base.effective().forEach(entry -> entries.put(name(entry), entry));
        for (Entry entry : over.effective()) {
            Entry below = entries.get(name(entry));
            YamlNode value = entry.value().resolve();
            if (tag(value).equals("!reset")) {
                entries.remove(name(entry));
            } else if (below == null || tag(value).equals("!override")) {
                entries.put(name(entry), entry);
            } else {
                YamlNode merged = values(entry.name().orElse(""), below.value().resolve(), value);
                entries.put(name(entry), new Entry(merged == value ? entry.key() : below.key(), merged));
            }
        }
        return new YamlMapping(over.span(), List.copyOf(entries.values()), over.flow(), Optional.empty());
    }

    private static Object name(Entry entry) {
        return entry.name().<Object>map(name -> name).orElse(entry);
    }

    private static String tag(YamlNode node) {
        return switch (node) {
            case YamlMapping mapping -> mapping.tag().orElse("");
            case YamlSequence list -> list.tag().orElse("");
            case YamlScalar scalar -> scalar.tag().orElse("");
            case YamlNode.YamlAlias ignored -> "";
        };
    }

    private static YamlNode values(String key, YamlNode base, YamlNode over) {
        if (WHOLE.contains(key) || over instanceof YamlScalar scalar && scalar.isNull()) {
            return over instanceof YamlScalar scalar && scalar.isNull() ? base : over;
        }
        if (EITHER.contains(key) && (base instanceof YamlMapping || over instanceof YamlMapping || key.equals("environment"))) {
            return mappings(asMapping(base), asMapping(over));
        }
        if (base instanceof YamlMapping below && over instanceof YamlMapping above) {
            return mappings(below, above);
        }
        if (ONE_OR_MANY.contains(key) || base instanceof YamlSequence && over instanceof YamlSequence) {
            return lists(key, items(base), items(over), over.span());
        }
        return over;
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlSequence list ? list.items() : List.of(node);
    }

    private static YamlSequence lists(String key, List<YamlNode> base, List<YamlNode> over, Span span) {
        List<YamlNode> items = new ArrayList<>(base);
        if (BY_TARGET.contains(key)) {
            List<String> taken = over.stream().map(ComposeMerge::target).toList();
            items.removeIf(item -> taken.contains(target(item)));
        }
        items.addAll(over);
        return new YamlSequence(span, items, false, Optional.empty());
    }

    /// Where an item of `volumes`, `configs` or `secrets` is seen inside the container.
    private static String target(YamlNode item) {
        return switch (item.resolve()) {
            case YamlMapping mapping -> Fields.string(mapping, "target").value().or(() -> Fields.string(mapping, "source").value()).orElse("");
            case YamlScalar scalar -> {
                String[] parts = ComposeMounts.splitColons(scalar.value());
                yield parts.length == 1 ? parts[0] : parts[1];
            }
            default -> "";
        };
    }

    /// A list of `NAME=value` or of names as the mapping that says the same.
    static YamlMapping asMapping(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            return mapping;
        }
        List<Entry> entries = new ArrayList<>();
        for (YamlNode item : node instanceof YamlSequence list ? list.items() : List.<YamlNode>of()) {
            if (item.resolve() instanceof YamlScalar scalar) {
                int equals = scalar.value().indexOf('=');
                EmbeddedText text = scalar.text();
                entries.add(new Entry(part(text, new Span(0, equals < 0 ? text.text().length() : equals)), part(text, new Span(equals < 0 ? text.text().length() : equals + 1, text.text().length()),
                        equals < 0 ? Style.PLAIN : Style.DOUBLE_QUOTED)));
            }
        }
        return new YamlMapping(node.span(), entries, false, Optional.empty());
    }

    private static YamlScalar part(EmbeddedText text, Span within) {
        return part(text, within, Style.PLAIN);
    }

    /// An empty value that is written is no null.
    private static YamlScalar part(EmbeddedText text, Span within, Style style) {
        return new YamlScalar(text.toFile(within), style, text.slice(within, (replacement, at) -> Optional.of(replacement)), Optional.empty());
    }
}
