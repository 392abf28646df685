package promc.promql;

import java.util.List;
import java.util.Optional;

/// What holds of every layout: it is the same tree with the same comments, and laying it out again changes nothing.
final class LayoutLaws {
    private LayoutLaws() {}

    /// Which law is broken for an expression, with its text.
    static Optional<String> violation(Parsed.Valid valid, int width, boolean keepsBreaks) {
        Optional<String> once = Layout.format(valid, width, keepsBreaks);
        if (once.isEmpty()) {
            return Optional.of("refused at " + width + ":\n" + valid.text());
        }
        String text = once.get();
        if (!(Promql.parse(text, Re2.ALL) instanceof Parsed.Valid again)) {
            return Optional.of("broken at " + width + ":\n" + valid.text() + "\nis\n" + text);
        }
        if (!tree(again).equals(tree(valid)) || !comments(again).equals(comments(valid))) {
            return Optional.of("another expression at " + width + ":\n" + valid.text() + "\nis\n" + text);
        }
        if (text.lines().anyMatch(line -> line.endsWith(" ")) && !text.contains("`") && valid.comments().isEmpty()) {
            return Optional.of("blanks at a line end:\n" + text);
        }
        String twice = Layout.format(again, width, keepsBreaks).orElse("refused");
        return twice.equals(text) ? Optional.empty() : Optional.of("not stable at " + width + ":\n" + valid.text() + "\nis\n" + text + "\nthen\n" + twice);
    }

    /// The tree as text without places, and with keywords in lower case: the names of aggregations and the words of metrics keep theirs.
    static String tree(Parsed.Valid valid) {
        return valid.root().toString().replaceAll("Span\\[start=\\d+, end=\\d+]", "")
                .replaceAll("(Aggregation\\[span=, name=Name\\[span=, text=)(?i)(sum|avg|count|min|max|group|stddev|stdvar|topk|bottomk|count_values|quantile|limitk|limit_ratio),", "$1,");
    }

    static List<String> comments(Parsed.Valid valid) {
        return valid.comments().stream().map(comment -> comment.text().stripTrailing()).toList();
    }
}
