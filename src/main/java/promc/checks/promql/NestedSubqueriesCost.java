package promc.checks.promql;

import java.util.OptionalDouble;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.DurationExpr;
import promc.promql.Expr;
import promc.promql.Expr.Subquery;

/// Subqueries whose steps multiply. The engine evaluates a subquery's expression once for each step of its range, and for each of these steps the function around an inner subquery goes over all steps of
/// that one's range (Prometheus `promql/engine.go`, evalSubquery and rangeEval), at every evaluation of the rule anew.
public final class NestedSubqueriesCost implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/nested-subqueries-cost", Severity.INFO, "A rule goes over very many steps of its subqueries at every evaluation");
    /// Values gone over for each series: more than this takes longer than a tenth of a second for a hundred series.
    private static final double MANY = 100_000;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Subquery outer) {
                double steps = steps(outer);
                double[] inner = {1};
                outer.expr().forEach(part -> inner[0] = part instanceof Subquery nested ? Math.max(inner[0], steps(nested)) : inner[0]);
                if (steps * inner[0] > MANY) {
                    report(outer, steps, inner[0], expression, context);
                }
            }
        });
    }

    private static void report(Subquery outer, double steps, double inner, Expression expression, Context context) {
        String times = count(steps);
        context.report(expression.text(), outer.brackets(), inner > 1
                ? "this goes over " + count(steps * inner) + " values for each series, at every evaluation: " + times + " steps, and for each of them " + count(inner) + " steps of the subquery inside; record that one"
                : "this goes over " + times + " steps at every evaluation; record what it is taken of, and take a range of the record");
    }

    private static String count(double number) {
        String digits = Long.toString(Math.round(number));
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(',');
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    /// 1 where range or step are not known; without a step the server's evaluation interval counts, which is not guessed at.
    private static double steps(Subquery subquery) {
        OptionalDouble range = subquery.range().seconds();
        OptionalDouble step = subquery.step().map(DurationExpr::seconds).orElse(OptionalDouble.empty());
        return range.isPresent() && step.isPresent() && step.getAsDouble() > 0 ? Math.max(1, range.getAsDouble() / step.getAsDouble()) : 1;
    }
}
