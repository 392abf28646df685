package promc.fix;

import java.util.List;
import java.util.Optional;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Edits that take out or add whole entries of block mappings and items of block sequences, without touching what stands around them.
public final class YamlEdits {
    private YamlEdits() {}

    /// Removes one of several entries with its line or lines. Empty where something else shares those lines (a flow mapping, a comment behind the value) or where the
    /// mapping would be left empty.
    public static Optional<TextEdit> remove(SourceFile file, YamlMapping mapping, Entry entry) {
        if (mapping.flow() || mapping.entries().size() < 2) {
            return Optional.empty();
        }
        String text = file.text();
        int firstLine = file.line(entry.span().start());
        int lastLine = file.line(Math.max(entry.span().start(), entry.span().end() - 1));
        Span lastSpan = file.lineSpan(lastLine);
        String after = text.substring(entry.span().end(), Math.max(entry.span().end(), lastSpan.end()));
        if (!after.isBlank()) {
            return Optional.empty();
        }
        int lineStart = file.lineStart(firstLine);
        int next = lastLine < file.lineCount() ? file.lineStart(lastLine + 1) : text.length();
        if (text.substring(lineStart, entry.span().start()).isBlank()) {
            return Optional.of(new TextEdit(file, new Span(lineStart, next), ""));
        }
        int index = mapping.entries().indexOf(entry);
        if (index != 0) {
            return Optional.empty();
        }
        // The first key behind `- `: the second one moves up into its place, unless a comment stands between them.
        int second = mapping.entries().get(1).key().span().start();
        return text.substring(entry.span().end(), second).isBlank()
                ? Optional.of(new TextEdit(file, new Span(entry.span().start(), second), "")) : Optional.empty();
    }

    /// Removes one of several items of a sequence: of a block sequence with its lines, of a flow sequence with a comma. Empty where something else shares those lines, where an anchor in
    /// them may be used elsewhere, and where a comment stands between two items of a flow sequence.
    public static Optional<TextEdit> removeItem(SourceFile file, YamlSequence sequence, YamlNode item) {
        if (sequence.items().size() < 2 || sequence.items().stream().noneMatch(other -> other == item)) {
            return Optional.empty();
        }
        if (sequence.flow()) {
            return removeFlowItem(file, sequence, item);
        }
        String text = file.text();
        int firstLine = file.line(item.span().start());
        int lastLine = file.line(Math.max(item.span().start(), item.span().end() - 1));
        int start = file.lineStart(firstLine);
        int end = lastLine < file.lineCount() ? file.lineStart(lastLine + 1) : text.length();
        boolean alone = text.substring(start, item.span().start()).strip().equals("-") && text.substring(item.span().end(), Math.max(item.span().end(), file.lineSpan(lastLine).end())).isBlank();
        return !alone || text.substring(start, end).contains("&") ? Optional.empty() : Optional.of(new TextEdit(file, new Span(start, end), ""));
    }

    private static Optional<TextEdit> removeFlowItem(SourceFile file, YamlSequence sequence, YamlNode item) {
        int index = 0;
        while (sequence.items().get(index) != item) {
            index++;
        }
        boolean last = index + 1 == sequence.items().size();
        int before = index == 0 ? sequence.span().start() + 1 : sequence.items().get(index - 1).span().end();
        int behind = last ? sequence.span().end() : sequence.items().get(index + 1).span().start();
        String text = file.text();
        // An anchor, a tag or a comment of this item or the next.
        boolean plain = (text.substring(before, item.span().start()) + text.substring(item.span().end(), behind)).chars().allMatch(c -> Character.isWhitespace(c) || c == ',' || c == ']');
        Span gone = last ? new Span(before, item.span().end()) : new Span(item.span().start(), behind);
        return plain && !item.span().of(text).contains("&") ? Optional.of(new TextEdit(file, gone, "")) : Optional.empty();
    }

    /// Adds `line` (without indentation or line end) as the last entry of a block mapping, indented like its other entries.
    public static Optional<TextEdit> append(SourceFile file, YamlMapping mapping, String line) {
        return append(file, mapping, line, List.of());
    }

    /// Adds `line` as the last entry of a block mapping, indented like its other entries, and `below` as lines below it, two spaces further in. Empty where an entry comes from another file or another mapping.
    public static Optional<TextEdit> append(SourceFile file, YamlMapping mapping, String line, List<String> below) {
        if (mapping.flow() || mapping.entries().isEmpty() || mapping.entries().stream().anyMatch(entry -> entry.isMerge() || entry.key() instanceof YamlScalar name && name.text().file() != file)) {
            return Optional.empty();
        }
        Entry first = mapping.entries().getFirst();
        Entry last = mapping.entries().getLast();
        String indent = " ".repeat(first.span().start() - file.lineStart(file.line(first.span().start())));
        int end = file.lineSpan(file.line(Math.max(last.span().start(), last.span().end() - 1))).end();
        StringBuilder text = new StringBuilder(file.lineEnding()).append(indent).append(line);
        below.forEach(next -> text.append(file.lineEnding()).append(indent).append("  ").append(next));
        return Optional.of(new TextEdit(file, Span.at(end), text.toString()));
    }

    /// Adds scalars behind the last item of a list of scalars, which may stand in another file than what it belongs to; of a flow list as quoted strings. Empty for an empty list.
    public static Optional<TextEdit> appendItems(YamlNode node, List<String> added) {
        if (!(node.resolve() instanceof YamlSequence list) || list.items().isEmpty() || !(list.items().getLast() instanceof YamlScalar written)) {
            return Optional.empty();
        }
        SourceFile file = written.text().file();
        Span last = list.items().getLast().span();
        if (list.flow()) {
            return Optional.of(new TextEdit(file, Span.at(last.end()), ", " + String.join(", ", added.stream().map(item -> '"' + item + '"').toList())));
        }
        int line = file.line(last.start());
        String before = file.text().substring(file.lineStart(line), last.start());
        if (!before.strip().equals("-")) {
            return Optional.empty();
        }
        int end = file.lineSpan(file.line(Math.max(last.start(), last.end() - 1))).end();
        return Optional.of(new TextEdit(file, Span.at(end), String.join("", added.stream().map(item -> file.lineEnding() + before + item).toList())));
    }

    /// As [#append], but right behind the entry `after`.
    public static Optional<TextEdit> insertAfter(SourceFile file, YamlMapping mapping, Entry after, String line) {
        return insertAfter(file, mapping, after, line, List.of());
    }

    /// The same with lines below it.
    public static Optional<TextEdit> insertAfter(SourceFile file, YamlMapping mapping, Entry after, String line, List<String> below) {
        return append(file, new YamlMapping(mapping.span(), List.of(mapping.entries().getFirst(), after), mapping.flow(), mapping.tag()), line, below);
    }

    /// True if an empty line stands above the line of a span, and above the comments that stand there.
    public static boolean isLineAbove(SourceFile file, Span span) {
        int line = file.line(span.start()) - 1;
        while (line > 1 && file.lineSpan(line).of(file.text()).strip().startsWith("#")) {
            line--;
        }
        return line >= 1 && file.lineSpan(line).of(file.text()).isBlank();
    }
}
