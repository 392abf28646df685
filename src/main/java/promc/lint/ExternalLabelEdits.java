package promc.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.model.PrometheusConfig;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// Gives a configuration more external labels, and the section for it where it has none. Empty where the file is not written in a way that takes one more line.
public final class ExternalLabelEdits {
    private static final String SECTION = "external_labels";
    /// What YAML 1.1 reads as something else than a text.
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private ExternalLabelEdits() {}

    /// Their names are of the old kind; the configuration must not have labels of these names.
    public static Optional<TextEdit> add(PrometheusConfig config, SequencedMap<String, String> added) {
        YamlMapping root = config.root();
        SourceFile file = config.text().file();
        boolean shown = !root.flow() && !root.entries().isEmpty() && root.entries().getFirst().key() instanceof YamlScalar key && key.span().of(file.text()).equals(key.value());
        if (!shown || root.entry("<<").isPresent()) {
            return Optional.empty();
        }
        List<String> lines = added.entrySet().stream().map(label -> label.getKey() + ": " + quoted(label.getValue())).toList();
        String flow = String.join(", ", lines);
        Optional<Entry> global = root.entry("global");
        if (global.isEmpty()) {
            return section(file, root, lines);
        }
        if (!(global.get().value() instanceof YamlMapping settings) || settings.entries().isEmpty()) {
            return Optional.empty();
        }
        Optional<Entry> labels = settings.entry(SECTION);
        if (labels.isEmpty()) {
            return settings.flow() ? inFlow(file, settings, SECTION + ": {" + flow + "}") : YamlEdits.append(file, settings, SECTION + ":", lines);
        }
        return labels.get().value() instanceof YamlMapping pairs && !pairs.entries().isEmpty()
                ? pairs.flow() ? inFlow(file, pairs, flow) : entries(file, pairs, lines) : Optional.empty();
    }

    /// In front of all else, where nothing stands there that would then belong to something else.
    private static Optional<TextEdit> section(SourceFile file, YamlMapping root, List<String> lines) {
        int start = root.entries().getFirst().span().start();
        if (start > 0) {
            return YamlEdits.append(file, root, "global:", Stream.concat(Stream.of(SECTION + ":"), lines.stream().map(line -> "  " + line)).toList());
        }
        String end = file.lineEnding();
        return Optional.of(new TextEdit(file, Span.at(0), "global:" + end + "  " + SECTION + ":" + end + lines.stream().map(line -> "    " + line + end).collect(Collectors.joining()) + end));
    }

    private static Optional<TextEdit> entries(SourceFile file, YamlMapping mapping, List<String> lines) {
        return lines.stream().map(line -> YamlEdits.append(file, mapping, line)).reduce((above, below) -> above.flatMap(first -> below.map(next -> new TextEdit(file, first.span(), first.replacement() + next.replacement()))))
                .orElseThrow();
    }

    private static Optional<TextEdit> inFlow(SourceFile file, YamlMapping mapping, String entry) {
        return mapping.entries().stream().anyMatch(Entry::isMerge) ? Optional.empty() : Optional.of(new TextEdit(file, Span.at(mapping.entries().getLast().span().end()), ", " + entry));
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z][A-Za-z0-9._-]*") && !WORDS.contains(value.toLowerCase(Locale.ROOT)) ? value : "'" + value.replace("'", "''") + "'";
    }
}
