package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import promc.regex.Answer;
import promc.regex.Effort;

/// Looks for a series of one set that is in none of others. A series escapes a selector when one of its conditions fails. Where only one of them can, it must, which narrows the
/// values of that label; where several can, each is tried. So a union of selectors over one label is one question to automata, however long it is, and one over several labels
/// branches only as far as the selectors overlap.
final class EscapeSearch {
    /// What all questions of a search may take together; about a tenth of a second.
    static final long MAX_STEPS = 4_000_000;
    /// Choices among conditions that are followed. Lists that people write need a handful; a list that needs more has been built to.
    static final int MAX_BRANCHES = 2_000;
    private static final LabelCondition HAS_NAME = LabelCondition.oneOf(Shape.NAME, Set.of("")).opposite();

    private final SelectorSet part;
    private final List<SelectorSet> union;
    private final Effort effort;
    private int branches;

    EscapeSearch(SelectorSet part, List<SelectorSet> union, Effort effort) {
        this.effort = effort;
        this.part = part;
        this.union = union;
    }

    /// What each label may be; one that is not among them may be anything.
    private static final class State {
        private final SortedMap<String, ValueSet> labels = new TreeMap<>();

        State copy() {
            State copy = new State();
            labels.forEach((label, values) -> copy.labels.put(label, values.copy()));
            return copy;
        }

        ValueSet of(String label) {
            return labels.computeIfAbsent(label, key -> new ValueSet());
        }
    }

    Escape run() {
        if (part.isNothing()) {
            return new Escape.Covered();
        }
        State state = new State();
        state.of(Shape.NAME).restrict(HAS_NAME, effort);
        part.conditions().forEach(condition -> state.of(condition.label()).restrict(condition, effort));
        if (isEmpty(state)) {
            return new Escape.Covered();
        }
        List<SelectorSet> several = new ArrayList<>();
        for (SelectorSet member : union) {
            if (member.isNothing()) {
                continue;
            }
            switch (member.conditions().size()) {
                case 0 -> {
                    return new Escape.Covered();
                }
                case 1 -> refuse(state, member.conditions().getFirst());
                default -> several.add(member);
            }
        }
        Escape found = isEmpty(state) ? new Escape.Covered() : search(state, several);
        return found instanceof Escape.Witness(SortedMap<String, String> labels) ? shortened(labels) : found;
    }

    private void refuse(State state, LabelCondition condition) {
        state.of(condition.label()).restrict(condition.opposite(), effort);
    }

    private boolean isEmpty(State state) {
        for (ValueSet values : state.labels.values()) {
            if (values.isEmpty(effort) instanceof Answer.Yes) {
                return true;
            }
        }
        return false;
    }

    private Escape search(State state, List<SelectorSet> members) {
        if (effort.isSpent() || ++branches > MAX_BRANCHES) {
            return new Escape.Unknown();
        }
        List<SelectorSet> left = members;
        List<LabelCondition> choices = List.of();
        boolean narrowed = true;
        while (narrowed) {
            narrowed = false;
            choices = List.of();
            List<SelectorSet> open = new ArrayList<>();
            for (SelectorSet member : left) {
                if (hasEscaped(state, member)) {
                    continue;
                }
                List<LabelCondition> failing = failing(state, member);
                if (failing.isEmpty()) {
                    return new Escape.Covered();
                }
                if (failing.size() == 1) {
                    refuse(state, failing.getFirst());
                    narrowed = true;
                    continue;
                }
                open.add(member);
                if (choices.isEmpty() || failing.size() < choices.size()) {
                    choices = failing;
                }
            }
            left = open;
        }
        return left.isEmpty() ? witness(state) : branch(state, left, choices);
    }

    private Escape branch(State state, List<SelectorSet> members, List<LabelCondition> choices) {
        Escape result = new Escape.Covered();
        State rest = state;
        for (LabelCondition choice : choices) {
            State next = rest.copy();
            refuse(next, choice);
            Escape found = isEmpty(next) ? new Escape.Covered() : search(next, members);
            if (found instanceof Escape.Witness) {
                return found;
            }
            if (found instanceof Escape.Unknown) {
                result = found;
            }
            // Where it fails has been looked at.
            rest = rest.copy();
            rest.of(choice.label()).restrict(choice, effort);
            if (isEmpty(rest)) {
                break;
            }
        }
        return result;
    }

    /// Proved that the member selects nothing of what is left.
    private boolean hasEscaped(State state, SelectorSet member) {
        for (LabelCondition condition : member.conditions()) {
            if (state.of(condition.label()).excludes(condition, effort) instanceof Answer.Yes) {
                return true;
            }
        }
        return false;
    }

    /// The conditions of the member that can fail, first those that fail where the label is not there: they make short witnesses.
    private List<LabelCondition> failing(State state, SelectorSet member) {
        List<LabelCondition> failing = new ArrayList<>();
        for (LabelCondition condition : member.conditions()) {
            Answer answer = state.of(condition.label()).excludes(condition.opposite(), effort);
            if (answer instanceof Answer.No(String witness) && witness.isEmpty()) {
                failing.addFirst(condition);
            } else if (!(answer instanceof Answer.Yes)) {
                failing.add(condition);
            }
        }
        return failing;
    }

    private Escape witness(State state) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, ValueSet> label : state.labels.entrySet()) {
            switch (label.getValue().isEmpty(effort)) {
                case Answer.Yes ignored -> {
                    return new Escape.Covered();
                }
                case Answer.No(String value) -> {
                    if (!value.isEmpty()) {
                        labels.put(label.getKey(), value);
                    }
                }
                case Answer.Unknown ignored -> {
                    return new Escape.Unknown();
                }
            }
        }
        return new Escape.Witness(labels);
    }

    /// Without the labels that need not be there.
    private Escape shortened(SortedMap<String, String> labels) {
        SortedMap<String, String> kept = new TreeMap<>(labels);
        for (Map.Entry<String, String> label : labels.entrySet()) {
            kept.remove(label.getKey());
            if (!part.contains(kept) || union.stream().anyMatch(member -> member.contains(kept))) {
                kept.put(label.getKey(), label.getValue());
            }
        }
        return new Escape.Witness(kept);
    }
}
