package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.regex.Answer;
import promc.regex.Decision;
import promc.regex.Effort;
import promc.regex.Language;

/// The values that a label may still have while [EscapeSearch] narrows them. As long as some condition names them, they are kept one by one; no automaton is asked then.
final class ValueSet {
    /// What it costs to look at one value, in the steps of automata.
    private static final int STEPS_OF_A_VALUE = 10;
    private static final Answer NONE = new Answer.Yes();
    private static final Answer ABSENT = new Answer.No("");

    private Optional<SortedSet<String>> few = Optional.empty();
    private final SortedSet<String> refused = new TreeSet<>();
    private final List<Language> languages = new ArrayList<>();
    private Optional<Answer> emptiness = Optional.of(ABSENT);
    /// What [#excludes] answered. What is excluded stays so when values go, and a witness stays a shortest one as long as it is among them.
    private final Map<LabelCondition, Answer> known = new HashMap<>();

    /// All values, the empty one too.
    ValueSet() {}

    private ValueSet(ValueSet other) {
        few = other.few.map(TreeSet::new);
        refused.addAll(other.refused);
        languages.addAll(other.languages);
        emptiness = other.emptiness;
        known.putAll(other.known);
    }

    ValueSet copy() {
        return new ValueSet(this);
    }

    /// Keeps what `condition` accepts.
    void restrict(LabelCondition condition, Effort effort) {
        if (few.isPresent()) {
            SortedSet<String> kept = few.get();
            effort.spend((long) STEPS_OF_A_VALUE * kept.size());
            kept.removeIf(value -> !condition.accepts(value));
        } else if (condition.values().isPresent()) {
            SortedSet<String> values = condition.values().get();
            effort.spend((long) STEPS_OF_A_VALUE * values.size());
            if (condition.negated()) {
                refused.addAll(values);
            } else {
                few = Optional.of(accepted(values));
            }
        } else {
            languages.add(condition.accepted().orElseThrow());
        }
        // What was the shortest value may still be it.
        emptiness = emptiness.filter(known -> known instanceof Answer.Yes || known instanceof Answer.No(String witness) && condition.accepts(witness));
    }

    /// Claim: nothing that is left is accepted by `condition`.
    Answer excludes(LabelCondition condition, Effort effort) {
        Answer before = known.get(condition);
        if (before instanceof Answer.Yes || before instanceof Answer.No(String witness) && contains(witness)) {
            effort.spend(STEPS_OF_A_VALUE);
            return before;
        }
        Answer answer = decide(condition, effort);
        known.put(condition, answer);
        return answer;
    }

    private boolean contains(String value) {
        return few.isPresent() ? few.get().contains(value) : !refused.contains(value) && languages.stream().allMatch(language -> language.matches(value));
    }

    private Answer decide(LabelCondition condition, Effort effort) {
        if (few.isPresent()) {
            effort.spend((long) STEPS_OF_A_VALUE * few.get().size());
            return first(few.get(), condition);
        }
        if (condition.values().isPresent()) {
            SortedSet<String> values = condition.values().get();
            effort.spend((long) STEPS_OF_A_VALUE * values.size());
            if (!condition.negated()) {
                SortedSet<String> left = accepted(values);
                return left.isEmpty() ? NONE : new Answer.No(shortest(left));
            }
        }
        ValueSet narrowed = new ValueSet();
        narrowed.refused.addAll(refused);
        narrowed.languages.addAll(languages);
        narrowed.emptiness = emptiness;
        narrowed.restrict(condition, effort);
        return narrowed.isEmpty(effort);
    }

    /// Claim: nothing is left. The witness is a shortest value that is.
    Answer isEmpty(Effort effort) {
        if (emptiness.isEmpty()) {
            emptiness = Optional.of(decide(effort));
        }
        return emptiness.get();
    }

    private Answer decide(Effort effort) {
        if (few.isPresent()) {
            return few.get().isEmpty() ? NONE : new Answer.No(shortest(few.get()));
        }
        List<Language> all = new ArrayList<>(languages);
        List<String> relevant = refused.stream().filter(value -> languages.stream().allMatch(language -> language.matches(value))).toList();
        effort.spend((long) STEPS_OF_A_VALUE * refused.size() * (1 + languages.size()));
        if (!relevant.isEmpty()) {
            all.add(Language.oneOf(relevant).complement());
        }
        return Decision.disjoint(all, effort);
    }

    private SortedSet<String> accepted(SortedSet<String> values) {
        SortedSet<String> kept = new TreeSet<>(values);
        kept.removeIf(value -> refused.contains(value) || languages.stream().anyMatch(language -> !language.matches(value)));
        return kept;
    }

    private static Answer first(SortedSet<String> values, LabelCondition condition) {
        for (String value : values) {
            if (condition.accepts(value)) {
                return new Answer.No(value);
            }
        }
        return NONE;
    }

    private static String shortest(SortedSet<String> values) {
        String best = values.first();
        for (String value : values) {
            if (value.length() < best.length()) {
                best = value;
            }
        }
        return best;
    }
}
