package promc.fix;

import java.util.List;

/// Applies edits to a text.
public final class Edits {
    private Edits() {}

    /// The text after `edits`, all of which count in `text` and none of which overlap.
    ///
    /// @throws IllegalArgumentException if two edits overlap or one lies outside the text
    public static String apply(String text, List<TextEdit> edits) {
        List<TextEdit> ordered = edits.stream()
                .sorted((a, b) -> a.span().start() != b.span().start() ? Integer.compare(a.span().start(), b.span().start()) : Integer.compare(a.span().end(), b.span().end())).toList();
        StringBuilder out = new StringBuilder(text.length() + 64);
        int at = 0;
        for (TextEdit edit : ordered) {
            if (edit.span().start() < at || edit.span().end() > text.length()) {
                throw new IllegalArgumentException("overlapping or outside: " + edit.span());
            }
            out.append(text, at, edit.span().start()).append(edit.replacement());
            at = edit.span().end();
        }
        return out.append(text, at, text.length()).toString();
    }
}
