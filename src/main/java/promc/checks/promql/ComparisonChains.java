package promc.checks.promql;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Printer;
import promc.promql.ValueType;

/// Comparisons behind each other that do not say what they seem to: `a < b < c` compares `a` with `c`, for a comparison returns its left side; and in `x > 0 * 100 > 1` the product is 0, and `x`
/// is compared with 1. A number first (`1 < x < 5`) is right: then a comparison returns the values of `x`.
public final class ComparisonChains implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/comparison-chains", Severity.WARNING,
            "Comparisons behind each other compare something else than they seem to");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Binary outer && outer.op().isComparison() && outer.left() instanceof Binary inner && inner.op().isComparison() && inner.boolSpan().isEmpty()) {
            if (isZeroProduct(inner.right())) {
                Binary product = (Binary) inner.right();
                context.report(expression.text(), product.span(), "this is 0: `*` binds tighter than `" + inner.op().symbol() + "`, so nothing but this 0 is multiplied by " + Printer.print(product.right()))
                        .note(expression.text(), outer.opSpan(), "this compares what is left of `" + inner.op().symbol() + "`, as it is");
            } else if (inner.left().type() == ValueType.VECTOR && inner.right().type() == ValueType.VECTOR && direction(inner.op()) != 0 && direction(inner.op()) == direction(outer.op())) {
                context.report(expression.text(), outer.opSpan(), "this compares the left side of the first `" + inner.op().symbol() + "`, not its right side: a comparison returns the series of its left side")
                        .note(expression.text(), inner.left().span(), "these values are compared twice");
            }
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    /// A product that is 0 because somebody wrote 0.
    private static boolean isZeroProduct(Expr expr) {
        return expr instanceof Binary product && product.op() == BinaryOp.MUL && product.left() instanceof NumberLiteral left && left.value() == 0 && product.right() instanceof NumberLiteral;
    }

    private static int direction(BinaryOp op) {
        return switch (op) {
            case LT, LE -> -1;
            case GT, GE -> 1;
            default -> 0;
        };
    }
}
