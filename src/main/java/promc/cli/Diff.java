package promc.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import promc.report.Style;
import promc.source.SourceFile;

/// Unified diffs as `patch -p1` and `git apply` take them.
final class Diff {
    private static final int CONTEXT_LINES = 3;
    private static final String NO_NEWLINE = "\n\\ No newline at end of file";

    private Diff() {}

    static void write(SourceFile before, SourceFile after, Style style, Appendable out) throws IOException {
        List<String> old = lines(before.text());
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("a/" + before.path(), "b/" + after.path(), old,
                DiffUtils.diff(old, lines(after.text())), CONTEXT_LINES);
        for (int i = 0; i < diff.size(); i++) {
            String line = diff.get(i);
            out.append(i < 2 ? style.strong(line) : switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> style.good(line);
                case '-' -> style.bad(line);
                case '@' -> style.frame(line);
                default -> line;
            }).append('\n');
        }
    }

    /// Lines without `\n` but with a `\r` before it. A last line that does not end says so, as in any diff.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String last = lines.removeLast();
        if (!last.isEmpty()) {
            lines.add(last + NO_NEWLINE);
        }
        return lines;
    }
}
