package promc.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// What a comment in a YAML file covers: the widest entry or list item that starts on its line, or, for a comment on a line of its own, on the next line
/// that holds more than a comment; else that line.
final class YamlCoverage implements Suppressions.Coverage {
    private final SourceFile file;
    private final Map<Integer, Span> startingOnLine = new HashMap<>();
    private final Set<Integer> commentLines = new HashSet<>();

    YamlCoverage(SourceFile file, List<YamlStream> streams) {
        this.file = file;
        for (YamlStream stream : streams) {
            stream.comments().stream().filter(YamlStream.Comment::ownLine).forEach(c -> commentLines.add(file.line(c.span().start())));
            stream.documents().forEach(document -> document.root().ifPresent(this::visit));
        }
    }

    private void visit(YamlNode node) {
        switch (node) {
            case YamlMapping mapping -> {
                for (Entry entry : mapping.entries()) {
                    offer(entry.span());
                    visit(entry.value());
                }
            }
            case YamlSequence sequence -> {
                for (YamlNode item : sequence.items()) {
                    offer(item.span());
                    visit(item);
                }
            }
            default -> { }
        }
    }

    private void offer(Span span) {
        startingOnLine.merge(file.line(span.start()), span, (a, b) -> a.length() >= b.length() ? a : b);
    }

    @Override
    public Span of(Span comment) {
        int line = file.line(comment.start());
        boolean ownLine = file.text().substring(file.lineStart(line), comment.start()).isBlank();
        if (ownLine) {
            do {
                line++;
            } while (line <= file.lineCount() && (commentLines.contains(line) || isComment(line)));
            if (line > file.lineCount()) {
                return comment;
            }
        }
        Span starting = startingOnLine.get(line);
        Span whole = file.lineSpan(line);
        return starting == null ? whole : whole.cover(starting);
    }

    private boolean isComment(int line) {
        String text = file.lineSpan(line).of(file.text()).strip();
        return text.isEmpty() || text.startsWith("#");
    }
}
