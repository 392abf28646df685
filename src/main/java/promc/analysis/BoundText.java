package promc.analysis;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import promc.analysis.Bound.Constant;
import promc.analysis.Bound.LabelValues;
import promc.analysis.Bound.MetricSeries;
import promc.analysis.Bound.Min;
import promc.analysis.Bound.Product;
import promc.analysis.Bound.SelectedSeries;
import promc.analysis.Bound.Sum;
import promc.analysis.Bound.Unknown;

/// Writes bounds.
final class BoundText {
    private BoundText() {}

    static String of(Bound bound) {
        return written(plain(bound));
    }

    /// An order that does not depend on how a bound came about.
    static int compare(Bound a, Bound b) {
        return written(a).compareTo(written(b));
    }

    /// Without the differences that are not written.
    static Bound plain(Bound bound) {
        return switch (bound) {
            case LabelValues values -> new LabelValues(values.label(), Collections.emptySortedSet(), false);
            case Sum(List<Bound> terms) -> Bound.sum(terms.stream().map(BoundText::plain).toList());
            case Product(List<Bound> factors) -> Bound.product(factors.stream().map(BoundText::plain).toList());
            case Min(List<Bound> alternatives) -> {
                List<Bound> byLabels = alternatives.stream().filter(alternative -> !countsSeries(alternative)).toList();
                yield Bound.min((byLabels.isEmpty() ? alternatives : byLabels).stream().map(BoundText::plain).toList());
            }
            case Constant _, MetricSeries _, SelectedSeries _, Unknown _ -> bound;
        };
    }

    private static boolean countsSeries(Bound bound) {
        return bound instanceof MetricSeries || bound instanceof SelectedSeries || bound.parts().stream().anyMatch(BoundText::countsSeries);
    }

    private static String written(Bound bound) {
        return switch (bound) {
            case Constant(long number) -> Long.toString(number);
            case MetricSeries(String metric) -> "|" + metric + "|";
            case SelectedSeries selected -> "|" + selected.selector() + "|";
            case LabelValues values -> "|" + values.label() + "|";
            case Sum(List<Bound> terms) -> joined(terms, " + ");
            case Product(List<Bound> factors) -> factors.stream().map(factor -> factor instanceof Sum ? "(" + written(factor) + ")" : written(factor)).collect(Collectors.joining(" x "));
            case Min(List<Bound> alternatives) -> "min(" + joined(alternatives, ", ") + ")";
            case Unknown _ -> "unknown";
        };
    }

    private static String joined(List<Bound> parts, String between) {
        return parts.stream().map(BoundText::written).collect(Collectors.joining(between));
    }
}
