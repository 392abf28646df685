package promc.yaml;

import java.util.ArrayList;
import java.util.List;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlStream.Comment;

/// Finds comments in what lies between scalars: only blanks, indicators, anchors, tags and directives stand there, so every `#` behind a blank
/// or an indicator begins one. (The engine's own comment mode reads some plain scalars differently, so it stays off.)
final class CommentScanner {
    private final EmbeddedText text;
    private final String source;
    private final List<Comment> comments = new ArrayList<>();

    CommentScanner(EmbeddedText text, String source) {
        this.text = text;
        this.source = source;
    }

    List<Comment> comments() {
        return comments;
    }

    /// Reads `[from, to)`, which must hold no scalar.
    void gap(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            if (c == '#') {
                i = comment(i, to);
            } else if (c == '&' || c == '!' || c == '%') {
                i = wordEnd(i, to, c == '%') - 1;
            }
        }
    }

    /// Reads lines of which nothing is known, in a part of the text that could not be parsed: only lines that are nothing but a comment count.
    void unparsed(int from, int to) {
        boolean lineStart = true;
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            if (c == '#' && lineStart) {
                i = comment(i, to);
            }
            lineStart = ScalarDecoder.isBreak(c) || lineStart && ScalarDecoder.isBlank(c);
        }
    }

    /// The offset behind an anchor or tag, or behind a directive, which runs to its comment or the end of its line.
    private int wordEnd(int from, int to, boolean directive) {
        int i = from;
        while (i < to && !ScalarDecoder.isBreak(source.charAt(i))) {
            if (ScalarDecoder.isBlank(source.charAt(i)) && (!directive || i + 1 < to && source.charAt(i + 1) == '#')) {
                break;
            }
            i++;
        }
        return i;
    }

    /// Adds the comment at `start`; answers the offset of its last character.
    int comment(int start, int to) {
        int end = start;
        while (end < to && !ScalarDecoder.isBreak(source.charAt(end))) {
            end++;
        }
        comments.add(new Comment(text.toFile(new Span(start, end)), source.substring(start, end), ownLine(start)));
        return end - 1;
    }

    private boolean ownLine(int start) {
        int i = start - 1;
        while (i >= 0 && ScalarDecoder.isBlank(source.charAt(i))) {
            i--;
        }
        return i < 0 || ScalarDecoder.isBreak(source.charAt(i));
    }
}
