package promc.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.Told;
import promc.analysis.Why;
import promc.fix.Fix;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// A finding while its check adds to it.
public final class Draft {
    private final CheckInfo info;
    private final SourceFile file;
    private final Span span;
    private final String message;
    private Optional<Finding.InRule> rule;
    private final List<Finding.Note> notes = new ArrayList<>(0);
    private Optional<Fix> fix = Optional.empty();
    private Optional<Span> secret = Optional.empty();
    private Severity severity;
    private Confidence confidence;
    private Optional<Severity> chosen = Optional.empty();

    Draft(CheckInfo info, SourceFile file, Span span, String message, Optional<Finding.InRule> rule) {
        this.info = info;
        this.file = file;
        this.span = span;
        this.message = message;
        this.rule = rule;
        this.severity = info.severity();
        this.confidence = info.confidence();
    }

    /// Points at a second place.
    public Draft note(EmbeddedText text, Span within, String note) {
        return note(text.file(), text.toFile(within), note);
    }

    /// Shows the evidence of a fact about an expression, `text`.
    public Draft note(EmbeddedText text, Why why) {
        return note(why.elsewhere().orElse(text), why.place(), why.reason());
    }

    /// Shows what tells a setting, if a text does.
    public Draft note(Told<?> told) {
        return told.why().elsewhere().map(text -> note(text, told.why())).orElse(this);
    }

    public Draft note(SourceFile at, Span where, String note) {
        notes.add(new Finding.Note(note, at, where));
        return this;
    }

    /// Offers a fix; an empty one (the file's syntax cannot hold it) leaves the finding without.
    public Draft fix(Optional<Fix> offered) {
        fix = offered;
        return this;
    }

    /// Lets no report show this part of the file.
    public Draft hide(Span kept) {
        secret = Optional.of(kept);
        return this;
    }

    /// This case rests on a convention though the check's other cases are proved: its confidence drops, and an error becomes a warning.
    public Draft likely() {
        confidence = Confidence.LIKELY;
        severity = severity == Severity.ERROR ? Severity.WARNING : severity;
        return this;
    }

    public Draft severity(Severity other) {
        severity = other;
        return this;
    }

    /// Its severity as one item of the check's configuration says: stronger than what is set for the check as a whole, unless that is off.
    public Draft chosen(Severity severity) {
        chosen = Optional.of(severity);
        return this;
    }

    /// Names the rule it is about, where the check's kind does not.
    public Draft in(Finding.InRule about) {
        rule = Optional.of(about);
        return this;
    }

    SourceFile file() {
        return file;
    }

    Severity severity() {
        return severity;
    }

    Optional<Severity> chosen() {
        return chosen;
    }

    Finding build(Severity configured) {
        return new Finding(info.id(), configured, confidence, message, file, span, rule, notes, fix, secret);
    }
}
