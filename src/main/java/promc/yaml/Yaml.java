package promc.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import promc.source.EmbeddedText;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;

/// Reads YAML into [YamlStream]. It never throws for what a text holds: whatever is wrong becomes a [Problem], and as much as possible is read
/// around it.
///
/// After a syntax error the lines at fault are blanked out (the line itself and what is indented under it) and the text is read again, so one
/// bad rule does not hide the others. A stream with problems may therefore lack nodes that the file has.
public final class Yaml {
    /// The longest text that is read, in UTF-16 units: a few times the largest manifest a cluster accepts, and some seconds of work.
    public static final int MAX_LENGTH = 32 * 1024 * 1024;
    /// Problems reported for one text; behind that many the rest is noise.
    public static final int MAX_PROBLEMS = 20;
    // Reading again costs the whole text each time: many times for a file, never for tens of megabytes.
    private static final int MAX_READINGS = 60;
    private static final long READING_BUDGET = 32L * 1024 * 1024;

    private Yaml() {}

    public static YamlStream parse(SourceFile file) {
        return parse(EmbeddedText.whole(file));
    }

    /// Reads `text`, which may stand inside another document; spans count in the file all the same.
    public static YamlStream parse(EmbeddedText text) {
        int length = text.text().length();
        if (length > MAX_LENGTH) {
            Problem tooLong = new Problem(Span.at(text.toFile(0)), "larger than 32 MB; not read", "");
            return new YamlStream(text, List.of(), List.of(), List.of(tooLong));
        }
        EngineText fit = EngineText.of(text.text());
        List<Problem> problems = new ArrayList<>();
        EmbeddedText base = text;
        if (fit.forbiddenCount() > 0) {
            problems.add(forbidden(text, fit));
            base = replaced(text, fit.text());
        }
        YamlStream read = new Reading(base, fit, problems).read();
        return new YamlStream(text, read.documents(), read.comments(), worthTelling(read.problems()));
    }

    /// True for the problem of a value that begins with `{{`, which YAML takes for a mapping.
    public static boolean isUnquotedTemplate(Problem problem) {
        return problem.message().equals(SyntaxError.TEMPLATE);
    }

    /// In file order; of the source of a template, whose every other line is wrong, only the first action.
    private static List<Problem> worthTelling(List<Problem> found) {
        List<Problem> sorted = found.stream().sorted((a, b) -> Integer.compare(a.span().start(), b.span().start())).toList();
        return sorted.stream().filter(problem -> problem.message().equals(SyntaxError.UNRENDERED)).findFirst()
                .map(List::of).orElseGet(() -> sorted.stream().limit(MAX_PROBLEMS).toList());
    }

    private static Problem forbidden(EmbeddedText text, EngineText fit) {
        int at = fit.firstForbidden();
        char c = text.text().charAt(at);
        int more = fit.forbiddenCount() - 1;
        String what = Character.isSurrogate(c) ? "a lone surrogate" : "a control character";
        return new Problem(text.toFile(new Span(at, at + 1)), String.format("YAML cannot hold %s (U+%04X)", what, (int) c),
                more == 0 ? "" : "and " + more + " more in this text");
    }

    private static EmbeddedText replaced(EmbeddedText text, String fit) {
        int[] from = new int[fit.length()];
        int[] to = new int[fit.length()];
        for (int i = 0; i < from.length; i++) {
            from[i] = i;
            to[i] = i + 1;
        }
        return text.decoded(fit, from, to, 0, (replacement, at) -> Optional.of(replacement));
    }

    /// Reads one text as often as its errors make it worth.
    private static final class Reading {
        private final EmbeddedText text;
        private final List<Problem> problems;
        private EngineText current;
        private final CommentScanner blankedComments;
        private int blankedTo;

        Reading(EmbeddedText text, EngineText first, List<Problem> problems) {
            this.text = text;
            this.current = first;
            this.problems = problems;
            this.blankedComments = new CommentScanner(text, first.text());
        }

        YamlStream read() {
            long budget = READING_BUDGET;
            String original = current.text();
            for (int reading = 1;; reading++) {
                Composer composer = new Composer(text, current);
                try {
                    composer.run();
                    return composer.stream(problems, blankedComments.comments());
                } catch (YamlEngineException e) {
                    SyntaxError error = SyntaxError.explain(e, current, composer);
                    if (!followsFrom(error)) {
                        problems.add(new Problem(text.toFile(error.span()), error.message(), error.help()));
                    }
                    budget -= original.length();
                    boolean again = reading < MAX_READINGS && problems.size() < MAX_PROBLEMS && budget > 0 && blank(error);
                    if (!again) {
                        composer.abandon();
                        return composer.stream(problems, blankedComments.comments());
                    }
                }
            }
        }

        /// An error right behind blanked lines most likely comes from the blanking.
        private boolean followsFrom(SyntaxError error) {
            return blankedTo > 0 && error.span().start() >= blankedTo && lineStart(error.span().start()) <= nextContent(blankedTo);
        }

        private int nextContent(int from) {
            String s = current.text();
            int i = from;
            while (i < s.length() && Character.isWhitespace(s.charAt(i))) {
                i++;
            }
            return i;
        }

        /// Blanks the faulty line and the lines indented under it; false if there is nothing to blank.
        private boolean blank(SyntaxError error) {
            String s = current.text();
            int from = lineStart(error.blame());
            int first = nextContent(from);
            if (first >= s.length()) {
                from = lineStart(error.span().start());
                first = nextContent(from);
            }
            if (first >= s.length()) {
                return false;
            }
            int indent = first - lineStart(first);
            int to = lineEnd(first);
            while (to < s.length()) {
                int next = nextContent(to);
                if (next >= s.length() || next - lineStart(next) <= indent) {
                    break;
                }
                to = lineEnd(next);
            }
            blankedComments.unparsed(from, to);
            current = current.blank(from, to);
            blankedTo = to;
            return true;
        }

        private int lineStart(int offset) {
            String s = current.text();
            int i = Math.min(offset, s.length());
            while (i > 0 && !ScalarDecoder.isBreak(s.charAt(i - 1))) {
                i--;
            }
            return i;
        }

        private int lineEnd(int offset) {
            String s = current.text();
            int i = offset;
            while (i < s.length() && !ScalarDecoder.isBreak(s.charAt(i))) {
                i++;
            }
            return i;
        }
    }
}
