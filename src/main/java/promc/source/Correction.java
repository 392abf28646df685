package promc.source;

/// What to write instead at `span`, in the coordinates of the [Problem] that carries it; an empty span inserts. `title` is an imperative phrase ("Quote the
/// value"). `certain` is true where nothing else can have been meant, false for a guess that is only shown.
public record Correction(Span span, String replacement, String title, boolean certain) {
    /// `text` with the correction applied.
    public String apply(String text) {
        return text.substring(0, span.start()) + replacement + text.substring(span.end());
    }
}
