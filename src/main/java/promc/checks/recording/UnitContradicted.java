package promc.checks.recording;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// A recorded name that ends in a unit which the expression contradicts: `_seconds` of milliseconds, `_bytes` times 8, `_ratio` times 100, `_percent` of a bare quotient.
public final class UnitContradicted implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/unit-contradicted", Severity.INFO, "A recorded name ends in another unit than its values are in");
    private static final Set<String> SECONDS = Set.of("seconds");
    private static final Set<String> MILLIS = Set.of("milliseconds", "millis", "ms");
    private static final Set<String> PERCENT = Set.of("percent", "percentage", "pct");

    private static final Set<String> OPERATIONS = Set.of("sum", "avg", "mean", "max", "min", "total");

    /// What is wrong, at which part.
    private record Contradiction(Expr part, String message) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        String name = rule.isRecording() ? rule.name().value().orElse("") : "";
        String unit = name.isEmpty() ? "" : unit(name);
        if (unit.isEmpty() || !(rule.validExpr().orElse(null) instanceof Expression expression)) {
            return;
        }
        contradiction(unit, expression.valid().orElseThrow()).ifPresent(found ->
                context.report(context.file(), rule.name().span(), "the name ends in `" + unit + "`, but " + found.message).note(expression.text(), found.part.span(), "this is recorded"));
    }

    /// The unit that a recorded name tells: the last word of its metric, or of its operations, without a window. Empty if that is no unit known here.
    private static String unit(String name) {
        String[] parts = name.toLowerCase(Locale.ROOT).split(":");
        for (int i = parts.length - 1; i >= 0 && i >= parts.length - 2; i--) {
            String[] words = parts[i].split("_");
            int last = words.length - 1;
            while (last > 0 && isOperation(words[last])) {
                last--;
            }
            if (last >= 0 && isUnit(words[last]) && !isPer(words, last)) {
                return words[last];
            }
        }
        return "";
    }

    /// `rate5m`, `5m`, `sum`, `p99`: what was done, not what it is.
    private static boolean isOperation(String word) {
        return word.startsWith("rate") || word.startsWith("irate") || word.startsWith("p9") || OPERATIONS.contains(word) || !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    private static boolean isUnit(String word) {
        return SECONDS.contains(word) || MILLIS.contains(word) || PERCENT.contains(word) || word.equals("bytes") || word.equals("ratio");
    }

    private static boolean isPer(String[] words, int at) {
        return at > 0 && words[at - 1].equals("per");
    }

    private static Optional<Contradiction> contradiction(String unit, Expr root) {
        if (SECONDS.contains(unit) || MILLIS.contains(unit)) {
            String metric = metric(root);
            String read = metric.isEmpty() ? "" : unit(withoutSuffix(metric));
            boolean other = SECONDS.contains(unit) ? MILLIS.contains(read) : SECONDS.contains(read);
            return other ? Optional.of(new Contradiction(root, "`" + metric + "` is in " + (SECONDS.contains(read) ? "seconds" : "milliseconds") + ", and nothing converts it")) : Optional.empty();
        }
        if (unit.equals("bytes")) {
            boolean bits = factor(root) == 8 && metric(other(root)).contains("_bytes");
            return bits ? Optional.of(new Contradiction(root, "bytes times 8 are bits")) : Optional.empty();
        }
        if (unit.equals("ratio")) {
            return factor(root) == 100 && isQuotient(other(root)) || timesHundredFirst(root)
                    ? Optional.of(new Contradiction(root, "what is recorded is a percentage: a ratio is a part of 1, and this one is multiplied by 100")) : Optional.empty();
        }
        return isQuotient(root) ? Optional.of(new Contradiction(root, "what is recorded is a part of 1: nothing multiplies it by 100")) : Optional.empty();
    }

    private static String withoutSuffix(String metric) {
        for (String suffix : new String[] {"_total", "_sum", "_bucket"}) {
            if (metric.endsWith(suffix)) {
                return metric.substring(0, metric.length() - suffix.length());
            }
        }
        return metric;
    }

    /// The number that the expression is multiplied with in the end; 1 if none.
    private static double factor(Expr root) {
        return root.unwrapped() instanceof Binary binary && binary.op() == BinaryOp.MUL
                ? binary.right().unwrapped() instanceof NumberLiteral right ? right.value() : binary.left().unwrapped() instanceof NumberLiteral left ? left.value() : 1 : 1;
    }

    private static Expr other(Expr root) {
        return root.unwrapped() instanceof Binary binary ? binary.right().unwrapped() instanceof NumberLiteral ? binary.left() : binary.right() : root;
    }

    /// `100 * a / b`.
    private static boolean timesHundredFirst(Expr root) {
        return root.unwrapped() instanceof Binary binary && binary.op() == BinaryOp.DIV && binary.right().type() == ValueType.VECTOR && factor(binary.left()) == 100
                && factor(binary.right()) != 100;
    }

    /// A quotient of two vectors that read no percentages by name, or what it lacks to 1; nothing in it is multiplied with a number.
    private static boolean isQuotient(Expr node) {
        return switch (node.unwrapped()) {
            case Binary binary when binary.op() == BinaryOp.DIV -> binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR && isPlain(binary);
            case Binary binary when binary.op() == BinaryOp.SUB -> binary.left().unwrapped() instanceof NumberLiteral one && one.value() == 1 && isQuotient(binary.right());
            case Aggregation aggregation -> (aggregation.op() == Aggregator.AVG || aggregation.op() == Aggregator.MAX || aggregation.op() == Aggregator.MIN) && isQuotient(aggregation.expr());
            default -> false;
        };
    }

    private static boolean isPlain(Expr node) {
        boolean[] plain = {true};
        node.forEach(part -> plain[0] &= switch (part) {
            case NumberLiteral ignored -> false;
            case VectorSelector selector -> selector.metric().filter(metric -> !metric.contains("percent") && !metric.contains("pct") && !metric.contains("util") && !metric.contains("usage")).isPresent();
            default -> true;
        });
        return plain[0];
    }

    /// The name of the one metric whose values are recorded in its unit; empty if numbers or other metrics take part, or if the unit is another then.
    private static String metric(Expr part) {
        return switch (part.unwrapped()) {
            case VectorSelector selector -> selector.metric().orElse("");
            case MatrixSelector matrix -> metric(matrix.selector());
            case Subquery subquery -> metric(subquery.expr());
            case Aggregation aggregation when aggregation.op() != Aggregator.COUNT && aggregation.op() != Aggregator.GROUP && aggregation.op() != Aggregator.COUNT_VALUES -> metric(aggregation.expr());
            case Call call when keepsUnit(call.function().name()) -> call.vector().map(UnitContradicted::metric).orElse("");
            // A mean of what a histogram or summary observed.
            case Binary binary when binary.op() == BinaryOp.DIV && metric(binary.left()).endsWith("_sum") && metric(binary.right()).endsWith("_count") -> metric(binary.left());
            default -> "";
        };
    }

    private static boolean keepsUnit(String function) {
        return switch (function) {
            case "rate", "irate", "increase", "histogram_quantile", "abs", "round", "ceil", "floor", "sort", "sort_desc", "avg_over_time", "max_over_time", "min_over_time", "last_over_time",
                 "sum_over_time", "quantile_over_time", "label_replace", "label_join" -> true;
            default -> false;
        };
    }
}
