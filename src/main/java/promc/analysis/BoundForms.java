package promc.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import promc.analysis.Bound.Constant;
import promc.analysis.Bound.LabelValues;
import promc.analysis.Bound.Min;
import promc.analysis.Bound.Product;
import promc.analysis.Bound.Sum;

/// Makes bounds, each in its simplest form: nested operations of a kind are one, constants are computed and stand last, equal terms are counted, and no part of a [Min] is listed
/// that another part makes needless.
final class BoundForms {
    /// Of more alternatives than this the first ones are kept: fewer alternatives make a bound larger, never wrong.
    private static final int MAX_ALTERNATIVES = 8;
    /// An alternative of more parts than this is left out where there is a smaller one, so that bounds do not grow with the square of their expressions.
    private static final int MAX_PARTS = 200;

    private BoundForms() {}

    static Bound sum(List<Bound> terms) {
        Map<Bound, Long> counts = new LinkedHashMap<>();
        long constant = 0;
        for (Bound term : flat(terms, Sum.class)) {
            switch (term) {
                case Bound.Unknown unknown -> {
                    return unknown;
                }
                case Constant(long number) -> constant = add(constant, number);
                case Product(List<Bound> factors) when factors.getLast() instanceof Constant(long times) ->
                        counts.merge(product(factors.subList(0, factors.size() - 1)), times, BoundForms::add);
                default -> counts.merge(term, 1L, BoundForms::add);
            }
        }
        List<Bound> simple = new ArrayList<>();
        counts.forEach((term, times) -> simple.add(product(List.of(term, Bound.constant(times)))));
        if (constant > 0) {
            simple.add(Bound.constant(constant));
        }
        return simple.isEmpty() ? Bound.ZERO : simple.size() == 1 ? simple.getFirst() : new Sum(simple);
    }

    static Bound product(List<Bound> factors) {
        List<Bound> simple = new ArrayList<>();
        long constant = 1;
        boolean unknown = false;
        for (Bound factor : flat(factors, Product.class)) {
            switch (factor) {
                case Bound.Unknown _ -> unknown = true;
                case Constant(long number) -> constant = multiply(constant, number);
                default -> simple.add(factor);
            }
        }
        if (constant == 0 || unknown) {
            return constant == 0 ? Bound.ZERO : Bound.UNKNOWN;
        }
        simple.sort(BoundText::compare);
        if (constant > 1 || simple.isEmpty()) {
            simple.add(Bound.constant(constant));
        }
        return simple.size() == 1 ? simple.getFirst() : new Product(simple);
    }

    static Bound min(List<Bound> alternatives) {
        Set<Bound> distinct = new LinkedHashSet<>();
        long constant = Long.MAX_VALUE;
        for (Bound alternative : flat(alternatives, Min.class)) {
            switch (alternative) {
                case Bound.Unknown _ -> { }
                case Constant(long number) -> constant = Math.min(constant, number);
                default -> distinct.add(alternative);
            }
        }
        // What is below 1 is 0, and to say so is worth nothing.
        if (constant <= 1) {
            return Bound.constant(constant);
        }
        if (distinct.size() > 1) {
            List<Bound> large = distinct.stream().filter(alternative -> parts(alternative, 0) > MAX_PARTS).toList();
            if (large.size() < distinct.size()) {
                large.forEach(distinct::remove);
            }
        }
        List<Bound> simple = new ArrayList<>(needed(distinct));
        simple.sort(BoundText::compare);
        if (simple.size() > MAX_ALTERNATIVES) {
            simple = new ArrayList<>(simple.subList(0, MAX_ALTERNATIVES));
        }
        if (constant < Long.MAX_VALUE) {
            simple.add(Bound.constant(constant));
        }
        return simple.isEmpty() ? Bound.UNKNOWN : simple.size() == 1 ? simple.getFirst() : new Min(simple);
    }

    /// Counted until there are too many.
    private static int parts(Bound bound, int before) {
        int count = before + 1;
        for (Bound part : bound.parts()) {
            count = count > MAX_PARTS ? count : parts(part, count);
        }
        return count;
    }

    /// Without those that are another one and more: `|a| + |b|` beside `|a|`, or `|a| x |b|` beside `|a|` (if `|b|` is 0, `|a|` is still a bound).
    private static List<Bound> needed(Set<Bound> alternatives) {
        List<Bound> needed = new ArrayList<>();
        for (Bound alternative : alternatives) {
            boolean more = alternative instanceof Sum || alternative instanceof Product;
            if (!more || alternative.parts().stream().noneMatch(alternatives::contains) && alternatives.stream().noneMatch(other -> isPartOf(other, alternative))) {
                needed.add(alternative);
            }
        }
        return needed;
    }

    private static boolean isPartOf(Bound part, Bound whole) {
        boolean alike = part instanceof Product && whole instanceof Product || part instanceof Sum && whole instanceof Sum;
        return alike && part.parts().size() < whole.parts().size() && new HashSet<>(whole.parts()).containsAll(part.parts()) && isSet(part.parts());
    }

    private static boolean isSet(Collection<Bound> parts) {
        return new HashSet<>(parts).size() == parts.size();
    }

    private static List<Bound> flat(List<Bound> parts, Class<? extends Bound> kind) {
        if (parts.stream().noneMatch(kind::isInstance)) {
            return parts;
        }
        List<Bound> flat = new ArrayList<>();
        for (Bound part : parts) {
            if (kind.isInstance(part)) {
                flat.addAll(part.parts());
            } else {
                flat.add(part);
            }
        }
        return flat;
    }

    /// The bound with parts replaced; what is replaced is not looked into.
    static Bound replace(Bound bound, Function<Bound, Optional<Bound>> change) {
        Optional<Bound> changed = change.apply(bound);
        if (changed.isPresent()) {
            return changed.get();
        }
        List<Bound> parts = bound.parts().stream().map(part -> replace(part, change)).toList();
        return switch (bound) {
            case Sum _ -> sum(parts);
            case Product _ -> product(parts);
            case Min _ -> min(parts);
            default -> bound;
        };
    }

    static void collectLabels(Bound bound, Set<String> labels) {
        if (bound instanceof LabelValues values) {
            labels.add(values.label());
        }
        bound.parts().forEach(part -> collectLabels(part, labels));
    }

    static long add(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    static long multiply(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }
}
