package promc.checks.promql;

import java.util.OptionalDouble;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Printer;
import promc.promql.ValueType;

/// A ratio of two rates or counts whose ranges do not fit together: errors of 5 minutes among the requests of 50, or a comparison of now with before whose two ranges leave a gap. The rate of one
/// metric over a short and over a long range tells a trend, and is right.
public final class RangeDiffers implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/range-differs", Severity.INFO,
            "The two sides of a ratio are taken over ranges that do not fit together");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    private record Windowed(Call call, MatrixSelector matrix, double range, double offset) {}

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Binary binary && binary.op() == BinaryOp.DIV && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR) {
            Optional<Windowed> left = windowed(binary.left());
            Optional<Windowed> right = left.isPresent() ? windowed(binary.right()) : Optional.empty();
            if (right.isPresent()) {
                judge(left.get(), right.get(), expression, context);
            }
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static void judge(Windowed left, Windowed right, Expression expression, Context context) {
        if (!left.call().function().name().equals(right.call().function().name()) || left.range() == right.range()) {
            return;
        }
        boolean sameMetric = left.matrix().selector().metric().isPresent() && left.matrix().selector().metric().equals(right.matrix().selector().metric());
        String first = Printer.print(left.matrix().range());
        String second = Printer.print(right.matrix().range());
        if (left.offset() == right.offset()) {
            boolean counts = left.call().function().name().equals("increase");
            boolean sameSelector = sameMetric && Printer.print(left.matrix().selector()).equals(Printer.print(right.matrix().selector()));
            if (counts || !sameSelector) {
                context.report(expression.text(), right.matrix().brackets(), "this side of the ratio is taken over " + second + ", the other over " + first
                                + (counts ? ": `increase` counts, so the longer range has more in it" : ": when traffic changes, the two are about different times"))
                        .note(expression.text(), left.matrix().brackets(), "the other range");
            }
        } else if (sameMetric && left.offset() == 0 && right.offset() > left.range()) {
            context.report(expression.text(), right.matrix().selector().modifiers().offset().orElseThrow().span(), "what happened between the two ranges is in neither: the recent one reaches back " + first
                            + ", and the one before ends at this offset")
                    .note(expression.text(), left.matrix().brackets(), "the recent range");
        }
    }

    /// The one rate or count that a side is made of, through aggregation, numbers and `clamp`.
    private static Optional<Windowed> windowed(Expr side) {
        Expr expr = side.unwrapped();
        if (expr instanceof Aggregation aggregation) {
            return windowed(aggregation.expr());
        }
        if (expr instanceof Binary binary && !binary.op().isSetOperator()) {
            return binary.right().type() == ValueType.SCALAR ? windowed(binary.left()) : binary.left().type() == ValueType.SCALAR ? windowed(binary.right()) : Optional.empty();
        }
        if (!(expr instanceof Call call) || call.args().isEmpty()) {
            return Optional.empty();
        }
        if (Elementwise.is(call)) {
            return windowed(call.args().getFirst());
        }
        return switch (call.function().name()) {
            case "rate", "increase" -> call.args().getFirst().unwrapped() instanceof MatrixSelector matrix ? of(call, matrix) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Windowed> of(Call call, MatrixSelector matrix) {
        OptionalDouble range = matrix.range().seconds();
        OptionalDouble offset = matrix.selector().modifiers().offset().isPresent() ? matrix.selector().modifiers().offset().get().by().seconds() : OptionalDouble.of(0);
        return range.isPresent() && offset.isPresent() && matrix.selector().modifiers().at().isEmpty() ? Optional.of(new Windowed(call, matrix, range.getAsDouble(), offset.getAsDouble())) : Optional.empty();
    }
}
