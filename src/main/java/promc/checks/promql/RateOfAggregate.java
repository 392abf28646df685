package promc.checks.promql;

import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Subquery;

/// `rate(sum(x)[5m:])`: a counter reset of one series is no reset of the sum, so the rate after a restart is wrong. Rate first, then aggregate.
public final class RateOfAggregate implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/rate-of-aggregate", Severity.WARNING,
            "A rate is taken over an aggregate, where resets of single counters cannot be seen");
    private static final Set<String> RATES = Set.of("rate", "irate", "increase", "resets");
    private static final Set<Aggregator> MIXING = Set.of(Aggregator.SUM, Aggregator.AVG);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Call call && RATES.contains(call.function().name()) && !call.args().isEmpty()
                    && call.args().getFirst().unwrapped() instanceof Subquery subquery) {
                mixing(subquery.expr()).ifPresent(aggregation -> context.report(expression.text(), call.name().span(),
                                "`" + call.name().text() + "` over `" + aggregation.name().text() + "` takes the restart of one series for a reset of the whole; "
                                        + "apply `" + call.name().text() + "` to the counters and aggregate its result")
                        .note(expression.text(), aggregation.name().span(), "the counters are added up here"));
            }
        });
    }

    /// The aggregation whose result the rate is taken of, through parentheses and arithmetic.
    private static Optional<Aggregation> mixing(Expr expr) {
        return switch (expr) {
            case Paren paren -> mixing(paren.inner());
            case Aggregation aggregation -> MIXING.contains(aggregation.op()) && readsCounters(aggregation.expr()) ? Optional.of(aggregation) : Optional.empty();
            case Binary binary when !binary.op().isSetOperator() && !binary.op().isComparison() -> mixing(binary.left()).or(() -> mixing(binary.right()));
            default -> Optional.empty();
        };
    }

    /// A sum of comparisons or of rates is no sum of counters.
    private static boolean readsCounters(Expr expr) {
        return switch (expr.unwrapped()) {
            case Expr.VectorSelector ignored -> true;
            case Aggregation inner -> MIXING.contains(inner.op()) && readsCounters(inner.expr());
            default -> false;
        };
    }
}
