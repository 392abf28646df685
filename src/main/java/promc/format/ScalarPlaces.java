package promc.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.Style;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Where the values of one YAML text stand: behind which key, in which column, inside braces or not. Offsets count in that text, which may itself be a scalar of the file.
final class ScalarPlaces {
    /// A value of a mapping. `column` is that of its key; `flow` is true inside `{}` or `[]`.
    record Place(Entry entry, int column, boolean flow) {}

    private final EmbeddedText text;
    private final Map<Span, Place> byScalar = new HashMap<>();

    ScalarPlaces(YamlStream yaml) {
        this.text = yaml.text();
        yaml.documents().forEach(document -> document.root().ifPresent(root -> visit(root, false)));
    }

    private void visit(YamlNode node, boolean flow) {
        if (node instanceof YamlMapping mapping) {
            for (Entry entry : mapping.entries()) {
                if (entry.value() instanceof YamlScalar scalar) {
                    int key = offset(entry.key().span().start());
                    byScalar.put(scalar.span(), new Place(entry, key - lineStart(key), flow || mapping.flow()));
                } else {
                    visit(entry.value(), flow || mapping.flow());
                }
            }
        } else if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> visit(item, flow || sequence.flow()));
        }
    }

    EmbeddedText text() {
        return text;
    }

    /// The place of a value, unless it is an item of a list, say.
    Optional<Place> of(YamlScalar scalar) {
        return Optional.ofNullable(byScalar.get(scalar.span()));
    }

    /// How much deeper than their keys the lines of literal blocks stand here: what the first one has, else `otherwise`.
    int blockIndent(int otherwise) {
        return byScalar.entrySet().stream().sorted((a, b) -> Integer.compare(a.getKey().start(), b.getKey().start()))
                .filter(entry -> ((YamlScalar) entry.getValue().entry.value()).style() == Style.LITERAL)
                .map(entry -> contentIndent(entry.getKey()) - entry.getValue().column).filter(indent -> indent > 0).findFirst().orElse(otherwise);
    }

    /// The column of the first line with content of a block scalar.
    int contentIndent(Span scalar) {
        Span within = within(scalar);
        int line = lineEnd(within.start()) + 1;
        while (line < within.end()) {
            int i = line;
            while (i < within.end() && text.text().charAt(i) == ' ') {
                i++;
            }
            if (i < within.end() && "\r\n".indexOf(text.text().charAt(i)) < 0) {
                return i - line;
            }
            line = text.text().indexOf('\n', i) + 1;
            if (line == 0) {
                return 0;
            }
        }
        return 0;
    }

    /// A span of the file as a span of this text.
    Span within(Span inFile) {
        return new Span(offset(inFile.start()), offset(inFile.end()));
    }

    /// The first offset of this text that lies at or behind `inFile`; positions grow with offsets.
    int offset(int inFile) {
        int low = 0;
        int high = text.text().length();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (text.toFile(middle) < inFile) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int lineStart(int offset) {
        return text.text().lastIndexOf('\n', offset - 1) + 1;
    }

    /// Where the line of `offset` ends, before its line break.
    int lineEnd(int offset) {
        int end = text.text().indexOf('\n', offset);
        return end < 0 ? text.text().length() : end;
    }

    /// The line break of this text: that of the file, `\n` inside a scalar.
    String lineBreak() {
        return text.text().length() == text.file().text().length() ? text.file().lineEnding() : "\n";
    }
}
