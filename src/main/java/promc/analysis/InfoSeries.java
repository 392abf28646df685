package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// `info` adds labels of info series with the same `instance` and `job`, where the series has no such label itself. Its second argument is no operand: it selects info series
/// and which of their labels are wanted.
final class InfoSeries {
    private static final Set<String> IDENTIFYING = Set.of("instance", "job");

    private InfoSeries() {}

    static SeriesSet of(Call call, Inference inference) {
        SeriesSet operand = inference.known(call.args().getFirst());
        List<Matcher> matchers = call.args().size() > 1 && call.args().get(1).unwrapped() instanceof VectorSelector selector ? selector.matchers() : List.of();
        Map<String, LabelFact> wanted = new TreeMap<>();
        List<LabelFact> names = new ArrayList<>();
        for (Matcher matcher : matchers) {
            String label = matcher.label().text();
            LabelFact fact = SelectorSeries.fact(matcher);
            if (label.equals(Shape.NAME)) {
                names.add(fact);
            } else {
                wanted.merge(label, fact, LabelFact::and);
            }
        }
        // A series without an info series that gives it what it must have is dropped, unless it is an info series itself.
        boolean drops = wanted.values().stream().anyMatch(LabelFact::isAlways);
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : operand.shapes()) {
            shapes.add(enriched(shape, wanted, drops, call));
            if (drops && mayBeInfo(shape, names)) {
                shapes.add(shape);
            }
        }
        return SeriesSet.of(ValueType.VECTOR, shapes, operand.isAlways() && wanted.isEmpty(), operand.because());
    }

    /// True unless the name says that a series is none of those that `info` takes for info series.
    private static boolean mayBeInfo(Shape shape, List<LabelFact> names) {
        LabelFact name = shape.label(Shape.NAME);
        List<LabelFact> info = names.isEmpty() ? List.of(LabelFact.always(Values.of("target_info"), name.why())) : names;
        return !name.isNever() && info.stream().noneMatch(name::excludes);
    }

    private static Shape enriched(Shape shape, Map<String, LabelFact> wanted, boolean drops, Call call) {
        Why adds = new Why("`info` may add it", call.name().span());
        Map<String, LabelFact> labels = new TreeMap<>();
        Set<String> named = new TreeSet<>(shape.labels().keySet());
        named.addAll(wanted.keySet());
        // An info series is matched by these, so it has no others; and it never gives its name.
        named.addAll(IDENTIFYING);
        named.add(Shape.NAME);
        for (String label : named) {
            LabelFact own = shape.label(label);
            boolean may = !IDENTIFYING.contains(label) && !label.equals(Shape.NAME) && (wanted.isEmpty() || wanted.containsKey(label));
            labels.put(label, may && !own.isAlways() ? added(own, wanted.get(label), drops, adds) : own);
        }
        return new Shape(labels, shape.closed() && !wanted.isEmpty(), shape.closed() && wanted.isEmpty() ? adds : shape.rest(), shape.samples());
    }

    /// What the info series has, where the series itself has nothing.
    private static LabelFact added(LabelFact own, LabelFact given, boolean drops, Why adds) {
        if (given == null || !drops) {
            return LabelFact.maybe(Values.ANY, adds);
        }
        return new LabelFact(given.isAlways() ? Presence.ALWAYS : Presence.MAYBE, own.values().or(given.values()), given.isAlways() ? given.why() : adds);
    }
}
