package promc.model;

import java.util.ArrayList;
import java.util.List;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlStream;
import promc.yaml.YamlStream.Comment;

/// The comments of files that are no YAML and whose comments are lines of their own: units of systemd, files of variables.
final class LineComments {
    private LineComments() {}

    /// A stream without documents that has the lines which begin with `#`.
    static YamlStream of(EmbeddedText text) {
        String all = text.text();
        List<Comment> comments = new ArrayList<>();
        int at = 0;
        while (at < all.length()) {
            int end = all.indexOf('\n', at);
            end = end < 0 ? all.length() : end;
            String line = all.substring(at, end);
            String body = line.strip();
            if (body.startsWith("#")) {
                int start = at + line.indexOf('#');
                comments.add(new Comment(text.toFile(new Span(start, start + body.length())), body, true));
            }
            at = end + 1;
        }
        return new YamlStream(text, List.of(), comments, List.of());
    }
}
