package promc.yaml;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Problem;
import promc.source.Span;

/// What was read of one YAML text: its documents, its comments in order, and what is wrong with it. When there is a syntax error,
/// everything before it is still here. All spans count in the file.
public record YamlStream(EmbeddedText text, List<Document> documents, List<Comment> comments, List<Problem> problems) {
    public YamlStream {
        documents = List.copyOf(documents);
        comments = List.copyOf(comments);
        problems = List.copyOf(problems);
    }

    /// One document; a document that only has comments has no root. `span` runs from its first to its last node.
    public record Document(Optional<YamlNode> root, Span span) {}

    /// A comment from its `#` to the end of the line. `ownLine` is true if nothing but blanks stands before it.
    public record Comment(Span span, String text, boolean ownLine) {}

    /// The root of the first document, if it is a mapping. (Prometheus reads only the first document of a file.)
    public Optional<YamlNode.YamlMapping> rootMapping() {
        return documents.isEmpty() ? Optional.empty()
                : documents.getFirst().root().map(YamlNode::resolve)
                        .filter(YamlNode.YamlMapping.class::isInstance).map(YamlNode.YamlMapping.class::cast);
    }
}
