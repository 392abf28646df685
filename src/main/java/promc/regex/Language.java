package promc.regex;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// A set of strings: what a regular expression accepts, or everything else. Immutable.
///
/// Questions about two languages and more are answered by [Decision]; the methods here are the usual ones of them.
public final class Language {
    private final Program program;
    private final boolean negated;

    private Language(Program program, boolean negated) {
        this.program = program;
        this.negated = negated;
    }

    /// What `regex` accepts where it is used.
    public static Language of(Regex regex) {
        return new Language(ProgramBuilder.build(regex), false);
    }

    /// Exactly the string `text`.
    public static Language literal(String text) {
        return oneOf(List.of(text));
    }

    /// Exactly these strings.
    public static Language oneOf(Collection<String> texts) {
        return new Language(ProgramBuilder.literals(texts), false);
    }

    /// Every string.
    public static Language any() {
        return new Language(ProgramBuilder.anything(), false);
    }

    /// No string.
    public static Language empty() {
        return any().complement();
    }

    /// All strings that are not in this language, as a negated matcher (`!=`, `!~`) means them.
    public Language complement() {
        return new Language(program, !negated);
    }

    Program program() {
        return program;
    }

    boolean negated() {
        return negated;
    }

    /// Whether `text` is in the language. A lone surrogate, which no valid string has, counts as U+FFFD, as Go reads it.
    public boolean matches(String text) {
        return Simulation.accepts(program, text) != negated;
    }

    /// Claim: there is no string in this language. The witness is a shortest one that is.
    public Answer isEmpty() {
        return Decision.disjoint(List.of(this));
    }

    /// Claim: every string is in this language. The witness is a shortest one that is not.
    public Answer isUniversal() {
        return complement().isEmpty();
    }

    /// Claim: every string of this language is in `other`. The witness is a shortest one that is not.
    public Answer subsetOf(Language other) {
        return Decision.disjoint(List.of(this, other.complement()));
    }

    /// Claim: no string is in both languages. The witness is a shortest one that is.
    public Answer disjointFrom(Language other) {
        return Decision.disjoint(List.of(this, other));
    }

    /// Claim: both languages hold the same strings. The witness is in exactly one of them.
    public Answer sameAs(Language other) {
        var there = subsetOf(other);
        if (there instanceof Answer.No) {
            return there;
        }
        var back = other.subsetOf(this);
        return back instanceof Answer.No ? back : there.isYes() ? back : there;
    }

    /// All strings of the language when there are at most `limit`; empty when there are more, or when this was not found out:
    /// for a complement, and for a pattern whose inner assertions rule out what its characters allow.
    public Optional<SortedSet<String>> finiteValues(int limit) {
        return negated ? Optional.empty() : Enumeration.of(program, limit);
    }
}
