package promc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.regex.Effort;

/// The label sets that a selector selects out of all that could ever be stored: those whose labels each have a value that the matchers accept. A label that is not there has the
/// empty value, and every stored series has a name. A selector without any matcher selects nothing (Prometheus `tsdb/querier.go`: no postings are asked for).
///
/// Modifiers of a selector (`offset`, `@`) change when it looks, not what it selects; they are not regarded.
public final class SelectorSet {
    /// All series: those that have a name.
    public static final SelectorSet EVERYTHING = new SelectorSet(List.of(), false);
    private static final SelectorSet NOTHING = new SelectorSet(List.of(), true);

    private final List<LabelCondition> conditions;
    private final boolean nothing;
    private volatile Optional<Escape> emptiness = Optional.empty();

    private SelectorSet(List<LabelCondition> conditions, boolean nothing) {
        this.conditions = List.copyOf(conditions);
        this.nothing = nothing;
    }

    /// What `selector` selects; empty if one of its patterns cannot be read.
    public static Optional<SelectorSet> of(VectorSelector selector) {
        if (selector.name().isEmpty() && selector.matchers().isEmpty()) {
            return Optional.of(NOTHING);
        }
        Set<LabelCondition> conditions = new LinkedHashSet<>();
        selector.name().ifPresent(name -> conditions.add(LabelCondition.oneOf(Shape.NAME, Set.of(name.text()))));
        for (Matcher matcher : selector.matchers()) {
            Optional<LabelCondition> condition = LabelCondition.of(matcher);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(condition.get());
        }
        return Optional.of(new SelectorSet(List.copyOf(conditions), false));
    }

    /// All series of one metric.
    public static SelectorSet named(String metric) {
        return EVERYTHING.with(Shape.NAME, Set.of(metric));
    }

    /// Those of these series whose `label` has one of `values`; the empty one stands for series without it.
    public SelectorSet with(String label, Set<String> values) {
        return and(new SelectorSet(List.of(LabelCondition.oneOf(label, values)), false));
    }

    /// The series that are in both sets.
    public SelectorSet and(SelectorSet other) {
        Set<LabelCondition> both = new LinkedHashSet<>(conditions);
        both.addAll(other.conditions);
        return new SelectorSet(List.copyOf(both), nothing || other.nothing);
    }

    /// What is asked of the labels; a series is in the set if all of it holds.
    List<LabelCondition> conditions() {
        return conditions;
    }

    boolean isNothing() {
        return nothing;
    }

    /// The metric names that its series can have at most, where conditions name them; empty if they may have any of very many.
    public Optional<SortedSet<String>> names() {
        return conditions.stream().filter(condition -> condition.label().equals(Shape.NAME) && !condition.negated()).flatMap(condition -> condition.values().stream()).findFirst();
    }

    /// Whether a series with exactly these labels is in the set.
    public boolean contains(Map<String, String> labels) {
        return !nothing && !labels.getOrDefault(Shape.NAME, "").isEmpty()
                && conditions.stream().allMatch(condition -> condition.accepts(labels.getOrDefault(condition.label(), "")));
    }

    /// Proved that no series is in the set, whatever is stored.
    public boolean isEmpty() {
        return example().isCovered();
    }

    /// A series of the set as [Escape.Witness]; [Escape.Covered] if there is none.
    public Escape example() {
        if (emptiness.isEmpty()) {
            emptiness = Optional.of(escape(this, List.of()));
        }
        return emptiness.get();
    }

    /// A series that both sets have as [Escape.Witness]; [Escape.Covered] if there is none.
    public Escape common(SelectorSet other) {
        return and(other).example();
    }

    /// Whether some series of `part` is in none of `union`. Searched within [EscapeSearch#MAX_STEPS] and [EscapeSearch#MAX_BRANCHES].
    public static Escape escape(SelectorSet part, List<SelectorSet> union) {
        return escape(part, union, new Effort(EscapeSearch.MAX_STEPS));
    }

    /// As [#escape(SelectorSet, List)], for several questions that share what they may cost.
    public static Escape escape(SelectorSet part, List<SelectorSet> union, Effort effort) {
        return new EscapeSearch(part, union, effort).run();
    }

    /// Those of `union`, in its order, that together cover `part`, none of which could be left out; one alone if one does, and none if `part` selects nothing. Empty if it is not proved that all of them cover it.
    public static Optional<List<SelectorSet>> cover(SelectorSet part, List<SelectorSet> union) {
        return cover(part, union, new Effort(EscapeSearch.MAX_STEPS));
    }

    /// As [#cover(SelectorSet, List)], for several questions that share what they may cost.
    public static Optional<List<SelectorSet>> cover(SelectorSet part, List<SelectorSet> union, Effort effort) {
        if (!escape(part, union, effort).isCovered()) {
            return Optional.empty();
        }
        if (part.isEmpty()) {
            return Optional.of(List.of());
        }
        List<SelectorSet> needed = new ArrayList<>();
        for (SelectorSet member : union) {
            if (escape(part, List.of(member), effort).isCovered()) {
                return Optional.of(List.of(member));
            }
            if (!escape(part.and(member), List.of(), effort).isCovered()) {
                needed.add(member);
            }
        }
        for (int i = needed.size() - 1; i >= 0; i--) {
            List<SelectorSet> fewer = new ArrayList<>(needed);
            fewer.remove(i);
            if (escape(part, fewer, effort).isCovered()) {
                needed = fewer;
            }
        }
        return Optional.of(List.copyOf(needed));
    }

    /// True if the same is asked of the same labels, in any order. Sets with the same series may be described by different conditions: [#escape] tells.
    @Override
    public boolean equals(Object other) {
        return other instanceof SelectorSet set && nothing == set.nothing && Set.copyOf(conditions).equals(Set.copyOf(set.conditions));
    }

    @Override
    public int hashCode() {
        return Set.copyOf(conditions).hashCode();
    }
}
