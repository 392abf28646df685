package promc.checks.cardinality;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Inventory.MetricFacts;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;
import promc.source.SourceFile;

/// A metric that has more series than the budget allows, as the inventory counts them. Told once, at the first expression that reads it.
public final class MetricOverBudget implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("cardinality/metric-over-budget", Severity.WARNING, "A metric has more series than the budget allows");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        Set<String> told = new HashSet<>();
        estate.expressions().forEach(expression -> {
            SourceFile file = expression.text().file();
            OptionalLong budget = context.budgets(file).metric();
            Optional<Expr> root = budget.isPresent() ? expression.valid() : Optional.empty();
            root.ifPresent(expr -> expr.forEach(node -> {
                if (node instanceof VectorSelector selector && selector.metric().isPresent() && !told.contains(selector.metric().get())) {
                    tell(selector, expression, budget.getAsLong(), context, told);
                }
            }));
        });
    }

    private static void tell(VectorSelector selector, Expression expression, long budget, Context context, Set<String> told) {
        Optional<MetricFacts> metric = context.inventory(expression.text().file()).metric(selector.metric().orElseThrow());
        OptionalLong series = metric.map(MetricFacts::series).orElse(OptionalLong.empty());
        if (series.isPresent() && series.getAsLong() > budget) {
            told.add(selector.metric().orElseThrow());
            context.report(expression.text(), selector.name().map(Expr.Name::span).orElse(selector.span()), "`" + selector.metric().orElseThrow() + "` has "
                    + Sizes.number(series.getAsLong()) + " series (" + metric.get().origin().description() + "), and the budget of a metric is " + Sizes.number(budget));
        }
    }
}
