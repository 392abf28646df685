package promc.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.source.EmbeddedText;
import promc.source.Span;

/// One kind of series that a result may hold. `labels` has the labels something is known about, `__name__` among them; `closed` tells that there are no others, and `rest` why
/// (or, where there may be others, why nothing is known). `samples` are the values the series can have.
public record Shape(Map<String, LabelFact> labels, boolean closed, Why rest, Samples samples) {
    public static final String NAME = "__name__";

    public Shape {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /// What is known about `label`.
    public LabelFact label(String label) {
        LabelFact known = labels.get(label);
        return known != null ? known : closed ? LabelFact.never(rest) : LabelFact.maybe(Values.ANY, rest);
    }

    /// True if all its series have the same labels: none.
    public boolean isWithoutLabels() {
        return closed && labels.values().stream().allMatch(LabelFact::isNever);
    }

    Shape with(String label, LabelFact fact) {
        Map<String, LabelFact> changed = new TreeMap<>(labels);
        changed.put(label, fact);
        return new Shape(changed, closed, rest, samples);
    }

    Shape with(Samples changed) {
        return new Shape(labels, closed, rest, changed);
    }

    /// The same series without their metric name, as all that computes new values returns them.
    Shape withoutName(Why why) {
        return label(NAME).isNever() ? this : with(NAME, LabelFact.never(why));
    }

    Shape without(Collection<String> dropped, Why why) {
        Map<String, LabelFact> changed = new TreeMap<>(labels);
        for (String label : dropped) {
            if (!label(label).isNever()) {
                changed.put(label, LabelFact.never(why));
            }
        }
        return new Shape(changed, closed, rest, samples);
    }

    /// Only these labels stay.
    Shape keeping(Collection<String> kept, Why why) {
        Map<String, LabelFact> changed = new TreeMap<>();
        for (String label : kept) {
            changed.put(label, label(label));
        }
        // What was lost before was not lost here.
        labels.forEach((label, fact) -> changed.putIfAbsent(label, fact.isNever() ? fact : LabelFact.never(why)));
        return new Shape(changed, true, closed ? rest : why, samples);
    }

    /// Series of which this holds or `other` does.
    Shape or(Shape other) {
        Map<String, LabelFact> joined = new TreeMap<>();
        SortedSet<String> names = new TreeSet<>(labels.keySet());
        names.addAll(other.labels.keySet());
        for (String name : names) {
            joined.put(name, label(name).or(other.label(name)));
        }
        return new Shape(joined, closed && other.closed, closed ? other.rest : rest, samples.or(other.samples));
    }

    /// The same shape, its evidence that no text shows placed where it is made use of.
    Shape at(Span used) {
        Map<String, LabelFact> placed = new TreeMap<>();
        labels.forEach((label, fact) -> placed.put(label, fact.because(fact.why().at(used))));
        return new Shape(placed, closed, rest.at(used), samples.at(used));
    }

    /// The same shape as seen from another expression than `text`, which its evidence lies in.
    Shape from(EmbeddedText text) {
        Map<String, LabelFact> seen = new TreeMap<>();
        labels.forEach((label, fact) -> seen.put(label, fact.because(fact.why().from(text))));
        return new Shape(seen, closed, rest.from(text), samples.from(text));
    }

    boolean hasSameLabels(Shape other) {
        if (closed != other.closed) {
            return false;
        }
        Collection<String> names = new ArrayList<>(labels.keySet());
        names.addAll(other.labels.keySet());
        return names.stream().allMatch(name -> label(name).saysTheSame(other.label(name)));
    }
}
