package promc.lint;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.source.Location;
import promc.source.SourceFile;
import promc.source.Span;

/// What a check reports: a message at a place, with notes at other places and, where there is one, a fix. `secret` is a part of the file that no report shows.
public record Finding(String check, Severity severity, Confidence confidence, String message, SourceFile file, Span span, Optional<InRule> rule,
        List<Note> notes, Optional<Fix> fix, Optional<Span> secret) {
    public Finding {
        notes = List.copyOf(notes);
    }

    /// One that may be shown with all that stands around it.
    public Finding(String check, Severity severity, Confidence confidence, String message, SourceFile file, Span span, Optional<InRule> rule, List<Note> notes, Optional<Fix> fix) {
        this(check, severity, confidence, message, file, span, rule, notes, fix, Optional.empty());
    }

    /// The rule of the user that a finding is about. `kind` is `recording` or `alerting`.
    public record InRule(String kind, String name, String group) {
        /// A rule without a name, or in a group without one, is told with an empty one.
        public static InRule of(Rule rule, RuleGroup group) {
            return new InRule(rule.kind().word(), rule.name().value().orElse(""), group.name().value().orElse(""));
        }
    }

    /// A second place that explains the first.
    public record Note(String message, SourceFile file, Span span) {}

    /// By file, place, check, message: the order of every report.
    public static final Comparator<Finding> ORDER = Finding::order;

    // Written out: the combinators of Comparator make serializable lambdas, which no start-up cache keeps.
    private static int order(Finding a, Finding b) {
        int order = a.file.path().compareTo(b.file.path());
        order = order != 0 ? order : Integer.compare(a.span.start(), b.span.start());
        order = order != 0 ? order : Integer.compare(a.span.end(), b.span.end());
        order = order != 0 ? order : a.check.compareTo(b.check);
        return order != 0 ? order : a.message.compareTo(b.message);
    }

    public Location start() {
        return file.location(span.start());
    }

    public Location end() {
        return file.location(span.end());
    }

    /// The part of the check's id before the slash.
    public String area() {
        return check.substring(0, check.indexOf('/'));
    }
}
