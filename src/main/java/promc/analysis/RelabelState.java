package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A [Shape] of which more can be told about the labels that are not known: which names they can have. `rest` tells why.
record RelabelState(Map<String, LabelFact> labels, RelabelNames others, Why rest, Samples samples) {
    RelabelState {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    static RelabelState of(Shape shape) {
        return new RelabelState(shape.labels(), shape.closed() ? RelabelNames.NONE : RelabelNames.ANY, shape.rest(), shape.samples());
    }

    Shape shape() {
        return new Shape(labels, others.isNone(), rest, samples);
    }

    LabelFact label(String name) {
        LabelFact known = labels.get(name);
        return known != null ? known : others.contains(name) ? LabelFact.maybe(Values.ANY, rest) : LabelFact.never(rest);
    }

    RelabelState with(String name, LabelFact fact) {
        Map<String, LabelFact> changed = new TreeMap<>(labels);
        changed.put(name, fact);
        return new RelabelState(changed, others, rest, samples);
    }

    RelabelState with(RelabelNames names) {
        return new RelabelState(labels, names, rest, samples);
    }

    RelabelState with(RelabelNames names, Why why) {
        return new RelabelState(labels, names, why, samples);
    }

    /// Series of which this holds or `other` does.
    RelabelState or(RelabelState other) {
        Map<String, LabelFact> joined = new TreeMap<>();
        SortedSet<String> names = new TreeSet<>(labels.keySet());
        names.addAll(other.labels.keySet());
        names.forEach(name -> joined.put(name, label(name).or(other.label(name))));
        return new RelabelState(joined, others.or(other.others), others.isNone() ? other.rest : rest, samples.or(other.samples));
    }

    /// True if some label can neither be there nor be absent, so that there are no such series.
    boolean isImpossible() {
        return labels.values().stream().anyMatch(fact -> fact.isAlways() && fact.values() instanceof Values.OneOf oneOf && oneOf.values().isEmpty());
    }

    private boolean saysTheSame(RelabelState other) {
        return others.equals(other.others) && labels.keySet().equals(other.labels.keySet())
                && labels.entrySet().stream().allMatch(label -> label.getValue().saysTheSame(other.labels.get(label.getKey())));
    }

    /// Without those that say the same twice; with too many they are told as one.
    static List<RelabelState> merged(List<RelabelState> states) {
        List<RelabelState> kept = new ArrayList<>();
        for (RelabelState state : states) {
            if (!state.isImpossible() && kept.stream().noneMatch(state::saysTheSame)) {
                kept.add(state);
            }
        }
        return kept.size() > SeriesSet.MAX_SHAPES ? List.of(kept.stream().reduce(RelabelState::or).orElseThrow()) : kept;
    }
}
