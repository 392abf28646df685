package promc.analysis;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.promql.Expr.Matcher;
import promc.regex.Language;
import promc.regex.Regex;

/// What one matcher asks of one label: that its value is one of `values`, or of `language` where these are not few; with `negated`, that it is not. The empty value is that of a
/// label that is not there. Two are equal when they name
/// the same values, or the same pattern.
final class LabelCondition {
    /// Patterns that match more values than these are decided by automata.
    private static final int MAX_VALUES = 1_000;

    private final String label;
    /// Empty where the values are few.
    private final String pattern;
    private final boolean negated;
    private final Optional<SortedSet<String>> values;
    private final Optional<Language> language;

    private LabelCondition(String label, String pattern, boolean negated, Optional<SortedSet<String>> values, Optional<Language> language) {
        this.label = label;
        this.pattern = pattern;
        this.negated = negated;
        this.values = values;
        this.language = language;
    }

    /// Empty if the pattern of the matcher cannot be read.
    static Optional<LabelCondition> of(Matcher matcher) {
        String label = matcher.label().text();
        String value = matcher.value().value();
        boolean negated = matcher.op().isNegative();
        if (!matcher.op().isRegex()) {
            return Optional.of(negated ? oneOf(label, Set.of(value)).opposite() : oneOf(label, Set.of(value)));
        }
        if (!(Regex.parse(value) instanceof Regex regex)) {
            return Optional.empty();
        }
        Optional<SortedSet<String>> values = regex.finiteValues(MAX_VALUES);
        return Optional.of(values.isPresent() ? new LabelCondition(label, "", negated, values, Optional.empty())
                : new LabelCondition(label, value, negated, Optional.empty(), Optional.of(regex.language())));
    }

    static LabelCondition oneOf(String label, Set<String> values) {
        return new LabelCondition(label, "", false, Optional.of(new TreeSet<>(values)), Optional.empty());
    }

    String label() {
        return label;
    }

    boolean negated() {
        return negated;
    }

    /// The values that are accepted, or refused, where these are few.
    Optional<SortedSet<String>> values() {
        return values;
    }

    /// The values that are accepted, where they are not few or all but few.
    Optional<Language> accepted() {
        return negated ? language.map(Language::complement) : language;
    }

    /// What this does not accept, and nothing else.
    LabelCondition opposite() {
        return new LabelCondition(label, pattern, !negated, values, language);
    }

    boolean accepts(String value) {
        return negated != (values.isPresent() ? values.get().contains(value) : language.orElseThrow().matches(value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelCondition condition && negated == condition.negated && label.equals(condition.label)
                && pattern.equals(condition.pattern) && values.equals(condition.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * label.hashCode() + pattern.hashCode()) + values.hashCode()) + Boolean.hashCode(negated);
    }
}
