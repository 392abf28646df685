package promc.fix;

import java.util.List;
import java.util.Optional;
import promc.source.Correction;
import promc.source.EmbeddedText;
import promc.source.Span;

/// A repair: what it does (`title`, an imperative phrase such as "Use `=`"), how far it may be trusted, and its edits.
public record Fix(String title, Applicability applicability, List<TextEdit> edits) {
    /// `SAFE`: the meaning stays the same for every database and time. `UNSAFE`: the meaning may change, the title or message says how.
    /// `DISPLAY_ONLY`: shown to people, never applied.
    public enum Applicability { DISPLAY_ONLY, UNSAFE, SAFE }

    public Fix {
        if (edits.isEmpty()) {
            throw new IllegalArgumentException("a fix without edits: " + title);
        }
        edits = List.copyOf(edits);
    }

    /// One change inside an embedded text, written the way the surrounding syntax wants it; empty if that syntax cannot hold it there.
    public static Optional<Fix> replace(String title, Applicability applicability, EmbeddedText text, Span span, String replacement) {
        return edit(text, span, replacement).map(edit -> new Fix(title, applicability, List.of(edit)));
    }

    /// What a reader of `text` would write instead. Never safe: what was refused has no meaning that could stay the same. Shown only, where it is a guess.
    public static Optional<Fix> of(Optional<Correction> correction, EmbeddedText text) {
        return correction.flatMap(found -> replace(found.title(), found.certain() ? Applicability.UNSAFE : Applicability.DISPLAY_ONLY, text, found.span(), found.replacement()));
    }

    /// As [#of], for a correction of a node of YAML, whose span counts in the file. In a text that stands inside another it is offered only if it is written there as it stands: a word, a number.
    public static Optional<Fix> inFile(Optional<Correction> correction, EmbeddedText text) {
        boolean whole = text.text().length() == text.file().text().length();
        return whole ? of(correction, text) : correction.filter(found -> found.replacement().chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-./".indexOf(c) >= 0))
                .map(found -> new Fix(found.title(), found.certain() ? Applicability.UNSAFE : Applicability.DISPLAY_ONLY, List.of(new TextEdit(text.file(), found.span(), found.replacement()))));
    }

    /// One edit inside an embedded text; empty if the surrounding syntax cannot hold the replacement.
    public static Optional<TextEdit> edit(EmbeddedText text, Span span, String replacement) {
        return text.encode(span, replacement).map(written -> new TextEdit(text.file(), text.toFile(span), written));
    }
}
