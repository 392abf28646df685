package promc.analysis;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.model.Inventory;

/// A number of series that is never exceeded: an expression over how many series metrics have and how many values labels have. Made by the functions here, which simplify it.
///
/// It is written as `|namespace| x |pod| x 12`, where `|up|` is the number of series of a metric, over all the time that is looked at, and `|pod|` the number of values of a label,
/// among which being absent counts where the label can be absent.
public sealed interface Bound {
    record Constant(long number) implements Bound {}

    /// The series that a metric has, whenever.
    record MetricSeries(String metric) implements Bound {}

    /// The series of a selector that does not say which metrics it means; `names` are the names these can have.
    record SelectedSeries(String selector, Values names) implements Bound {}

    /// The values that a label has on series of these metrics, or of any if there are none. `orAbsent` counts one more, for being absent.
    record LabelValues(String label, SortedSet<String> metrics, boolean orAbsent) implements Bound {
        public LabelValues {
            metrics = Collections.unmodifiableSortedSet(new TreeSet<>(metrics));
        }
    }

    record Sum(List<Bound> terms) implements Bound {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    record Product(List<Bound> factors) implements Bound {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    record Min(List<Bound> alternatives) implements Bound {
        public Min {
            alternatives = List.copyOf(alternatives);
        }
    }

    /// Nothing bounds it.
    record Unknown() implements Bound {}

    Bound ZERO = new Constant(0);
    Bound ONE = new Constant(1);
    Bound UNKNOWN = new Unknown();

    static Bound constant(long number) {
        return number == 0 ? ZERO : number == 1 ? ONE : new Constant(number);
    }

    /// The values of a label wherever it is, being absent not counted.
    static Bound values(String label) {
        return new LabelValues(label, Collections.emptySortedSet(), false);
    }

    static Bound sum(List<Bound> terms) {
        return BoundForms.sum(terms);
    }

    static Bound product(List<Bound> factors) {
        return BoundForms.product(factors);
    }

    static Bound min(List<Bound> alternatives) {
        return BoundForms.min(alternatives);
    }

    default Bound plus(Bound other) {
        return sum(List.of(this, other));
    }

    default Bound times(Bound other) {
        return product(List.of(this, other));
    }

    default Bound atMost(Bound other) {
        return min(List.of(this, other));
    }

    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    /// The parts it is made of.
    default List<Bound> parts() {
        return switch (this) {
            case Sum sum -> sum.terms();
            case Product product -> product.factors();
            case Min min -> min.alternatives();
            case Constant _, MetricSeries _, SelectedSeries _, LabelValues _, Unknown _ -> List.of();
        };
    }

    /// Its number where the inventory knows enough of its parts; [Long#MAX_VALUE] stands for that and all above.
    default OptionalLong value(Inventory inventory) {
        return BoundValues.of(this, inventory);
    }

    /// The labels whose numbers of values count in it: those that [#text()] names.
    default SortedSet<String> labels() {
        SortedSet<String> labels = new TreeSet<>();
        BoundForms.collectLabels(BoundText.plain(this), labels);
        return labels;
    }

    /// What is left of it if the label goes: it is as if it had one value.
    default Bound withoutLabel(String label) {
        return BoundForms.replace(this, part -> part instanceof LabelValues values && values.label().equals(label) ? Optional.of(ONE) : Optional.empty());
    }

    /// As people write it. Of what bounds a result twice, by its labels and by the series it is computed from, the labels are told.
    default String text() {
        return BoundText.of(this);
    }
}
