package promc.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.promql.Expr.MatchOp;
import promc.regex.Answer;
import promc.regex.Decision;
import promc.regex.Language;
import promc.regex.Regex;

/// The values a label can have where it is there; the empty string, which stands for its absence, is never among them.
public sealed interface Values {
    /// Any value.
    record Any() implements Values {}

    /// One of these.
    record OneOf(SortedSet<String> values) implements Values {
        public OneOf {
            TreeSet<String> kept = new TreeSet<>(values);
            kept.remove("");
            values = Collections.unmodifiableSortedSet(kept);
        }
    }

    /// A value that satisfies all of these constraints.
    record Matching(List<Constraint> constraints) implements Values {
        public Matching {
            constraints = List.copyOf(constraints);
        }

        /// The regular expression that says the same, where one does.
        public Optional<String> pattern() {
            return constraints.size() == 1 && constraints.getFirst().op() == MatchOp.REGEX ? Optional.of(constraints.getFirst().value()) : Optional.empty();
        }

        private List<Language> languages() {
            return constraints.stream().map(Constraint::language).toList();
        }
    }

    /// What a matcher with this operator and value accepts, as a language. Two are equal when operator and value are.
    record Constraint(MatchOp op, String value, Language language) {
        @Override public boolean equals(Object other) {
            return other instanceof Constraint constraint && op == constraint.op && value.equals(constraint.value);
        }

        @Override public int hashCode() {
            return 31 * value.hashCode() + op.ordinal();
        }
    }

    /// More values than this are told as any value.
    int MAX_VALUES = 200;
    /// Of more constraints than this, the first ones are kept: fewer constraints allow more values.
    int MAX_CONSTRAINTS = 8;

    Values ANY = new Any();
    Values NONE = new OneOf(new TreeSet<>());

    /// The values that a regular expression accepts, as a matcher does; any, if it cannot be read.
    static Values matching(String pattern) {
        return Regex.parse(pattern) instanceof Regex regex ? new Matching(List.of(new Constraint(MatchOp.REGEX, pattern, regex.language()))) : ANY;
    }

    static Values of(String value) {
        return new OneOf(new TreeSet<>(List.of(value)));
    }

    static Values of(Collection<String> values) {
        return values.size() > MAX_VALUES ? ANY : new OneOf(new TreeSet<>(values));
    }

    /// Proved that there is no such value.
    default boolean isEmpty() {
        return switch (this) {
            case Any ignored -> false;
            case OneOf oneOf -> oneOf.values().isEmpty();
            // One matcher alone was found to accept something when its fact was made.
            case Matching matching when matching.constraints().size() == 1 -> false;
            case Matching matching -> Decision.disjoint(plus(matching.languages(), Language.literal("").complement())) instanceof Answer.Yes;
        };
    }

    default boolean contains(String value) {
        return switch (this) {
            case Any ignored -> !value.isEmpty();
            case OneOf oneOf -> oneOf.values().contains(value);
            case Matching matching -> !value.isEmpty() && matching.constraints().stream().allMatch(constraint -> constraint.language().matches(value));
        };
    }

    /// The values that are in both.
    default Values and(Values other) {
        return switch (this) {
            case Any ignored -> other;
            case OneOf oneOf -> new OneOf(filter(oneOf, other));
            case Matching matching -> switch (other) {
                case Any ignored -> this;
                case OneOf oneOf -> new OneOf(filter(oneOf, this));
                case Matching more -> matching.equals(more) ? this : new Matching(union(matching.constraints(), more.constraints()));
            };
        };
    }

    /// The values that are in one of the two, or more than these.
    default Values or(Values other) {
        if (equals(other)) {
            return this;
        }
        if (this instanceof OneOf a && other instanceof OneOf b) {
            TreeSet<String> both = new TreeSet<>(a.values());
            both.addAll(b.values());
            return of(both);
        }
        if (this instanceof OneOf a && a.values().stream().allMatch(other::contains)) {
            return other;
        }
        if (other instanceof OneOf b && b.values().stream().allMatch(this::contains)) {
            return this;
        }
        return ANY;
    }

    /// Proved that no value is in both.
    default boolean isDisjointFrom(Values other) {
        if (this instanceof Any || other instanceof Any) {
            return isEmpty() || other.isEmpty();
        }
        return and(other).isEmpty();
    }

    private static TreeSet<String> filter(OneOf oneOf, Values other) {
        TreeSet<String> kept = new TreeSet<>(oneOf.values());
        kept.removeIf(value -> !other.contains(value));
        return kept;
    }

    private static List<Constraint> union(List<Constraint> a, List<Constraint> b) {
        List<Constraint> all = new ArrayList<>(a);
        b.stream().filter(constraint -> !all.contains(constraint)).forEach(all::add);
        return all.size() > MAX_CONSTRAINTS ? all.subList(0, MAX_CONSTRAINTS) : all;
    }

    private static List<Language> plus(List<Language> languages, Language one) {
        List<Language> all = new ArrayList<>(languages);
        all.add(one);
        return all;
    }
}
