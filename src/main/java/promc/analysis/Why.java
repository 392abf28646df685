package promc.analysis;

import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;

/// The evidence of a statement: a reason in words, and the place that shows it. `place` counts in the text of the expression that was asked about; in `elsewhere`, if
/// the evidence lies in another expression or file.
public record Why(String reason, Optional<EmbeddedText> elsewhere, Span place) {
    /// Told apart by identity.
    private static final Span NOWHERE = new Span(0, 0);

    public Why(String reason, Span place) {
        this(reason, Optional.empty(), place);
    }

    /// Evidence in a file that is no expression.
    static Why in(SourceFile file, Span place, String reason) {
        return new Why(reason, Optional.of(EmbeddedText.whole(file)), place);
    }

    /// Evidence that no text shows, such as what an inventory tells; it is shown where it is made use of.
    static Why unplaced(String reason) {
        return new Why(reason, Optional.empty(), NOWHERE);
    }

    boolean isUnplaced() {
        return place == NOWHERE;
    }

    /// Gives evidence that no text shows the place where it is made use of.
    Why at(Span used) {
        return place == NOWHERE ? new Why(reason, elsewhere, used) : this;
    }

    /// The same evidence as seen from another expression than `text`, which it lies in.
    public Why from(EmbeddedText text) {
        return elsewhere.isPresent() ? this : new Why(reason, Optional.of(text), place);
    }
}
