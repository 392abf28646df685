package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import promc.analysis.CardinalityInference.Known;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.NumberLiteral;
import promc.promql.ValueType;

/// How many series functions return. Most return one for each that they are given.
final class CardinalityCalls {
    private CardinalityCalls() {}

    static Known of(Call call, CardinalityInference inference) {
        if (call.type() != ValueType.VECTOR || call.args().isEmpty()) {
            return inference.single(call);
        }
        return switch (call.function().name()) {
            case "vector", "absent", "absent_over_time" -> inference.single(call);
            case "label_replace" -> replaced(call, operand(call, inference));
            case "label_join" -> joined(call, operand(call, inference));
            case "histogram_quantiles" -> quantiles(call, operand(call, inference));
            case "info" -> enriched(operand(call, inference));
            default -> operand(call, inference);
        };
    }

    private static Known operand(Call call, CardinalityInference inference) {
        Expr argument = call.vector().orElseThrow();
        return inference.of(argument);
    }

    /// Each value of the source makes one (all the same one, unless the replacement takes parts of them), or the value stays as it is.
    private static Known replaced(Call call, Known in) {
        String target = CallSeries.string(call, 1).orElse("");
        String source = CallSeries.string(call, 3).orElse("");
        boolean same = source.isEmpty() || CallSeries.string(call, 2).filter(text -> text.indexOf('$') < 0).isPresent();
        return making(in, target, in.domain(target).plus(same ? Bound.ONE : in.domain(source)));
    }

    private static Known joined(Call call, Known in) {
        List<Bound> sources = new ArrayList<>();
        for (int i = 3; i < call.args().size(); i++) {
            CallSeries.string(call, i).ifPresent(source -> sources.add(in.domain(source)));
        }
        return making(in, CallSeries.string(call, 1).orElse(""), Bound.product(sources));
    }

    /// The labels that are added can be others each time, and they are those of any info metric.
    private static Known enriched(Known in) {
        Map<String, Bound> made = new HashMap<>();
        in.made().keySet().forEach(label -> made.put(label, in.domain(label).plus(Bound.values(label))));
        return new Known(in.now(), Bound.UNKNOWN, made, Collections.emptySortedSet(), in.set());
    }

    private static Known making(Known in, String label, Bound values) {
        Map<String, Bound> made = new HashMap<>(in.made());
        made.put(label, values);
        return new Known(in.now(), in.ever(), made, in.metrics(), in.set());
    }

    private static Known quantiles(Call call, Known in) {
        Bound times = Bound.constant(call.args().size() - 2);
        boolean fixed = call.args().subList(2, call.args().size()).stream().allMatch(argument -> argument.unwrapped() instanceof NumberLiteral);
        // A quantile that is computed can be another each time.
        Known made = making(in, CallSeries.string(call, 1).orElse(""), fixed ? times : Bound.UNKNOWN);
        return made.with(in.now().times(times), fixed ? in.ever().times(times) : Bound.UNKNOWN);
    }
}
