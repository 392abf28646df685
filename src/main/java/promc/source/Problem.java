package promc.source;

import java.util.Optional;

/// Something wrong that a reader (YAML, PromQL, regex, config) met, at a span in the coordinates of what it read.
/// `help` says what was probably meant, or is empty; `correction` is what to write instead, where that is known.
public record Problem(Span span, String message, String help, Optional<Correction> correction) {
    public Problem(Span span, String message, String help) {
        this(span, message, help, Optional.empty());
    }

    public Problem(Span span, String message) {
        this(span, message, "");
    }

    public Problem with(Optional<Correction> found) {
        return new Problem(span, message, help, found);
    }

    /// Message and help as one sentence.
    public String sentence() {
        return help.isEmpty() ? message : message + "; " + help;
    }
}
