package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.promql.ValueType;
import promc.source.Span;

/// What an expression returns: each result series is described by one of the `shapes`. `returns` tells whether there are any at all, and `because` why, where it is proved.
/// For a scalar there is one shape without labels; for a string there is none, and it returns always.
public record SeriesSet(ValueType type, List<Shape> shapes, Truth returns, List<Why> because) {
    /// With more shapes than this they are told as one.
    public static final int MAX_SHAPES = 16;

    public SeriesSet {
        shapes = List.copyOf(shapes);
        because = List.copyOf(because);
    }

    /// Of these shapes; nothing if there are none, which `because` proves.
    static SeriesSet of(ValueType type, List<Shape> shapes, boolean always, List<Why> because) {
        List<Shape> merged = merge(shapes);
        Truth returns = merged.isEmpty() ? Truth.NEVER : always ? Truth.ALWAYS : Truth.SOMETIMES;
        return new SeriesSet(type, merged, returns, returns == Truth.SOMETIMES ? List.of() : because);
    }

    public boolean isNever() {
        return returns == Truth.NEVER;
    }

    public boolean isAlways() {
        return returns == Truth.ALWAYS;
    }

    /// What is known about `label` over all series.
    public LabelFact label(String label) {
        LabelFact all = null;
        for (Shape shape : shapes) {
            all = all == null ? shape.label(label) : all.or(shape.label(label));
        }
        return all != null ? all : LabelFact.never(because.isEmpty() ? new Why("nothing is returned", Span.at(0)) : because.getFirst());
    }

    /// True if no series has a label other than those that are told.
    public boolean isClosed() {
        return shapes.stream().allMatch(Shape::closed);
    }

    /// The labels something is known about.
    public SortedSet<String> knownLabels() {
        SortedSet<String> names = new TreeSet<>();
        shapes.forEach(shape -> names.addAll(shape.labels().keySet()));
        return names;
    }

    /// The values over all series.
    public Samples samples() {
        Samples all = shapes.isEmpty() ? Samples.NONE : shapes.getFirst().samples();
        for (int i = 1; i < shapes.size(); i++) {
            all = all.or(shapes.get(i).samples());
        }
        return all;
    }

    /// True if there is at most one series, for it has no labels.
    public boolean isSingle() {
        return shapes.stream().allMatch(Shape::isWithoutLabels);
    }

    /// Why this and `other` return what they do.
    List<Why> becauseOf(SeriesSet other) {
        List<Why> both = new ArrayList<>(because);
        both.addAll(other.because);
        return both;
    }

    private static List<Shape> merge(List<Shape> shapes) {
        if (shapes.size() < 2) {
            return shapes;
        }
        List<Shape> merged = new ArrayList<>();
        for (Shape shape : shapes) {
            int same = 0;
            while (same < merged.size() && !merged.get(same).hasSameLabels(shape)) {
                same++;
            }
            if (same == merged.size()) {
                merged.add(shape);
            } else {
                merged.set(same, merged.get(same).with(merged.get(same).samples().or(shape.samples())));
            }
        }
        return merged.size() > MAX_SHAPES ? List.of(merged.stream().reduce(Shape::or).orElseThrow()) : merged;
    }
}
