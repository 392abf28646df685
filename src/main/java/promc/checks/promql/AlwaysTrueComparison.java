package promc.checks.promql;

import java.util.Set;
import promc.analysis.Samples;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.VectorSelector;

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
                if (!ground.isReported(comparison.opSpan()) && !ground.facts().of(comparison).isAlways()
                        && !asksForExistence(comparison, ground)) {
                    Draft draft = ground.report(comparison.opSpan(), "`" + comparison.op().symbol() + "` is always true here: " + NeverTrueComparison.sides(comparison, ground)
                            + "; nothing is filtered", comparison);
                    NeverTrueComparison.evidence(draft, comparison, ground);
                }
            }
        });
    }

    /// `count(x) > 0`, `absent(x) == 1` and `ALERTS == 1` say no more than `count(x)`, `absent(x)` and `ALERTS`, but they say what is meant.
    private static boolean asksForExistence(Binary comparison, Ground ground) {
        boolean telling = switch (comparison.left().unwrapped()) {
            case Aggregation aggregation -> aggregation.op() == Aggregator.COUNT || aggregation.op() == Aggregator.GROUP;
            case Call call -> Told.EXISTENCE.contains(call.function().name());
            case VectorSelector ignored -> true;
            default -> false;
        };
        Samples of = ground.facts().of(comparison.left()).samples();
        return telling && of.hasNumbers() && of.min() >= 1 && ground.facts().of(comparison.right()).samples().constant().filter(bound -> bound == 0 || bound == 1).isPresent();
    }

    private static final class Told {
        static final Set<String> EXISTENCE = Set.of("absent", "absent_over_time", "count_over_time", "present_over_time");
    }
}
