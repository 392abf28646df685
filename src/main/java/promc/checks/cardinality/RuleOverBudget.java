package promc.checks.cardinality;

import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Bound;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Inventory;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.Span;

/// A rule, or the rules of a group together, that can have more series than the budget allows, by the numbers of the inventory. The bound is reached only if every combination of
/// label values occurs, so it is likely, not proved.
public final class RuleOverBudget implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/rule-over-budget", Severity.WARNING, "A rule can return more series than the budget allows");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        OptionalLong perRule = context.budgets(context.file()).rule();
        OptionalLong perGroup = context.budgets(context.file()).group();
        if (perRule.isEmpty() && perGroup.isEmpty()) {
            return;
        }
        Inventory inventory = context.inventory(context.file());
        Bound all = Bound.ZERO;
        for (Rule rule : group.rules()) {
            Optional<Expression> expression = rule.expr().value().filter(known -> known.valid().isPresent());
            if (expression.isPresent()) {
                Bound bound = Sizes.bound(expression.get(), context);
                all = all.plus(bound);
                OptionalLong value = bound.value(inventory);
                if (perRule.isPresent() && value.isPresent() && value.getAsLong() > perRule.getAsLong()) {
                    tell(rule, expression.get(), bound, perRule.getAsLong(), group, context);
                }
            }
        }
        OptionalLong sum = all.value(inventory);
        if (perGroup.isPresent() && sum.isPresent() && sum.getAsLong() > perGroup.getAsLong() && group.name() instanceof Field.Present<String> name) {
            context.report(context.file(), name.span(), "the rules of this group can return " + Sizes.number(sum.getAsLong()) + " series together; the budget of a group is "
                    + Sizes.number(perGroup.getAsLong()));
        }
    }

    private static void tell(Rule rule, Expression expression, Bound bound, long budget, RuleGroup group, Context context) {
        Inventory inventory = context.inventory(context.file());
        Span all = expression.valid().orElseThrow().span();
        Optional<String> largest = Sizes.largest(bound, inventory);
        context.report(expression.text(), all, "`" + rule.name().value().orElse("this rule") + "` can return " + Sizes.series(bound, inventory)
                        + ", and the budget of a rule is " + Sizes.number(budget)
                        + largest.map(label -> "; without `" + label + "`, its largest factor, " + Sizes.series(bound.withoutLabel(label), inventory)).orElse(""))
                .in(Finding.InRule.of(rule, group));
    }
}
