package promc.checks.promql;

import promc.analysis.Samples;
import promc.analysis.SeriesSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Binary;

/// A comparison that every value of its operand satisfies, so that it filters nothing: `up >= 0`.
public final class AlwaysTrueComparison implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/always-true-comparison", Severity.WARNING,
            "Every value that can occur satisfies a comparison, so it filters nothing");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Ground.each(expression, context, ground -> {
            for (Binary comparison : ground.facts().alwaysTrue()) {
                // What always returns something is meant to: a dead man's switch.
                if (!ground.isReported(comparison.opSpan()) && !ground.facts().of(comparison).isAlways()) {
                    Draft draft = ground.report(comparison.opSpan(), "`" + comparison.op().symbol() + "` is always true here: " + NeverTrueComparison.sides(comparison, ground)
                            + "; nothing is filtered", comparison);
                    NeverTrueComparison.evidence(draft, comparison, ground);
                    if (asksForExistence(ground.facts().of(comparison.left()), ground.facts().of(comparison.right()))) {
                        draft.severity(Severity.INFO);
                    }
                }
            }
        });
    }

    /// `count(x) > 0` and `absent(x) == 1` say no more than `count(x)` and `absent(x)`, but they say what is meant.
    private static boolean asksForExistence(SeriesSet left, SeriesSet right) {
        Samples of = left.samples();
        return of.hasNumbers() && of.min() >= 1 && right.samples().constant().filter(bound -> bound == 0 || bound == 1).isPresent();
    }
}
