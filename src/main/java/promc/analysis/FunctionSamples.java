package promc.analysis;

import java.util.Optional;
import promc.promql.Expr;
import promc.promql.Expr.Call;

/// The values that functions of one vector return, and which samples they leave out.
final class FunctionSamples {
    private static final double INF = Double.POSITIVE_INFINITY;
    /// Floats that are numbers.
    private static final Samples NUMBERS = new Samples(Double.NEGATIVE_INFINITY, INF, false, false, false, Optional.empty());
    /// Whole numbers up to this have an exact sum for 2^33 series or samples, more than any server looks at.
    private static final double MOST_EXACT = 1 << 20;

    private FunctionSamples() {}

    /// What `call` makes of such samples; [Samples#isEmpty] if it returns nothing for them.
    static Samples of(Call call, Samples in, Inference inference) {
        String function = call.function().name();
        return switch (function) {
            case "histogram_count", "histogram_sum", "histogram_avg", "histogram_stddev", "histogram_stdvar" -> in.histograms() ? Samples.FLOATS : Samples.NONE;
            case "histogram_quantile", "histogram_quantiles", "histogram_fraction" -> Samples.FLOATS;
            case "start_timestamp" -> call.args().getFirst().unwrapped() instanceof Expr.VectorSelector ? NUMBERS : Samples.NONE;
            case "timestamp", "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time" -> NUMBERS;
            case "count_over_time" -> Samples.wholeBetween(1, INF, why(call, "counts at least one sample"));
            case "present_over_time" -> Samples.constant(1, why(call, "returns 1"));
            case "changes", "resets" -> Samples.wholeBetween(0, INF, why(call, "counts, from 0"));
            case "rate", "increase", "irate" -> counter(call, in);
            case "delta", "idelta", "sum_over_time" -> sum(function, in);
            case "avg_over_time" -> loosened(in);
            case "min_over_time", "max_over_time", "last_over_time", "first_over_time" -> function.startsWith("m") ? floats(in) : in;
            case "deriv", "predict_linear", "double_exponential_smoothing", "quantile_over_time", "stddev_over_time", "stdvar_over_time", "mad_over_time" ->
                    hasFloats(in) ? ofFloats(call, in, inference) : Samples.NONE;
            default -> hasFloats(in) ? eachFloat(call, in, inference) : Samples.NONE;
        };
    }

    /// True of functions that return a sample for each float they are given.
    static boolean keepsEveryFloat(String function) {
        return switch (function) {
            case "clamp", "histogram_quantile", "histogram_quantiles", "histogram_fraction", "histogram_count", "histogram_sum", "histogram_avg", "histogram_stddev", "histogram_stdvar",
                    "start_timestamp" -> false;
            default -> true;
        };
    }

    /// Why a function returned nothing though it was given something.
    static Why whyNothing(Call call, Inference inference) {
        String function = call.function().name();
        return new Why(switch (function) {
            case "clamp" -> "the least value is above the greatest, for which `clamp` returns nothing";
            case "histogram_quantile", "histogram_quantiles", "histogram_fraction" -> "`" + function + "` leaves out series without a number in `le`";
            case "histogram_count", "histogram_sum", "histogram_avg", "histogram_stddev", "histogram_stdvar" -> "`" + function + "` leaves out all but native histograms";
            case "start_timestamp" -> "`start_timestamp` returns something for a selector alone";
            default -> "`" + function + "` leaves out native histograms";
        }, call.name().span());
    }

    private static Why why(Call call, String what) {
        return new Why("`" + call.function().name() + "` " + what, call.name().span());
    }

    private static boolean hasFloats(Samples in) {
        return in.hasNumbers() || in.nan();
    }

    private static Samples floats(Samples in) {
        return in.withoutHistograms();
    }

    /// Of samples from 0 up, what is added at resets is no less than what was lost.
    private static Samples counter(Call call, Samples in) {
        boolean fromZero = in.min() >= 0 && !(call.args().getFirst().unwrapped() instanceof Expr.MatrixSelector matrix && matrix.selector().modifiers().mode().isPresent());
        return new Samples(fromZero && in.hasNumbers() ? 0 : Double.NEGATIVE_INFINITY, INF, false, true, in.histograms(),
                fromZero ? Optional.of(why(call, "of values from 0 up is never below 0")) : Optional.empty());
    }

    private static Samples sum(String function, Samples in) {
        if (!function.equals("sum_over_time") || !hasFloats(in)) {
            return new Samples(Double.NEGATIVE_INFINITY, INF, false, true, in.histograms(), Optional.empty());
        }
        boolean infinite = Double.isInfinite(in.min()) || Double.isInfinite(in.max());
        return new Samples(in.min() >= 0 ? in.min() : Double.NEGATIVE_INFINITY, in.max() <= 0 ? in.max() : INF, in.whole(), in.nan() || infinite || !in.hasNumbers(), in.histograms(), in.why());
    }

    /// An average lies between the least and the greatest, but for rounding. Of whole numbers that are not too great any number has an exact sum, so that no average of values
    /// that are not above one of them is above it either.
    static Samples loosened(Samples in) {
        if (!in.hasNumbers()) {
            return in;
        }
        boolean infinite = Double.isInfinite(in.min()) || Double.isInfinite(in.max());
        double low = isSummedExactly(in.min()) ? in.min() : in.min() - Math.abs(in.min()) * Arithmetic.ROUNDING;
        double high = isSummedExactly(in.max()) ? in.max() : in.max() + Math.abs(in.max()) * Arithmetic.ROUNDING;
        return new Samples(low, high, false, in.nan() || infinite, in.histograms(), in.why());
    }

    private static boolean isSummedExactly(double value) {
        return Double.isInfinite(value) || value == Math.rint(value) && Math.abs(value) <= MOST_EXACT;
    }

    private static Samples ofFloats(Call call, Samples in, Inference inference) {
        return switch (call.function().name()) {
            case "stddev_over_time", "stdvar_over_time", "mad_over_time" -> new Samples(0, INF, false, true, false, Optional.of(why(call, "is never below 0")));
            case "quantile_over_time" -> quantile(inference.known(call.args().getFirst()).samples(), in);
            default -> Samples.FLOATS;
        };
    }

    /// Between the least and the greatest, if the quantile is one from 0 to 1.
    static Samples quantile(Samples parameter, Samples in) {
        boolean proper = parameter.hasNumbers() && !parameter.nan() && parameter.min() >= 0 && parameter.max() <= 1;
        return proper && in.hasNumbers() ? new Samples(between(in.min(), -1), between(in.max(), 1), false, true, false, in.why()) : Samples.FLOATS;
    }

    /// The end of the range of what lies between two values: both are weighted by numbers that sum up to 1, exactly so where the end is 0, 1 or -1.
    private static double between(double end, int sign) {
        return end == 0 || Math.abs(end) == 1 || Double.isInfinite(end) ? end : end + sign * Math.abs(end) * Arithmetic.ROUNDING;
    }

    private static Samples eachFloat(Call call, Samples in, Inference inference) {
        return switch (call.function().name()) {
            case "abs" -> absolute(in);
            case "ceil" -> rounded(in, Math.ceil(in.min()), Math.ceil(in.max()));
            case "floor" -> rounded(in, Math.floor(in.min()), Math.floor(in.max()));
            case "round" -> call.args().size() == 1 ? rounded(in, Math.floor(in.min() + 0.5), Math.floor(in.max() + 0.5)) : Samples.FLOATS;
            case "sgn" -> in.hasNumbers() ? new Samples(Math.signum(in.min()), Math.signum(in.max()), true, in.nan(), false, Optional.of(why(call, "is -1, 0 or 1"))) : floats(in);
            case "clamp" -> clamp(in, parameter(call, 1, inference), parameter(call, 2, inference));
            case "clamp_min" -> atLeast(in, parameter(call, 1, inference));
            case "clamp_max" -> atMost(in, parameter(call, 1, inference));
            case "exp", "cosh" -> new Samples(0, INF, false, in.nan(), false, Optional.of(why(call, "is never below 0")));
            case "sqrt" -> new Samples(0, INF, false, in.nan() || in.min() < 0, false, Optional.of(why(call, "is never below 0")));
            case "sin", "cos", "tanh" -> new Samples(-1, 1, false, true, false, Optional.of(why(call, "is between -1 and 1")));
            case "acosh" -> new Samples(0, INF, false, true, false, Optional.of(why(call, "is never below 0")));
            case "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year" -> ofDate(call);
            default -> Samples.FLOATS;
        };
    }

    /// The parts of a date in UTC.
    static Samples ofDate(Call call) {
        return switch (call.function().name()) {
            case "day_of_month" -> Samples.wholeBetween(1, 31, why(call, "is 1 to 31"));
            case "day_of_week" -> Samples.wholeBetween(0, 6, why(call, "is 0 to 6"));
            case "day_of_year" -> Samples.wholeBetween(1, 366, why(call, "is 1 to 366"));
            case "days_in_month" -> Samples.wholeBetween(28, 31, why(call, "is 28 to 31"));
            case "hour" -> Samples.wholeBetween(0, 23, why(call, "is 0 to 23"));
            case "minute" -> Samples.wholeBetween(0, 59, why(call, "is 0 to 59"));
            case "month" -> Samples.wholeBetween(1, 12, why(call, "is 1 to 12"));
            case "year" -> Samples.wholeBetween(Double.NEGATIVE_INFINITY, INF, why(call, "is a whole number"));
            default -> Samples.FLOATS;
        };
    }

    private static Samples absolute(Samples in) {
        if (!in.hasNumbers()) {
            return floats(in);
        }
        boolean across = in.min() < 0 && in.max() > 0;
        double least = across ? 0 : Math.min(Math.abs(in.min()), Math.abs(in.max()));
        return new Samples(least, Math.max(Math.abs(in.min()), Math.abs(in.max())), in.whole(), in.nan(), false, in.why());
    }

    private static Samples rounded(Samples in, double low, double high) {
        return in.hasNumbers() ? new Samples(low, high, true, in.nan(), false, in.why()) : floats(in);
    }

    private static Samples parameter(Call call, int index, Inference inference) {
        return index < call.args().size() ? inference.known(call.args().get(index)).samples() : Samples.FLOATS;
    }

    /// Nothing is returned if the least is above the greatest (`promql/functions.go`, clamp). A bound that is NaN makes every value NaN.
    private static Samples clamp(Samples in, Samples least, Samples greatest) {
        if (!least.hasNumbers() || !greatest.hasNumbers()) {
            return Samples.FLOATS;
        }
        if (least.min() > greatest.max() && !least.nan() && !greatest.nan()) {
            return Samples.NONE;
        }
        return atLeast(atMost(in, greatest), least);
    }

    private static Samples atLeast(Samples in, Samples bound) {
        if (!in.hasNumbers() || !bound.hasNumbers() || in.nan() || bound.nan()) {
            // An infinite bound decides even over NaN (Go math.Max).
            return !bound.hasNumbers() || bound.nan() || Double.isInfinite(bound.max()) ? Samples.FLOATS
                    : in.hasNumbers() ? new Samples(Math.max(in.min(), bound.min()), Math.max(in.max(), bound.max()), in.whole() && bound.whole(), true, false, bound.why().or(in::why)) : floats(in);
        }
        return new Samples(Math.max(in.min(), bound.min()), Math.max(in.max(), bound.max()), in.whole() && bound.whole(), false, false, bound.why().or(in::why));
    }

    private static Samples atMost(Samples in, Samples bound) {
        return Arithmetic.negate(atLeast(Arithmetic.negate(floats(in)), Arithmetic.negate(bound)));
    }
}
