package promc.promql;

import java.util.Optional;

/// Tells whether a pattern of a `=~` or `!~` matcher is a valid RE2 expression, as Prometheus checks while parsing. The parser does not know the regex
/// package; who parses for a report passes it in.
@FunctionalInterface
public interface RegexValidator {
    /// Accepts every pattern, and knows nothing about the empty string.
    RegexValidator NONE = new AcceptingAll();

    /// What is wrong with `pattern`, as a reader should see it; empty if it is valid.
    Optional<String> error(String pattern);

    /// Whether the valid `pattern` matches the whole empty string, which the rule of the non-empty matcher needs; empty if unknown, and then the pattern
    /// counts as one that does not.
    default Optional<Boolean> matchesEmpty(String pattern) {
        return Optional.empty();
    }

    /// See [#NONE]; a class of its own because a lambda of an interface with default methods is linked anew in every run.
    final class AcceptingAll implements RegexValidator {
        private AcceptingAll() {}

        @Override public Optional<String> error(String pattern) {
            return Optional.empty();
        }
    }
}
