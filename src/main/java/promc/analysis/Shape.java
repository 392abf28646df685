package promc.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.source.EmbeddedText;
import promc.source.Span;

/// One kind of series that a result may hold: what is known about its labels, `__name__` among them, and about the values it can have. Immutable.
public final class Shape {
    public static final String NAME = "__name__";

    private final TreeMap<String, LabelFact> labels;
    private final boolean closed;
    private final Why rest;
    private final Samples samples;

    public Shape(Map<String, LabelFact> labels, boolean closed, Why rest, Samples samples) {
        this(new TreeMap<>(labels), closed, rest, samples);
    }

    /// Of labels that nobody changes any more.
    private Shape(TreeMap<String, LabelFact> labels, boolean closed, Why rest, Samples samples) {
        this.labels = labels;
        this.closed = closed;
        this.rest = rest;
        this.samples = samples;
    }

    /// The labels something is known about, sorted.
    public Map<String, LabelFact> labels() {
        return Collections.unmodifiableMap(labels);
    }

    /// True if there are no other labels.
    public boolean closed() {
        return closed;
    }

    /// Why there are no other labels; or, if there may be, why nothing is known about them.
    public Why rest() {
        return rest;
    }

    public Samples samples() {
        return samples;
    }

    /// What is known about `label`.
    public LabelFact label(String label) {
        LabelFact known = labels.get(label);
        return known != null ? known : closed ? LabelFact.never(rest) : LabelFact.maybe(Values.ANY, rest);
    }

    /// True if all its series have the same labels: none.
    public boolean isWithoutLabels() {
        if (!closed) {
            return false;
        }
        for (LabelFact fact : labels.values()) {
            if (!fact.isNever()) {
                return false;
            }
        }
        return true;
    }

    Shape with(String label, LabelFact fact) {
        TreeMap<String, LabelFact> changed = new TreeMap<>(labels);
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
        TreeMap<String, LabelFact> changed = new TreeMap<>(labels);
        for (String label : dropped) {
            if (!label(label).isNever()) {
                changed.put(label, LabelFact.never(why));
            }
        }
        return new Shape(changed, closed, rest, samples);
    }

    /// Only these labels stay.
    Shape keeping(Collection<String> kept, Why why) {
        TreeMap<String, LabelFact> changed = new TreeMap<>();
        for (String label : kept) {
            changed.put(label, label(label));
        }
        // What was lost before was not lost here.
        labels.forEach((label, fact) -> changed.putIfAbsent(label, fact.isNever() ? fact : LabelFact.never(why)));
        return new Shape(changed, true, closed ? rest : why, samples);
    }

    /// Series of which this holds or `other` does.
    Shape or(Shape other) {
        TreeMap<String, LabelFact> joined = new TreeMap<>();
        SortedSet<String> names = new TreeSet<>(labels.keySet());
        names.addAll(other.labels.keySet());
        for (String name : names) {
            joined.put(name, label(name).or(other.label(name)));
        }
        return new Shape(joined, closed && other.closed, closed ? other.rest : rest, samples.or(other.samples));
    }

    /// The same shape, its evidence that no text shows placed where it is made use of.
    Shape at(Span used) {
        if (labels.values().stream().noneMatch(fact -> fact.why().isUnplaced()) && !rest.isUnplaced() && samples.why().filter(Why::isUnplaced).isEmpty()) {
            return this;
        }
        TreeMap<String, LabelFact> placed = new TreeMap<>();
        labels.forEach((label, fact) -> placed.put(label, fact.because(fact.why().at(used))));
        return new Shape(placed, closed, rest.at(used), samples.at(used));
    }

    /// The same shape as seen from another expression than `text`, which its evidence lies in.
    Shape from(EmbeddedText text) {
        TreeMap<String, LabelFact> seen = new TreeMap<>();
        labels.forEach((label, fact) -> seen.put(label, fact.because(fact.why().from(text))));
        return new Shape(seen, closed, rest.from(text), samples.from(text));
    }

    /// True if `other` says the same of the labels this tells of.
    private boolean agrees(Shape other) {
        for (Map.Entry<String, LabelFact> told : labels.entrySet()) {
            if (!told.getValue().saysTheSame(other.label(told.getKey()))) {
                return false;
            }
        }
        return true;
    }

    boolean hasSameLabels(Shape other) {
        if (closed != other.closed) {
            return false;
        }
        return agrees(other) && other.agrees(this);
    }

    @Override public boolean equals(Object other) {
        return other instanceof Shape shape && closed == shape.closed && labels.equals(shape.labels) && rest.equals(shape.rest) && samples.equals(shape.samples);
    }

    @Override public int hashCode() {
        return labels.hashCode();
    }

    @Override public String toString() {
        return labels + (closed ? "" : " and others") + " " + samples;
    }
}
