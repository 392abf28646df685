package promc.checks.promql;

import java.util.Optional;
import java.util.Set;
import promc.analysis.Samples;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.VectorSelector;

/// `count_values` over values that hardly ever repeat: rates, quotients, measured quantities. It makes a label value, and so a series, of each.
public final class CountValuesExplodes implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/count-values-explodes", Severity.WARNING, "`count_values` runs over values that hardly ever repeat");
    /// Units of what is measured, as metric names end in them.
    private static final Set<String> MEASURED = Set.of("seconds", "bytes", "ratio", "celsius", "volts", "amperes", "joules", "watts", "meters", "hertz", "grams", "percent", "total",
            "sum", "milliseconds", "duration");
    private static final Set<String> FRACTIONS = Set.of("rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "avg_over_time", "stddev_over_time", "stdvar_over_time",
            "quantile_over_time", "histogram_quantile", "histogram_avg", "histogram_fraction", "double_exponential_smoothing", "timestamp", "sqrt", "ln", "log2", "log10", "exp");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation && aggregation.op() == Aggregator.COUNT_VALUES) {
                Samples samples = context.facts(expression).of(aggregation.expr()).samples();
                if (!samples.whole()) {
                    measured(aggregation.expr()).ifPresent(what -> context.report(expression.text(), aggregation.name().span(),
                            "`count_values` makes a series of each value, and " + what + " hardly ever repeat: round them, or count them in buckets"));
                }
            }
        });
    }

    /// Why the values of `expr` are of a continuous kind.
    private static Optional<String> measured(Expr expr) {
        return switch (expr.unwrapped()) {
            case VectorSelector selector -> selector.metric().filter(name -> MEASURED.contains(name.substring(name.lastIndexOf('_') + 1))).map(name -> "values of `" + name + "`");
            case Call call when FRACTIONS.contains(call.function().name()) -> Optional.of("results of `" + call.name().text() + "`");
            case Call call -> switch (call.function().name()) {
                case "round", "floor", "ceil", "sgn", "hour", "minute", "month", "year", "day_of_month", "day_of_week", "day_of_year", "days_in_month" -> Optional.empty();
                default -> call.vector().flatMap(CountValuesExplodes::measured);
            };
            case Expr.MatrixSelector matrix -> measured(matrix.selector());
            case Expr.Subquery subquery -> measured(subquery.expr());
            case Aggregation aggregation when aggregation.op() == Aggregator.AVG || aggregation.op() == Aggregator.STDDEV || aggregation.op() == Aggregator.STDVAR || aggregation.op() == Aggregator.QUANTILE ->
                    Optional.of("results of `" + aggregation.name().text() + "`");
            case Aggregation aggregation -> aggregation.op() == Aggregator.COUNT || aggregation.op() == Aggregator.GROUP ? Optional.empty() : measured(aggregation.expr());
            case Binary binary when binary.op() == BinaryOp.DIV -> Optional.of("quotients");
            case Binary binary when binary.op().isSetOperator() || binary.op().isComparison() && binary.boolSpan().isEmpty() -> measured(binary.left());
            default -> Optional.empty();
        };
    }
}
