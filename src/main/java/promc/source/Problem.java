package promc.source;

/// Something wrong that a reader (YAML, PromQL, regex, config) met, at a span in the coordinates of what it read.
/// `help` says what was probably meant, or is empty.
public record Problem(Span span, String message, String help) {
    public Problem(Span span, String message) {
        this(span, message, "");
    }
}
