package promc.checks.promql;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Subquery;
import promc.promql.ValueType;

/// `avg(rate(errors[5m]) / rate(requests[5m]))`: one instance without requests is 0 / 0, which is NaN, and makes the whole sum or average NaN, which no comparison holds for. `min` and `max`
/// leave NaN out, and a single ratio that is NaN speaks for itself only; neither is judged.
public final class DivisionMayBeNan implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/division-may-be-nan", Severity.INFO,
            "Ratios that are NaN where there is no traffic are added up or averaged");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Aggregation aggregation && spreads(aggregation.op())) {
            Optional<Binary> ratio = ratio(aggregation.expr());
            if (ratio.isPresent()) {
                report(ratio.get(), aggregation.name(), "one series without traffic makes the whole `" + aggregation.name().text() + "` NaN: 0 / 0 is NaN, and a NaN stays when it is added up; "
                        + "divide the sums, or leave out what is 0 with `> 0`", expression, context).severity(mixesTargets(aggregation) ? Severity.WARNING : Severity.INFO);
            }
        } else if (root instanceof Call call && spreads(call) && call.args().getFirst().unwrapped() instanceof Subquery subquery) {
            Optional<Binary> ratio = ratio(subquery.expr());
            if (ratio.isPresent()) {
                report(ratio.get(), call.name(), "one moment without traffic makes the whole `" + call.name().text() + "` NaN: 0 / 0 is NaN, and a NaN stays when it is added up; leave out what is 0 with `> 0`",
                        expression, context);
            }
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static Draft report(Binary division, Expr.Name name, String message, Expression expression, Context context) {
        return context.report(expression.text(), division.opSpan(), message)
                .note(expression.text(), division.right().span(), "this is 0 where nothing happens")
                .note(expression.text(), name.span(), "no comparison with NaN holds, but `!=`");
    }

    /// False where each target keeps a result of its own, which may be made of one series alone.
    private static boolean mixesTargets(Aggregation aggregation) {
        return aggregation.grouping().isEmpty() || aggregation.grouping().get().without() != (!aggregation.grouping().get().names("instance") && !aggregation.grouping().get().names("pod"));
    }

    private static boolean spreads(Aggregator op) {
        return op == Aggregator.SUM || op == Aggregator.AVG || op == Aggregator.STDDEV || op == Aggregator.STDVAR;
    }

    private static boolean spreads(Call call) {
        return switch (call.function().name()) {
            case "avg_over_time", "sum_over_time", "stddev_over_time", "stdvar_over_time" -> true;
            default -> false;
        };
    }

    /// A division by a rate, through arithmetic that keeps NaN.
    private static Optional<Binary> ratio(Expr expr) {
        if (!(expr.unwrapped() instanceof Binary binary) || binary.op().isComparison() || binary.op().isSetOperator()) {
            return Optional.empty();
        }
        if (binary.op() == BinaryOp.DIV && canBeZero(binary.right()) && canBeZero(binary.left())) {
            return Optional.of(binary);
        }
        Optional<Binary> left = ratio(binary.left());
        return left.isPresent() ? left : ratio(binary.right());
    }

    /// True of rates, of their sums, and of what is computed from them and numbers alone: all are 0 where nothing happens.
    private static boolean canBeZero(Expr expr) {
        Expr inner = expr.unwrapped();
        if (inner instanceof Call call) {
            return switch (call.function().name()) {
                case "rate", "irate", "increase" -> true;
                default -> false;
            };
        }
        if (inner instanceof Aggregation aggregation) {
            return aggregation.op() == Aggregator.SUM && canBeZero(aggregation.expr());
        }
        if (inner instanceof Binary binary) {
            return switch (binary.op()) {
                case ADD, SUB -> canBeZero(binary.left()) && canBeZero(binary.right());
                case MUL -> canBeZero(binary.left()) && (binary.right().type() == ValueType.SCALAR || canBeZero(binary.right())) || binary.left().type() == ValueType.SCALAR && canBeZero(binary.right());
                case DIV -> canBeZero(binary.left()) && binary.right().type() == ValueType.SCALAR;
                default -> false;
            };
        }
        return false;
    }
}
