package promc.fix;

import java.util.List;
import java.util.Optional;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlSequence;

/// Takes mappings that stand on lines of their own out of block sequences. Comments among those lines stay, each on a line of its own where the item was.
public final class ItemRemoval {
    private ItemRemoval() {}

    /// Without one of several items. `comments` are those that stand in it and behind it, as spans of the file. Empty where something else shares the lines of the item, or where an anchor in them may be used
    /// elsewhere.
    public static Optional<TextEdit> one(SourceFile file, YamlSequence sequence, Span item, List<Span> comments) {
        return sequence.items().size() < 2 ? Optional.empty() : lines(file, sequence, item, comments)
                .map(lines -> new TextEdit(file, lines, kept(file, item, comments)))
                .map(edit -> edit.replacement().isEmpty() ? new TextEdit(file, withBlankLines(file, edit.span()), "") : edit);
    }

    /// Without the only item: the list of `entry` becomes `[]`. Empty as with [#one], and where the key is not alone on its line.
    public static Optional<List<TextEdit>> last(SourceFile file, Entry entry, YamlSequence sequence, Span item, List<Span> comments) {
        int colon = file.text().indexOf(':', entry.key().span().end());
        boolean own = sequence.items().size() == 1 && colon >= 0 && colon < item.start() && file.line(colon) < file.line(item.start())
                && file.text().substring(entry.key().span().end(), colon).isBlank();
        return !own ? Optional.empty() : lines(file, sequence, item, comments)
                .map(lines -> List.of(new TextEdit(file, Span.at(colon + 1), " []"), new TextEdit(file, lines, kept(file, item, comments))));
    }

    /// The lines of the item, if nothing else but its comments stands on them.
    private static Optional<Span> lines(SourceFile file, YamlSequence sequence, Span item, List<Span> comments) {
        String text = file.text();
        int last = file.line(Math.max(item.start(), item.end() - 1));
        Span lines = new Span(file.lineStart(file.line(item.start())), last < file.lineCount() ? file.lineStart(last + 1) : text.length());
        int behind = comments.stream().filter(comment -> comment.start() >= item.end()).mapToInt(Span::start).min().orElse(lines.end());
        boolean alone = !sequence.flow() && sequence.span().contains(item) && text.substring(lines.start(), item.start()).strip().equals("-")
                && text.substring(item.end(), Math.max(item.end(), Math.min(behind, lines.end()))).isBlank();
        return alone && !lines.of(text).contains("&") ? Optional.of(lines) : Optional.empty();
    }

    private static String kept(SourceFile file, Span item, List<Span> comments) {
        int line = file.lineStart(file.line(item.start()));
        String indent = file.text().substring(line, file.text().indexOf('-', line));
        StringBuilder lines = new StringBuilder();
        for (Span comment : comments) {
            lines.append(indent).append(comment.of(file.text()).strip()).append(file.lineEnding());
        }
        return lines.toString();
    }

    /// The lines with the blank ones behind them, where there are some before them as well or a key, or, at the end of the file, with those before them.
    private static Span withBlankLines(SourceFile file, Span lines) {
        String text = file.text();
        int end = lines.end();
        while (end < text.length() && file.lineSpan(file.line(end)).of(text).isBlank()) {
            end = file.line(end) < file.lineCount() ? file.lineStart(file.line(end) + 1) : text.length();
        }
        int before = file.line(lines.start()) - 1;
        String above = before < 1 ? "" : file.lineSpan(before).of(text).strip();
        if (end < text.length() && (above.isEmpty() || above.endsWith(":"))) {
            return new Span(lines.start(), end);
        }
        int start = lines.start();
        while (end == text.length() && file.line(start) > 1 && file.lineSpan(file.line(start) - 1).of(text).isBlank()) {
            start = file.lineStart(file.line(start) - 1);
        }
        return new Span(start, end == text.length() ? end : lines.end());
    }
}
