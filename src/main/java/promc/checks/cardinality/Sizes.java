package promc.checks.cardinality;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Bound;
import promc.analysis.LabelClasses;
import promc.lint.Context;
import promc.model.Expression;
import promc.model.Inventory;

/// Says how many series there can be.
final class Sizes {
    private Sizes() {}

    static Bound bound(Expression expression, Context context) {
        return context.likelyCardinality(expression).root();
    }

    /// `5,000 series (|namespace| x |pod|)`, or the formula alone where its parts are not known.
    static String series(Bound bound, Inventory inventory) {
        OptionalLong value = bound.value(inventory);
        if (bound instanceof Bound.Constant(long number)) {
            return counted(number);
        }
        return value.isPresent() ? counted(value.getAsLong()) + " (`" + bound.text() + "`)" : "`" + bound.text() + "` series";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String counted(long number) {
        return number(number) + " series";
    }

    /// The end of a message about a label: how many series there are at most with it and without it. Nothing if it is the only factor, or none.
    static String withAndWithout(Expression expression, String label, Context context) {
        Inventory inventory = context.inventory(context.file());
        Bound bound = bound(expression, context);
        Bound rest = bound.withoutLabel(label);
        boolean says = bound.labels().contains(label) && (bound.labels().size() > 1 || bound.value(inventory).isPresent());
        return says ? "; at most " + series(bound, inventory) + ", without it " + series(rest, inventory) : "";
    }

    /// The label that multiplies a bound most: by the number of its values, or where these are not known by what its name stands for.
    static Optional<String> largest(Bound bound, Inventory inventory) {
        LabelClasses classes = new LabelClasses();
        String largest = null;
        for (String label : bound.labels()) {
            if (largest == null || compare(label, largest, inventory, classes) > 0) {
                largest = label;
            }
        }
        return Optional.ofNullable(largest);
    }

    private static int compare(String a, String b, Inventory inventory, LabelClasses classes) {
        OptionalLong one = inventory.labelValues(a);
        OptionalLong two = inventory.labelValues(b);
        return one.isPresent() && two.isPresent() ? Long.compare(one.getAsLong(), two.getAsLong()) : Integer.compare(classes.weight(a), classes.weight(b));
    }
}
