package promc.regex;

import java.util.Optional;

/// What can be said about a claim on languages.
public sealed interface Answer {
    /// The claim holds for all strings.
    record Yes() implements Answer {
    }

    /// The claim fails, and `witness` is a shortest string that shows it.
    record No(String witness) implements Answer {
    }

    /// The search was given up at its budget: nothing may be concluded.
    record Unknown() implements Answer {
    }

    default boolean isYes() {
        return this instanceof Yes;
    }

    /// The string that disproves the claim, if there is one.
    default Optional<String> counterexample() {
        return this instanceof No(String witness) ? Optional.of(witness) : Optional.empty();
    }
}
