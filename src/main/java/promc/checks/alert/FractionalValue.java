package promc.checks.alert;

import java.util.Optional;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// What makes the value of an expression a number with many digits: `cause` is the part, `words` what it is, and `form` how people read it.
record FractionalValue(Expr cause, String words, Form form) {
    /// A part of a whole from 0 to 1, a number of seconds, of bytes, or anything.
    enum Form { RATIO, SECONDS, BYTES, NUMBER }

    /// Of an expression whose value is computed so that it hardly ever is a short number; empty where nothing tells.
    static Optional<FractionalValue> of(Expr root) {
        return switch (root) {
            case Expr.Paren paren -> of(paren.inner());
            case Expr.Unary unary -> of(unary.operand());
            case Binary binary -> of(binary);
            case Aggregation aggregation -> of(aggregation);
            case Call call -> of(call);
            case Subquery subquery -> of(subquery.expr());
            default -> Optional.empty();
        };
    }

    private static Optional<FractionalValue> of(Binary binary) {
        BinaryOp op = binary.op();
        boolean leftIsNumber = binary.left().type() == ValueType.SCALAR;
        boolean rightIsNumber = binary.right().type() == ValueType.SCALAR;
        if (op.isComparison()) {
            return binary.boolSpan().isPresent() ? Optional.empty() : of(leftIsNumber ? binary.right() : binary.left());
        }
        return switch (op) {
            case AND, UNLESS -> of(binary.left());
            // All of what the alert fires for must be such a number.
            case OR -> of(binary.right()).isEmpty() ? Optional.empty() : of(binary.left());
            case DIV -> Optional.of(new FractionalValue(binary, "a quotient", quotient(binary)));
            case MUL -> either(binary).map(found -> leftIsNumber || rightIsNumber ? new FractionalValue(found.cause, found.words, Form.NUMBER) : found);
            case ADD, SUB -> isAge(binary) ? Optional.of(new FractionalValue(binary, "a difference of times", Form.SECONDS)) : either(binary);
            default -> Optional.empty();
        };
    }

    private static Optional<FractionalValue> either(Binary binary) {
        Optional<FractionalValue> left = of(binary.left());
        return left.isPresent() ? left : of(binary.right());
    }

    /// `time() - ..._seconds`: evaluations are not on whole seconds.
    private static boolean isAge(Binary binary) {
        return binary.op() == BinaryOp.SUB && binary.left().unwrapped() instanceof Call call && call.function().name().equals("time") && binary.right().type() == ValueType.VECTOR;
    }

    private static Optional<FractionalValue> of(Aggregation aggregation) {
        return switch (aggregation.op()) {
            case AVG, STDDEV, QUANTILE -> Optional.of(new FractionalValue(aggregation, words(aggregation.name().text()), inside(aggregation.expr())));
            case SUM, MIN, MAX, TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> of(aggregation.expr());
            default -> Optional.empty();
        };
    }

    private static Optional<FractionalValue> of(Call call) {
        return switch (call.function().name()) {
            case "rate", "irate", "deriv" -> Optional.of(new FractionalValue(call, words(call.name().text()), Form.NUMBER));
            case "histogram_quantile" -> Optional.of(new FractionalValue(call, words(call.name().text()), unit(call)));
            case "increase", "quantile_over_time", "avg_over_time", "stddev_over_time", "predict_linear" ->
                    Optional.of(new FractionalValue(call, words(call.name().text()), call.vector().map(FractionalValue::inside).orElse(Form.NUMBER)));
            case "abs", "sort", "sort_desc", "clamp_min", "clamp_max", "max_over_time", "min_over_time", "last_over_time", "sum_over_time", "label_replace", "label_join" ->
                    call.vector().flatMap(FractionalValue::of);
            default -> Optional.empty();
        };
    }

    private static String words(String name) {
        return "the result of `" + name + "`";
    }

    /// `rate(x_sum) / rate(x_count)` is in the unit of what is observed; two numbers of the same kind are a part of a whole.
    private static Form quotient(Binary division) {
        String left = metric(division.left());
        String right = metric(division.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Form.NUMBER;
        }
        if (left.endsWith("_sum") || right.endsWith("_count")) {
            return left.endsWith("_sum") && right.endsWith("_count") ? unitOf(left.substring(0, left.length() - "_sum".length())) : Form.NUMBER;
        }
        return unitOf(left) == unitOf(right) ? Form.RATIO : Form.NUMBER;
    }

    /// The form of what an average or a quantile is taken of.
    private static Form inside(Expr part) {
        return of(part).map(FractionalValue::form).orElseGet(() -> unit(part));
    }

    private static Form unit(Expr part) {
        String metric = metric(part);
        return metric.isEmpty() ? Form.NUMBER : unitOf(metric);
    }

    private static Form unitOf(String metric) {
        String name = metric;
        for (String suffix : new String[] {"_total", "_bucket"}) {
            name = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        }
        return name.endsWith("_timestamp_seconds") ? Form.NUMBER : name.endsWith("_seconds") ? Form.SECONDS : name.endsWith("_bytes") ? Form.BYTES : name.endsWith("_ratio") ? Form.RATIO : Form.NUMBER;
    }

    /// The name of the one metric that gives a part its values; empty if it is computed of several, or of numbers.
    private static String metric(Expr part) {
        return switch (part.unwrapped()) {
            case VectorSelector selector -> selector.metric().orElse("");
            case MatrixSelector matrix -> metric(matrix.selector());
            case Subquery subquery -> metric(subquery.expr());
            case Binary binary when binary.op() == BinaryOp.ADD || binary.op() == BinaryOp.SUB -> metric(binary.left().type() == ValueType.SCALAR ? binary.right() : binary.left());
            case Aggregation aggregation -> aggregation.op() == Aggregator.COUNT ? "" : metric(aggregation.expr());
            case Call call -> call.vector().map(FractionalValue::metric).orElse("");
            default -> "";
        };
    }
}
