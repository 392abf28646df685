package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.MetricKind.Known;
import promc.analysis.MetricKind.Source;
import promc.analysis.Why;
import promc.lint.Context;
import promc.lint.Draft;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;

/// What checks of counters, gauges and histograms share.
final class Kinds {
    private Kinds() {}

    /// The selector whose samples a function of ranges gets as they are: `x` in `rate(x[5m])` and in `rate(x[5m:])`.
    static Optional<VectorSelector> range(Call call) {
        if (call.vector().isEmpty()) {
            return Optional.empty();
        }
        Expr range = call.vector().get().unwrapped();
        if (range instanceof MatrixSelector matrix) {
            return Optional.of(matrix.selector());
        }
        return range instanceof Subquery subquery && subquery.expr().unwrapped() instanceof VectorSelector selector ? Optional.of(selector) : Optional.empty();
    }

    /// The selectors whose values, as they are or added up, an operand is made of; nothing of what goes through a function that makes other values of them.
    static List<VectorSelector> raw(Expr operand) {
        List<VectorSelector> found = new ArrayList<>(1);
        List<Expr> open = new ArrayList<>(1);
        open.add(operand);
        while (!open.isEmpty()) {
            Expr next = open.removeLast();
            if (next instanceof VectorSelector selector) {
                found.add(selector);
            } else if (next instanceof Paren paren) {
                open.add(paren.inner());
            } else if (next instanceof Unary unary) {
                open.add(unary.operand());
            } else if (next instanceof Aggregation aggregation && aggregation.op().keepsSortOfValues()) {
                open.add(aggregation.expr());
            } else if (next instanceof Call call && isPassing(call) && call.vector().isPresent()) {
                open.add(call.vector().get());
            } else if (next instanceof Binary binary) {
                operands(binary, open);
            }
        }
        return found;
    }

    private static void operands(Binary binary, List<Expr> open) {
        boolean scales = binary.op() == BinaryOp.MUL || binary.op() == BinaryOp.ADD;
        if (binary.right().type() == ValueType.SCALAR) {
            if (scales || binary.op() == BinaryOp.DIV) {
                open.add(binary.left());
            }
        } else if (binary.left().type() == ValueType.SCALAR) {
            if (scales) {
                open.add(binary.right());
            }
        } else if (binary.op() == BinaryOp.ADD) {
            open.add(binary.right());
            open.add(binary.left());
        }
    }

    private static boolean isPassing(Call call) {
        return switch (call.function().name()) {
            case "label_replace", "label_join", "sort", "sort_desc", "round", "ceil", "floor", "last_over_time" -> true;
            default -> false;
        };
    }

    /// Says at `selector` what kind its metric is and who tells, and shows the rule, if one does. What no inventory tells is likely only.
    static Draft note(Draft draft, Known known, VectorSelector selector, Expression expression) {
        String metric = "`" + selector.metric().orElseThrow() + "`";
        draft.note(expression.text(), selector.span(), metric + " is a " + known.kind().word() + (known.because().startsWith("says ") ? ", " : ": ") + known.because());
        Optional<Why> rule = known.source() == Source.RULES ? known.evidence() : Optional.empty();
        rule.ifPresent(why -> draft.note(expression.text(), why));
        return known.told() ? draft : draft.likely();
    }

    /// What is known of the metric a selector names.
    static Optional<Known> of(VectorSelector selector, Expression expression, Context context) {
        Optional<String> metric = selector.metric();
        return metric.isEmpty() ? Optional.empty() : context.kind(metric.get(), expression);
    }
}
