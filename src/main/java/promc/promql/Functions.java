package promc.promql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.Nearest;

/// The functions of Prometheus 3.14 (`promql/parser/functions.go`). Names are case-sensitive.
public final class Functions {
    private static final ValueType V = ValueType.VECTOR;
    private static final ValueType M = ValueType.MATRIX;
    private static final ValueType S = ValueType.SCALAR;
    private static final ValueType T = ValueType.STRING;
    private static final int MANY = Integer.MAX_VALUE;
    private static final Map<String, Function> ALL = new LinkedHashMap<>();

    // Name, first version, fewest and most arguments, result, arguments.
    static {
        stable("abs", "2.0.0", 1, 1, V, V);
        stable("absent", "2.0.0", 1, 1, V, V);
        stable("absent_over_time", "2.16.0", 1, 1, V, M);
        stable("acos", "2.31.0", 1, 1, V, V);
        stable("acosh", "2.31.0", 1, 1, V, V);
        stable("asin", "2.31.0", 1, 1, V, V);
        stable("asinh", "2.31.0", 1, 1, V, V);
        stable("atan", "2.31.0", 1, 1, V, V);
        stable("atanh", "2.31.0", 1, 1, V, V);
        stable("avg_over_time", "2.0.0", 1, 1, V, M);
        stable("ceil", "2.0.0", 1, 1, V, V);
        stable("changes", "2.0.0", 1, 1, V, M);
        stable("clamp", "2.26.0", 3, 3, V, V, S, S);
        stable("clamp_max", "2.0.0", 2, 2, V, V, S);
        stable("clamp_min", "2.0.0", 2, 2, V, V, S);
        stable("cos", "2.31.0", 1, 1, V, V);
        stable("cosh", "2.31.0", 1, 1, V, V);
        stable("count_over_time", "2.0.0", 1, 1, V, M);
        stable("day_of_month", "2.0.0", 0, 1, V, V);
        stable("day_of_week", "2.0.0", 0, 1, V, V);
        stable("day_of_year", "2.36.0", 0, 1, V, V);
        stable("days_in_month", "2.0.0", 0, 1, V, V);
        stable("deg", "2.31.0", 1, 1, V, V);
        stable("delta", "2.0.0", 1, 1, V, M);
        stable("deriv", "2.0.0", 1, 1, V, M);
        experimental("double_exponential_smoothing", "3.0.0", 3, 3, V, M, S, S);
        experimental("end", "3.12.0", 0, 0, S);
        stable("exp", "2.0.0", 1, 1, V, V);
        stable("first_over_time", "3.7.0", 1, 1, V, M);
        stable("floor", "2.0.0", 1, 1, V, V);
        stable("histogram_avg", "2.51.0", 1, 1, V, V);
        stable("histogram_count", "2.40.0", 1, 1, V, V);
        stable("histogram_fraction", "2.40.0", 3, 3, V, S, S, V);
        stable("histogram_quantile", "2.0.0", 2, 2, V, S, V);
        experimental("histogram_quantiles", "3.11.0", 3, 12, V, V, T, S, S);
        stable("histogram_stddev", "2.47.0", 1, 1, V, V);
        stable("histogram_stdvar", "2.47.0", 1, 1, V, V);
        stable("histogram_sum", "2.40.0", 1, 1, V, V);
        stable("hour", "2.0.0", 0, 1, V, V);
        stable("idelta", "2.0.0", 1, 1, V, M);
        stable("increase", "2.0.0", 1, 1, V, M);
        experimental("info", "2.55.0", 1, 2, V, V, V);
        stable("irate", "2.0.0", 1, 1, V, M);
        stable("label_join", "2.0.0", 3, MANY, V, V, T, T, T);
        stable("label_replace", "2.0.0", 5, 5, V, V, T, T, T, T);
        stable("last_over_time", "2.26.0", 1, 1, V, M);
        stable("ln", "2.0.0", 1, 1, V, V);
        stable("log10", "2.0.0", 1, 1, V, V);
        stable("log2", "2.0.0", 1, 1, V, V);
        experimental("mad_over_time", "2.49.0", 1, 1, V, M);
        experimental("max_of", "3.13.0", 2, 2, S, S, S);
        stable("max_over_time", "2.0.0", 1, 1, V, M);
        experimental("min_of", "3.13.0", 2, 2, S, S, S);
        stable("min_over_time", "2.0.0", 1, 1, V, M);
        stable("minute", "2.0.0", 0, 1, V, V);
        stable("month", "2.0.0", 0, 1, V, V);
        stable("pi", "2.31.0", 0, 0, S);
        stable("predict_linear", "2.0.0", 2, 2, V, M, S);
        stable("present_over_time", "2.29.0", 1, 1, V, M);
        stable("quantile_over_time", "2.0.0", 2, 2, V, S, M);
        stable("rad", "2.31.0", 1, 1, V, V);
        experimental("range", "3.12.0", 0, 0, S);
        stable("rate", "2.0.0", 1, 1, V, M);
        stable("resets", "2.0.0", 1, 1, V, M);
        stable("round", "2.0.0", 1, 2, V, V, S);
        stable("scalar", "2.0.0", 1, 1, S, V);
        stable("sgn", "2.26.0", 1, 1, V, V);
        stable("sin", "2.31.0", 1, 1, V, V);
        stable("sinh", "2.31.0", 1, 1, V, V);
        stable("sort", "2.0.0", 1, 1, V, V);
        experimental("sort_by_label", "2.49.0", 1, MANY, V, V, T);
        experimental("sort_by_label_desc", "2.49.0", 1, MANY, V, V, T);
        stable("sort_desc", "2.0.0", 1, 1, V, V);
        stable("sqrt", "2.0.0", 1, 1, V, V);
        experimental("start", "3.12.0", 0, 0, S);
        experimental("start_timestamp", "3.14.0", 1, 1, V, V);
        stable("stddev_over_time", "2.0.0", 1, 1, V, M);
        stable("stdvar_over_time", "2.0.0", 1, 1, V, M);
        experimental("step", "3.12.0", 0, 0, S);
        stable("sum_over_time", "2.0.0", 1, 1, V, M);
        stable("tan", "2.31.0", 1, 1, V, V);
        stable("tanh", "2.31.0", 1, 1, V, V);
        stable("time", "2.0.0", 0, 0, S);
        stable("timestamp", "2.0.0", 1, 1, V, V);
        experimental("ts_of_first_over_time", "3.7.0", 1, 1, V, M);
        experimental("ts_of_last_over_time", "3.5.0", 1, 1, V, M);
        experimental("ts_of_max_over_time", "3.5.0", 1, 1, V, M);
        experimental("ts_of_min_over_time", "3.5.0", 1, 1, V, M);
        stable("vector", "2.0.0", 1, 1, V, S);
        stable("year", "2.0.0", 0, 1, V, V);
    }

    private Functions() {}

    private static void stable(String name, String since, int least, int most, ValueType returns, ValueType... args) {
        ALL.put(name, new Function(name, List.of(args), least, most, returns, false, since));
    }

    private static void experimental(String name, String since, int least, int most, ValueType returns, ValueType... args) {
        ALL.put(name, new Function(name, List.of(args), least, most, returns, true, since));
    }

    /// The function of exactly this name.
    public static Optional<Function> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// All functions, by name.
    public static Collection<Function> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    // What other languages call them.
    private static final Map<String, String> FOREIGN = Map.of("holt_winters", "double_exponential_smoothing", "mean", "avg", "average", "avg", "stdev", "stddev",
            "std", "stddev", "variance", "stdvar", "length", "count", "total", "sum");

    private static List<String> callable() {
        List<String> words = new ArrayList<>(ALL.keySet());
        for (Aggregator aggregator : Aggregator.values()) {
            words.add(aggregator.keyword());
        }
        return words;
    }

    /// The function or aggregation that was probably meant by an unknown name: the same in another case, one of another name elsewhere, or the nearest by few
    /// edits.
    public static Optional<String> nearest(String name) {
        return Optional.ofNullable(FOREIGN.get(name)).or(() -> Nearest.to(name, callable()));
    }

    /// The only function or aggregation that can have been meant: all others differ by more than a letter.
    public static Optional<String> only(String name) {
        return Nearest.only(name, callable());
    }
}
