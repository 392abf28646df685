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
        Set<String> wanted = new TreeSet<>();
        matchers.stream().map(matcher -> matcher.label().text()).filter(label -> !label.equals(Shape.NAME)).forEach(wanted::add);
        List<Shape> shapes = new ArrayList<>();
        operand.shapes().forEach(shape -> shapes.add(enriched(shape, wanted, call)));
        boolean loses = !wanted.isEmpty();
        return SeriesSet.of(ValueType.VECTOR, shapes, operand.isAlways() && !loses, operand.because());
    }

    private static Shape enriched(Shape shape, Set<String> wanted, Call call) {
        Why adds = new Why("`info` may add it", call.name().span());
        Map<String, LabelFact> labels = new TreeMap<>();
        Set<String> named = new TreeSet<>(shape.labels().keySet());
        named.addAll(wanted);
        // An info series is matched by these, so it has no others; and it never gives its name.
        named.addAll(IDENTIFYING);
        named.add(Shape.NAME);
        for (String label : named) {
            LabelFact own = shape.label(label);
            boolean may = !IDENTIFYING.contains(label) && !label.equals(Shape.NAME) && (wanted.isEmpty() || wanted.contains(label));
            labels.put(label, may && !own.isAlways() ? LabelFact.maybe(Values.ANY, adds) : own);
        }
        return new Shape(labels, shape.closed() && !wanted.isEmpty(), shape.closed() && wanted.isEmpty() ? adds : shape.rest(), shape.samples());
    }
}
