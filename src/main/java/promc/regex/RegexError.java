package promc.regex;

/// A pattern that Go refuses. `message` is Go's text without its prefix `error parsing regexp: ` (for instance
/// ``missing closing ): `(a` ``); `start` and `end` are half-open UTF-16 offsets of the offending piece in the pattern, and may be equal.
public record RegexError(String message, int start, int end) implements RegexResult {
}
