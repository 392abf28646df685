package promc.lint;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.source.SourceFile;
import promc.source.Span;

/// The suppression comments of one file: `# promc: allow ID[, ID] [until DATE] -- reason`, and `allow-file` for the whole file.
/// A comment behind something covers its line; one on a line of its own covers what starts on the next line that is no comment: a rule, a key with its
/// value, an item of a list.
final class Suppressions {
    private static final Pattern FORM = Pattern.compile("#\\s*promc:\\s*allow(-file)?\\b\\s*(.*?)\\s*$");
    private static final Pattern BODY = Pattern.compile("(.*?)(?:\\s+until\\s+(\\S+))?\\s*(?:--\\s*(.*))?");
    private static final Pattern ID = Pattern.compile("[^\\s,]+");

    /// One comment. `covers` is empty for the whole file; `ids` have their spans in the file.
    static final class Suppression {
        final Span comment;
        final Optional<Span> covers;
        final List<Id> ids;
        final Optional<String> untilText;
        final Optional<LocalDate> until;
        final String reason;
        final Set<String> used = new HashSet<>();

        Suppression(Span comment, Optional<Span> covers, List<Id> ids, Optional<String> untilText, Optional<LocalDate> until, String reason) {
            this.comment = comment;
            this.covers = covers;
            this.ids = ids;
            this.untilText = untilText;
            this.until = until;
            this.reason = reason;
        }

        boolean expired(LocalDate today) {
            return until.isPresent() && today.isAfter(until.get());
        }

        boolean silences(Finding finding, LocalDate today) {
            return !expired(today) && ids.stream().anyMatch(id -> id.matches(finding.check()))
                    && (covers.isEmpty() || covers.get().contains(finding.span().start()) || covers.get().contains(finding.span()));
        }
    }

    record Id(String text, Span span) {
        boolean matches(String check) {
            return text.equals(check) || text.endsWith("/*") && check.startsWith(text.substring(0, text.length() - 1));
        }
    }

    private Suppressions() {}

    /// Reads the suppressions among `comments`; `covering` tells what a comment covers.
    static List<Suppression> read(SourceFile file, List<Span> comments, Coverage covering) {
        List<Suppression> found = new ArrayList<>();
        for (Span comment : comments) {
            String text = comment.of(file.text());
            if (!text.contains("promc:")) {
                continue;
            }
            Matcher form = FORM.matcher(text);
            if (form.find()) {
                boolean wholeFile = form.group(1) != null;
                found.add(parse(comment, wholeFile ? Optional.empty() : Optional.of(covering.of(comment)), form.group(2), comment.start() + form.start(2)));
            }
        }
        return found;
    }

    private static Suppression parse(Span comment, Optional<Span> covers, String body, int offset) {
        Matcher parts = BODY.matcher(body);
        if (!parts.matches()) {
            throw new IllegalStateException("the pattern matches every line: " + body);
        }
        List<Id> ids = new ArrayList<>();
        Matcher id = ID.matcher(parts.group(1));
        while (id.find()) {
            ids.add(new Id(id.group(), new Span(offset + id.start(), offset + id.end())));
        }
        Optional<String> untilText = Optional.ofNullable(parts.group(2));
        String reason = parts.group(3) == null ? "" : parts.group(3).strip();
        return new Suppression(comment, covers, ids, untilText, untilText.flatMap(Suppressions::date), reason);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    /// What a comment covers, as a span of the file.
    @FunctionalInterface
    interface Coverage {
        Span of(Span comment);
    }
}
