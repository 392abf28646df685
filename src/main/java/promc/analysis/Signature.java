package promc.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;

/// The labels by which a binary operation matches the series of its two sides: those in `on`, or all but those in `ignoring` and the metric name.
record Signature(boolean on, Set<String> labels) {
    static Signature of(Binary binary) {
        Optional<Matching> matching = binary.matching();
        Set<String> labels = new TreeSet<>();
        matching.ifPresent(m -> m.labels().stream().map(Name::text).forEach(labels::add));
        return new Signature(matching.map(Matching::on).orElse(false), labels);
    }

    boolean compares(String label) {
        return on ? labels.contains(label) : !labels.contains(label) && !label.equals(Shape.NAME);
    }

    /// A label that no series of `a` can have in common with one of `b`, be it by a value or by being absent in both.
    Optional<Clash> clash(Shape a, Shape b) {
        Set<String> candidates = new TreeSet<>();
        if (on) {
            candidates.addAll(labels);
        } else {
            candidates.addAll(a.labels().keySet());
            candidates.addAll(b.labels().keySet());
            candidates.removeIf(label -> !compares(label));
        }
        for (String label : candidates) {
            LabelFact left = a.label(label);
            LabelFact right = b.label(label);
            if (left.excludes(right)) {
                return Optional.of(new Clash(label, left, right));
            }
        }
        return Optional.empty();
    }

    /// True if all series of `shape` have the same signature: the one without labels.
    boolean isEmptyOf(Shape shape) {
        if (!on && !shape.closed()) {
            return false;
        }
        for (String label : on ? labels : shape.labels().keySet()) {
            if (compares(label) && !shape.label(label).isNever()) {
                return false;
            }
        }
        return true;
    }

    boolean isEmptyOf(SeriesSet set) {
        for (Shape shape : set.shapes()) {
            if (!isEmptyOf(shape)) {
                return false;
            }
        }
        return true;
    }

    /// The series of `shape` that match one of `other`: what they are compared by is equal on both.
    Shape matched(Shape shape, Shape other) {
        Set<String> named = new TreeSet<>(shape.labels().keySet());
        named.addAll(other.labels().keySet());
        named.addAll(labels);
        named.add(Shape.NAME);
        Map<String, LabelFact> facts = new TreeMap<>();
        for (String label : named) {
            LabelFact own = shape.label(label);
            facts.put(label, compares(label) ? own.and(other.label(label)) : own);
        }
        boolean closed = shape.closed() || !on && other.closed();
        return new Shape(facts, closed, shape.closed() || !closed ? shape.rest() : other.rest(), shape.samples());
    }
}
