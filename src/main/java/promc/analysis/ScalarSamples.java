package promc.analysis;

import java.util.Optional;
import promc.promql.Expr.Call;

/// The values of functions that return a scalar.
final class ScalarSamples {
    private ScalarSamples() {}

    static Samples of(Call call, Inference inference) {
        return switch (call.function().name()) {
            case "pi" -> Samples.constant(Math.PI, new Why("`pi()` is a constant", call.span()));
            case "scalar" -> scalar(inference.known(call.args().getFirst()));
            case "min_of", "max_of" -> extreme(call, inference);
            case "step", "range" -> Samples.between(0, Double.POSITIVE_INFINITY, new Why("it is a number of seconds", call.span()));
            default -> new Samples(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, false, false, Optional.empty());
        };
    }

    /// The one float there is, NaN if there is none or several.
    private static Samples scalar(SeriesSet vector) {
        Samples samples = vector.samples().withoutHistograms();
        boolean one = vector.isAlways() && vector.isSingle() && vector.shapes().size() == 1 && vector.samples().onlyFloats();
        return one ? samples : new Samples(samples.min(), samples.max(), samples.whole(), true, false, samples.why());
    }

    /// Go's math.Min and math.Max: NaN if one is, but for an infinity that decides.
    private static Samples extreme(Call call, Inference inference) {
        Samples a = inference.known(call.args().getFirst()).samples();
        Samples b = inference.known(call.args().get(1)).samples();
        boolean nan = a.nan() || b.nan();
        if (!a.hasNumbers() || !b.hasNumbers() || nan) {
            return Samples.FLOATS;
        }
        boolean least = call.function().name().equals("min_of");
        return new Samples(least ? Math.min(a.min(), b.min()) : Math.max(a.min(), b.min()), least ? Math.min(a.max(), b.max()) : Math.max(a.max(), b.max()),
                a.whole() && b.whole(), false, false, a.why().or(b::why));
    }
}
