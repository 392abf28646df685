package promc.analysis;

import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;

/// The evidence of a statement: a reason in words, and the place that shows it. `place` counts in the text of the expression that was asked about; in `elsewhere`, if
/// the evidence lies in another expression or file.
public record Why(String reason, Optional<EmbeddedText> elsewhere, Span place) {
    public Why(String reason, Span place) {
        this(reason, Optional.empty(), place);
    }

    /// The same evidence as seen from another expression than `text`, which it lies in.
    public Why from(EmbeddedText text) {
        return elsewhere.isPresent() ? this : new Why(reason, Optional.of(text), place);
    }
}
