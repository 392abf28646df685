package promc.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the actions that look at names make of a [RelabelState]: `labelmap`, `labeldrop`, `labelkeep`.
final class RelabelLabels {
    private RelabelLabels() {}

    static RelabelState of(RelabelStep step, RelabelState state) {
        return switch (step.action()) {
            case LABELMAP -> map(step, state);
            case LABELDROP -> drop(step, state);
            case LABELKEEP -> keep(step, state);
            default -> throw new IllegalArgumentException(step.action().word());
        };
    }

    /// Every label is known by its old name still. Which of several that get one name stays depends on their order, which is not told here.
    private static RelabelState map(RelabelStep step, RelabelState state) {
        Map<String, LabelFact> made = new HashMap<>();
        for (Map.Entry<String, LabelFact> label : state.labels().entrySet()) {
            if (!label.getValue().isNever() && step.regex().matches(label.getKey())) {
                LabelFact fact = label.getValue().because(step.why("the rule copies `" + label.getKey() + "` to it"));
                made.merge(RelabelProcess.mapped(step, label.getKey()), fact, (a, b) -> new LabelFact(a.isAlways() || b.isAlways() ? Presence.ALWAYS : Presence.MAYBE, a.values().or(b.values()), a.why()));
            }
        }
        RelabelState mapped = state;
        for (Map.Entry<String, LabelFact> label : made.entrySet()) {
            LabelFact before = state.label(label.getKey());
            LabelFact copy = label.getValue();
            mapped = mapped.with(label.getKey(), copy.isAlways() ? copy : new LabelFact(before.isAlways() ? Presence.ALWAYS : Presence.MAYBE, before.values().or(copy.values()), copy.why()));
        }
        if (state.others().within(step.regex().language()).isNone()) {
            return mapped;
        }
        RelabelExpansion names = RelabelExpansion.of(step.replacement(), step, ".*");
        for (String name : new TreeSet<>(mapped.labels().keySet())) {
            if (names.language().matches(name)) {
                LabelFact before = mapped.label(name);
                mapped = mapped.with(name, new LabelFact(before.isAlways() ? Presence.ALWAYS : Presence.MAYBE, Values.ANY, step.why("the rule may copy another label to it")));
            }
        }
        return mapped.with(mapped.others().plus(names.language()), step.why("the rule copies labels to other names"));
    }

    private static RelabelState drop(RelabelStep step, RelabelState state) {
        Why why = step.why("the rule drops it");
        RelabelState dropped = state;
        SortedSet<String> names = new TreeSet<>(state.labels().keySet());
        step.regex().finiteValues(Values.MAX_VALUES).ifPresent(names::addAll);
        for (String name : names) {
            if (step.regex().matches(name) && !state.label(name).isNever()) {
                dropped = dropped.with(name, LabelFact.never(why));
            }
        }
        RelabelNames others = state.others().within(step.regex().language().complement());
        return others.isNone() && !state.others().isNone() ? dropped.with(others, why) : dropped.with(others);
    }

    private static RelabelState keep(RelabelStep step, RelabelState state) {
        Why why = step.why("the rule keeps only labels whose names match");
        RelabelState kept = state;
        for (String name : state.labels().keySet()) {
            if (!step.regex().matches(name) && !state.label(name).isNever()) {
                kept = kept.with(name, LabelFact.never(why));
            }
        }
        var finite = step.regex().finiteValues(Values.MAX_VALUES);
        if (finite.isEmpty()) {
            RelabelNames others = state.others().within(step.regex().language());
            return others.isNone() && !state.others().isNone() ? kept.with(others, why) : kept.with(others);
        }
        for (String name : finite.get()) {
            if (!kept.labels().containsKey(name) && state.others().contains(name)) {
                kept = kept.with(name, state.label(name));
            }
        }
        return state.others().isNone() ? kept : kept.with(RelabelNames.NONE, why);
    }
}
