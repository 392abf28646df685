package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.StringLiteral;
import promc.promql.ValueType;
import promc.regex.Regex;

/// What functions return (Prometheus `promql/functions.go`, `promql/info.go`).
final class CallSeries {
    private CallSeries() {}

    static SeriesSet of(Call call, Inference inference) {
        return switch (call.function().name()) {
            case "time", "pi", "start", "end", "step", "range", "min_of", "max_of", "scalar" -> Inference.scalar(ScalarSamples.of(call, inference), call.span());
            case "vector" -> vector(call, inference);
            case "absent", "absent_over_time" -> absent(call, inference);
            case "label_replace" -> relabelled(call, inference, LabelFunctions::replace);
            case "label_join" -> relabelled(call, inference, LabelFunctions::join);
            case "info" -> InfoSeries.of(call, inference);
            case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" -> inference.known(call.args().getFirst());
            case "last_over_time", "first_over_time" -> vector(inference.known(call.args().getFirst()));
            default -> call.args().isEmpty() ? date(call) : computed(call, inference);
        };
    }

    /// A range vector's series as an instant vector.
    private static SeriesSet vector(SeriesSet range) {
        return new SeriesSet(ValueType.VECTOR, range.shapes(), range.isNever() ? Truth.NEVER : Truth.SOMETIMES, range.because());
    }

    private static SeriesSet vector(Call call, Inference inference) {
        Samples samples = inference.known(call.args().getFirst()).samples();
        Why why = new Why("`vector` returns one series without labels, whatever there is", call.span());
        return SeriesSet.of(ValueType.VECTOR, List.of(Inference.unlabelled(samples, new Why("`vector` returns no labels", call.span()))), true, List.of(why));
    }

    /// `hour()` and its like without an argument tell the time of the evaluation.
    private static SeriesSet date(Call call) {
        Why why = new Why("`" + call.function().name() + "()` returns no labels", call.span());
        return SeriesSet.of(ValueType.VECTOR, List.of(Inference.unlabelled(FunctionSamples.ofDate(call), why)), true,
                List.of(new Why("`" + call.function().name() + "()` always returns one series", call.span())));
    }

    /// Labels come from the `=` matchers of a bare selector, but for a label that another matcher looks at too after it.
    private static SeriesSet absent(Call call, Inference inference) {
        SeriesSet argument = inference.known(call.args().getFirst());
        Samples one = Samples.constant(1, new Why("`" + call.function().name() + "` returns 1", call.name().span()));
        if (argument.isAlways() && call.function().name().equals("absent")) {
            inference.died(call, Dead.Cause.ARGUMENT, true, argument.because());
            return SeriesSet.of(ValueType.VECTOR, List.of(), false, argument.because());
        }
        List<Matcher> matchers = switch (call.args().getFirst().unwrapped()) {
            case Expr.VectorSelector selector -> selector.matchers();
            case Expr.MatrixSelector matrix -> matrix.selector().matchers();
            default -> List.of();
        };
        Map<String, List<Matcher>> byLabel = new TreeMap<>();
        matchers.stream().filter(matcher -> !matcher.label().text().equals(Shape.NAME))
                .forEach(matcher -> byLabel.computeIfAbsent(matcher.label().text(), label -> new ArrayList<>()).add(matcher));
        Map<String, LabelFact> labels = new TreeMap<>();
        byLabel.forEach((label, ofLabel) -> labels.put(label, taken(call, ofLabel)));
        Why rest = new Why("`" + call.function().name() + "` has only labels that one `=` matcher gives", call.span());
        return SeriesSet.of(ValueType.VECTOR, List.of(new Shape(labels, true, rest, one)), argument.isNever(), argument.because());
    }

    /// The label is set by the first `=` matcher and deleted by any other. The storage puts negative matchers behind the others when it looks for the series, so both orders count.
    private static LabelFact taken(Call call, List<Matcher> matchers) {
        List<Matcher> sorted = new ArrayList<>(matchers);
        matchers.stream().filter(matcher -> matcher.op().isNegative()).forEach(negative -> {
            sorted.remove(negative);
            sorted.add(negative);
        });
        Optional<Matcher> written = setting(matchers);
        Optional<Matcher> looked = setting(sorted);
        Why takes = new Why("`" + call.function().name() + "` takes it from the matcher", written.or(() -> looked).orElse(matchers.getFirst()).span());
        if (written.isEmpty() && looked.isEmpty()) {
            return LabelFact.never(new Why("`" + call.function().name() + "` takes a label only from its one `=` matcher", matchers.getLast().span()));
        }
        Values values = Values.of(written.or(() -> looked).orElseThrow().value().value());
        return written.equals(looked) ? LabelFact.always(values, takes) : LabelFact.maybe(values, takes);
    }

    /// The matcher that sets the label in the end, if it does.
    private static Optional<Matcher> setting(List<Matcher> matchers) {
        Optional<Matcher> first = matchers.stream().filter(matcher -> matcher.op() == MatchOp.EQUAL).findFirst();
        return first.filter(matcher -> matchers.getLast() == matcher && !matcher.value().value().isEmpty());
    }

    private interface Relabelling {
        List<Shape> apply(Call call, Shape shape);
    }

    private static SeriesSet relabelled(Call call, Inference inference, Relabelling relabelling) {
        SeriesSet operand = inference.known(call.args().getFirst());
        List<Shape> shapes = new ArrayList<>();
        operand.shapes().forEach(shape -> shapes.addAll(relabelling.apply(call, shape)));
        return SeriesSet.of(ValueType.VECTOR, shapes, operand.isAlways(), operand.because());
    }

    /// All that computes a new value from each series and drops its name.
    private static SeriesSet computed(Call call, Inference inference) {
        String function = call.function().name();
        Expr argument = call.vector().orElseThrow();
        SeriesSet operand = inference.known(argument);
        Why drops = new Why("`" + function + "` drops the metric name", call.name().span());
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : operand.shapes()) {
            Samples samples = FunctionSamples.of(call, shape.samples(), inference);
            if (!samples.isEmpty()) {
                shapes.addAll(HistogramSeries.isQuantile(function) ? HistogramSeries.of(call, shape, samples) : List.of(shape.withoutName(drops).with(samples)));
            }
        }
        // A range may hold too few samples, and a histogram among the samples may leave nothing.
        boolean always = operand.isAlways() && operand.type() == ValueType.VECTOR && FunctionSamples.keepsEveryFloat(function) && operand.samples().onlyFloats()
                && !shapes.isEmpty();
        if (shapes.isEmpty() && !operand.isNever()) {
            List<Why> because = List.of(FunctionSamples.whyNothing(call, inference));
            inference.died(call, Dead.Cause.ARGUMENT, true, because);
            return SeriesSet.of(ValueType.VECTOR, shapes, false, because);
        }
        return SeriesSet.of(ValueType.VECTOR, shapes, always, operand.because());
    }

    /// The text of a string argument, where it is written as one.
    static Optional<String> string(Call call, int index) {
        return index < call.args().size() && call.args().get(index).unwrapped() instanceof StringLiteral literal ? Optional.of(literal.value()) : Optional.empty();
    }

    /// The regular expression of `label_replace`, which is anchored as those of matchers are.
    static Optional<Regex> regex(Call call, int index) {
        return string(call, index).flatMap(pattern -> Regex.parse(pattern) instanceof Regex regex ? Optional.of(regex) : Optional.empty());
    }
}
