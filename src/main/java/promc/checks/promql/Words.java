package promc.checks.promql;

import java.util.Collection;
import java.util.stream.Collectors;
import promc.analysis.LabelFact;
import promc.analysis.Samples;
import promc.analysis.Values;

/// How messages put what is known about series.
final class Words {
    /// More values than this are not listed.
    private static final int LISTED = 3;

    private Words() {}

    /// Such as "is 1", "is 0 or 1", "is at least 1", "lies between 0 and 5".
    static String range(Samples samples) {
        if (!samples.hasNumbers()) {
            return "is not a number";
        }
        boolean below = samples.min() > Double.NEGATIVE_INFINITY;
        boolean above = samples.max() < Double.POSITIVE_INFINITY;
        String low = Samples.text(samples.min());
        String high = Samples.text(samples.max());
        if (samples.min() == samples.max()) {
            return "is " + low;
        }
        if (below && above) {
            return samples.whole() && samples.max() - samples.min() == 1 ? "is " + low + " or " + high : "lies between " + low + " and " + high;
        }
        if (below) {
            return samples.above().isPresent() ? "is above " + Samples.text(samples.above().getAsDouble()) : "is at least " + low;
        }
        return !above ? "may be any number" : samples.below().isPresent() ? "is below " + Samples.text(samples.below().getAsDouble()) : "is at most " + high;
    }

    /// What the series of one side have, such as "every series on its left has `job`", or "`job` is `a` on its left".
    static String side(String label, LabelFact fact, String where) {
        if (fact.isNever()) {
            return "no series " + where + " has `" + label + "`";
        }
        return fact.values() instanceof Values.OneOf oneOf && oneOf.values().size() <= LISTED
                ? "`" + label + "` is " + oneOf.values().stream().map(value -> '"' + value + '"').collect(Collectors.joining(" or ")) + (fact.isAlways() ? " " : " or missing ") + where
                : (fact.isAlways() ? "every series " + where + " has `" : "series " + where + " may have `") + label + "`";
    }

    static String list(Collection<String> labels) {
        return labels.stream().map(label -> '`' + label + '`').collect(Collectors.joining(", "));
    }
}
