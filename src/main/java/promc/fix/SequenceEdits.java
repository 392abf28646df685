package promc.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlSequence;

/// Edits that give a sequence other scalars, each on a line of its own; comments stay where they are, those behind items that go move to lines of their own.
public final class SequenceEdits {
    private SequenceEdits() {}

    /// Items of `sequence` that are not among `kept` go, and `added` come in the place of the first of them, or at the end. Empty where something else shares the lines of an item, where an anchor in them
    /// may be used elsewhere, or where the sequence is written as a flow with comments in it.
    public static Optional<List<TextEdit>> replace(SourceFile file, YamlSequence sequence, Set<YamlNode> kept, List<String> added) {
        if (sequence.items().isEmpty() || sequence.span().of(file.text()).indexOf('&') >= 0) {
            return Optional.empty();
        }
        return sequence.flow() ? flow(file, sequence, kept, added) : block(file, sequence, kept, added);
    }

    private static Optional<List<TextEdit>> flow(SourceFile file, YamlSequence sequence, Set<YamlNode> kept, List<String> added) {
        String text = sequence.span().of(file.text());
        if (text.contains("#") && sequence.items().stream().noneMatch(item -> item.span().of(file.text()).contains("#"))) {
            return Optional.empty();
        }
        List<String> items = new ArrayList<>();
        sequence.items().stream().filter(kept::contains).forEach(item -> items.add(item.span().of(file.text())));
        added.forEach(value -> items.add(quoted(value)));
        int line = file.line(sequence.span().start());
        String before = file.text().substring(file.lineStart(line), sequence.span().start());
        boolean inBlock = before.stripTrailing().endsWith(":") && before.indexOf('{') < 0 && before.indexOf('[') == before.lastIndexOf('[')
                && file.text().substring(sequence.span().end(), Math.max(sequence.span().end(), file.lineSpan(file.line(sequence.span().end() - 1)).end())).isBlank();
        if (items.size() == 1 || !inBlock) {
            return Optional.of(List.of(new TextEdit(file, sequence.span(), "[" + String.join(", ", items) + "]")));
        }
        int indent = before.length() - before.stripLeading().length();
        while (before.startsWith("- ", indent)) {
            indent += 2;
        }
        StringBuilder lines = new StringBuilder();
        for (String item : items) {
            lines.append(file.lineEnding()).append(" ".repeat(indent + 2)).append("- ").append(item);
        }
        int start = file.lineStart(line) + before.stripTrailing().length();
        return Optional.of(List.of(new TextEdit(file, new Span(start, sequence.span().end()), lines.toString())));
    }

    private static Optional<List<TextEdit>> block(SourceFile file, YamlSequence sequence, Set<YamlNode> kept, List<String> added) {
        List<TextEdit> edits = new ArrayList<>();
        String text = file.text();
        StringBuilder lines = new StringBuilder();
        for (YamlNode item : sequence.items()) {
            int first = file.line(item.span().start());
            int last = file.line(Math.max(item.span().start(), item.span().end() - 1));
            String before = text.substring(file.lineStart(first), item.span().start());
            String behind = text.substring(item.span().end(), Math.max(item.span().end(), file.lineSpan(last).end()));
            if (!before.strip().equals("-") || !behind.isBlank() && !behind.stripLeading().startsWith("#")) {
                return Optional.empty();
            }
            String indent = before.substring(0, before.indexOf('-'));
            if (lines.isEmpty()) {
                added.forEach(value -> lines.append(indent).append("- ").append(quoted(value)).append(file.lineEnding()));
            }
            if (!kept.contains(item)) {
                int end = last < file.lineCount() ? file.lineStart(last + 1) : text.length();
                String comment = behind.isBlank() ? "" : indent + behind.strip() + file.lineEnding();
                boolean here = edits.isEmpty();
                String line = comment + (here ? lines : "");
                // A last line without an end stays one.
                edits.add(new TextEdit(file, new Span(file.lineStart(first), end), end == text.length() && !text.endsWith("\n") ? line.stripTrailing() : line));
            }
        }
        if (edits.isEmpty() && !added.isEmpty()) {
            YamlNode item = sequence.items().getLast();
            int end = file.lineSpan(file.line(Math.max(item.span().start(), item.span().end() - 1))).end();
            edits.add(new TextEdit(file, Span.at(end), file.lineEnding() + lines.toString().stripTrailing()));
        }
        return edits.isEmpty() ? Optional.empty() : Optional.of(edits);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
