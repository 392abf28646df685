package promc.checks.promql;

import promc.analysis.Dead;
import promc.analysis.Samples;
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
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Unary;

/// A comparison that no value of its operand can satisfy: `count(x) < 1`, `up > 1`. Proved from the values that the operands can have.
public final class NeverTrueComparison implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/never-true-comparison", Severity.ERROR,
            "No value that can occur satisfies a comparison, so it returns nothing");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Ground.each(expression, context, ground -> {
            for (Dead dead : ground.facts().dead()) {
                if (dead.cause() == Dead.Cause.VALUES && dead.wholly() && dead.at() instanceof Binary binary && !ground.isReported(binary.opSpan())) {
                    report(binary, ground);
                }
            }
        });
    }

    private static void report(Binary binary, Ground ground) {
        Draft draft = ground.report(binary.opSpan(), "`" + binary.op().symbol() + "` is never true here: " + sides(binary, ground)
                + (countsNothing(binary.left()) && belowOne(binary, ground) ? "; `count` of nothing is nothing and not 0, so ask with `absent`" : ""), binary);
        evidence(draft, binary, ground);
    }

    /// What is known of the two operands.
    static String sides(Binary binary, Ground ground) {
        Samples left = ground.facts().of(binary.left()).samples();
        Samples right = ground.facts().of(binary.right()).samples();
        return isNumber(binary.right()) ? "its left side " + Words.range(left) : isNumber(binary.left()) ? "its right side " + Words.range(right)
                : "its left side " + Words.range(left) + ", its right side " + Words.range(right);
    }

    static void evidence(Draft draft, Binary binary, Ground ground) {
        for (Expr side : new Expr[] {binary.left(), binary.right()}) {
            if (!isNumber(side)) {
                ground.facts().of(side).samples().why().ifPresent(why -> draft.note(ground.expression().text(), why));
            }
        }
    }

    private static boolean isNumber(Expr expr) {
        return expr.unwrapped() instanceof NumberLiteral || expr.unwrapped() instanceof Unary unary && isNumber(unary.operand());
    }

    private static boolean countsNothing(Expr expr) {
        return expr.unwrapped() instanceof Aggregation aggregation && aggregation.op() == Aggregator.COUNT;
    }

    private static boolean belowOne(Binary binary, Ground ground) {
        double bound = ground.facts().of(binary.right()).samples().max();
        return binary.op() == BinaryOp.LT && bound <= 1 || (binary.op() == BinaryOp.EQ || binary.op() == BinaryOp.LE) && bound < 1;
    }
}
