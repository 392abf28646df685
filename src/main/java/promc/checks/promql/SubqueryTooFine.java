package promc.checks.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.DurationExpr;
import promc.promql.Expr;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;

/// A subquery that steps faster than the series it reads get samples: it computes the same again and again.
public final class SubqueryTooFine implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/subquery-too-fine", Severity.INFO, "A subquery steps faster than what it reads has new samples");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Subquery subquery && subquery.step().isPresent()) {
                OptionalDouble step = subquery.step().get().seconds();
                if (step.isPresent() && step.getAsDouble() > 0) {
                    check(subquery, subquery.step().get(), step.getAsDouble(), expression, context);
                }
            }
        });
    }

    private static void check(Subquery subquery, DurationExpr written, double step, Expression expression, Context context) {
        for (ServerSettings server : context.servers(expression.text().file())) {
            Optional<Told<Duration>> shortest = shortest(subquery, server);
            if (shortest.isPresent() && step * 1e3 < shortest.get().value().toMillis()) {
                context.report(expression.text(), written.span(), "this evaluates `" + subquery.expr().span().of(expression.text().text()).strip() + "` every "
                        + written.span().of(expression.text().text()) + ", and there is a new sample every " + ServerSettings.words(shortest.get().value())).note(shortest.get());
                return;
            }
        }
    }

    /// The shortest distance of samples of all that is read; empty if one is not known, or another subquery sets its own times.
    private static Optional<Told<Duration>> shortest(Subquery subquery, ServerSettings server) {
        List<VectorSelector> selectors = new ArrayList<>();
        boolean[] nested = new boolean[1];
        subquery.expr().forEach(node -> {
            nested[0] |= node instanceof Subquery;
            if (node instanceof VectorSelector selector) {
                selectors.add(selector);
            }
        });
        Optional<Told<Duration>> shortest = Optional.empty();
        for (VectorSelector selector : selectors) {
            Optional<List<Told<Duration>>> distances = nested[0] ? Optional.empty() : server.distances(selector);
            if (distances.isEmpty()) {
                return Optional.empty();
            }
            for (Told<Duration> distance : distances.get()) {
                shortest = shortest.isEmpty() || distance.value().compareTo(shortest.get().value()) < 0 ? Optional.of(distance) : shortest;
            }
        }
        return shortest;
    }
}
