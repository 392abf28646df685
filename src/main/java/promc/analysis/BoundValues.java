package promc.analysis;

import java.util.List;
import java.util.OptionalLong;
import promc.analysis.Bound.Constant;
import promc.analysis.Bound.LabelValues;
import promc.analysis.Bound.MetricSeries;
import promc.analysis.Bound.Min;
import promc.analysis.Bound.Product;
import promc.analysis.Bound.SelectedSeries;
import promc.analysis.Bound.Sum;
import promc.analysis.Bound.Unknown;
import promc.model.Inventory;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.MetricFacts;

/// Computes bounds with the numbers of an inventory. Series that a target exposes are counted once, as of one target.
final class BoundValues {
    private BoundValues() {}

    static OptionalLong of(Bound bound, Inventory inventory) {
        return switch (bound) {
            case Constant(long number) -> OptionalLong.of(number);
            case MetricSeries(String metric) -> series(metric, inventory);
            case SelectedSeries selected -> selected(selected, inventory);
            case LabelValues values -> values(values, inventory);
            case Sum(List<Bound> terms) -> {
                long sum = 0;
                for (Bound term : terms) {
                    OptionalLong value = of(term, inventory);
                    if (value.isEmpty()) {
                        yield OptionalLong.empty();
                    }
                    sum = BoundForms.add(sum, value.getAsLong());
                }
                yield OptionalLong.of(sum);
            }
            case Product(List<Bound> factors) -> product(factors, inventory);
            case Min(List<Bound> alternatives) -> {
                OptionalLong least = OptionalLong.empty();
                for (Bound alternative : alternatives) {
                    least = smaller(least, of(alternative, inventory));
                }
                yield least;
            }
            case Unknown _ -> OptionalLong.empty();
        };
    }

    /// One factor of 0 is enough to know the product.
    private static OptionalLong product(List<Bound> factors, Inventory inventory) {
        long product = 1;
        boolean known = true;
        for (Bound factor : factors) {
            OptionalLong value = of(factor, inventory);
            known &= value.isPresent();
            product = BoundForms.multiply(product, value.orElse(1));
        }
        return known || product == 0 ? OptionalLong.of(product) : OptionalLong.empty();
    }

    private static OptionalLong series(String metric, Inventory inventory) {
        OptionalLong known = inventory.metric(metric).map(MetricFacts::series).orElse(OptionalLong.empty());
        if (known.isPresent()) {
            return known;
        }
        return inventory.closed() && inventory.metric(metric).isEmpty() ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /// All series but those of metrics that are known to have other names.
    private static OptionalLong selected(SelectedSeries selected, Inventory inventory) {
        long others = 0;
        long own = 0;
        boolean all = inventory.closed();
        for (MetricFacts metric : inventory.metrics()) {
            boolean meant = selected.names().contains(metric.name());
            others += meant ? 0 : metric.series().orElse(0);
            own += meant ? metric.series().orElse(0) : 0;
            all &= !meant || metric.series().isPresent();
        }
        if (all) {
            return OptionalLong.of(own);
        }
        return inventory.totalSeries().isPresent() ? OptionalLong.of(Math.max(own, inventory.totalSeries().getAsLong() - others)) : OptionalLong.empty();
    }

    private static OptionalLong values(LabelValues values, Inventory inventory) {
        OptionalLong known = smaller(inventory.labelValues(values.label()), ofMetrics(values, inventory));
        return known.isPresent() ? OptionalLong.of(BoundForms.add(known.getAsLong(), values.orAbsent() ? 1 : 0)) : known;
    }

    private static OptionalLong ofMetrics(LabelValues values, Inventory inventory) {
        long sum = 0;
        for (String metric : values.metrics()) {
            MetricFacts facts = inventory.metric(metric).orElse(null);
            if (facts == null || facts.labels().isEmpty() || facts.origin().exposed() || isPartial(facts)) {
                return OptionalLong.empty();
            }
            LabelFacts label = facts.labels().get().get(values.label());
            if (label != null && label.values().isEmpty()) {
                return OptionalLong.empty();
            }
            sum = BoundForms.add(sum, label == null ? 0 : label.values().getAsLong());
        }
        return values.metrics().isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /// Fewer combinations of values than series: the values are those of one source, and the number of series that of another.
    private static boolean isPartial(MetricFacts facts) {
        long combinations = 1;
        for (LabelFacts label : facts.labels().orElseThrow().values()) {
            combinations = BoundForms.multiply(combinations, label.values().isPresent() ? BoundForms.add(label.values().getAsLong(), label.always() ? 0 : 1) : Long.MAX_VALUE);
        }
        return facts.series().isPresent() && combinations < facts.series().getAsLong();
    }

    static OptionalLong smaller(OptionalLong a, OptionalLong b) {
        return a.isEmpty() ? b : b.isEmpty() ? a : OptionalLong.of(Math.min(a.getAsLong(), b.getAsLong()));
    }
}
