package promc.checks.promql;

import java.util.List;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Name;
import promc.promql.Expr.VectorSelector;

/// A label in `by`, `without`, `on` or `ignoring` that is named twice, or dropped by `without` though an operator below dropped it already.
public final class ByLabelRedundant implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/by-label-redundant", Severity.INFO, "A label in a clause changes nothing").fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            switch (node) {
                case Aggregation aggregation -> aggregation.grouping().ifPresent(grouping -> {
                    twice(grouping.labels(), grouping.without() ? "without" : "by", expression, context);
                    if (grouping.without()) {
                        gone(aggregation, grouping, expression, context);
                    }
                });
                case Binary binary -> binary.matching().ifPresent(matching -> twice(matching.labels(), matching.on() ? "on" : "ignoring", expression, context));
                default -> { }
            }
        });
    }

    private static void twice(List<Name> labels, String clause, Expression expression, Context context) {
        for (int i = 1; i < labels.size(); i++) {
            Name label = labels.get(i);
            List<Name> before = labels.subList(0, i);
            before.stream().filter(first -> first.text().equals(label.text())).findFirst().ifPresent(first ->
                    context.report(expression.text(), label.span(), "`" + label.text() + "` stands in this `" + clause + "` already")
                            .note(expression.text(), first.span(), "the same")
                            .fix(Lists.remove("Remove the second `" + label.text() + "`", Applicability.SAFE, label, labels, expression)));
        }
    }

    /// A label that an operator below dropped. One that a matcher refused is dropped here to no harm, and says what is meant.
    private static void gone(Aggregation aggregation, Grouping grouping, Expression expression, Context context) {
        Facts facts = context.facts(expression);
        SeriesSet operand = facts.of(aggregation.expr());
        if (operand.isNever() || aggregation.expr().unwrapped() instanceof VectorSelector) {
            return;
        }
        for (Name label : grouping.labels()) {
            LabelFact fact = operand.label(label.text());
            boolean operator = !isMatcher(fact, aggregation.expr());
            if (fact.isNever() && operator && !label.text().equals("__name__")) {
                context.report(expression.text(), label.span(), "no series here has `" + label.text() + "`, so there is nothing to drop")
                        .note(expression.text(), fact.why())
                        .fix(Lists.remove("Remove `" + label.text() + "`", Applicability.SAFE, label, grouping.labels(), expression));
            }
        }
    }

    private static boolean isMatcher(LabelFact fact, Expr operand) {
        boolean[] matcher = new boolean[1];
        operand.forEach(node -> matcher[0] |= node instanceof VectorSelector selector && selector.span().contains(fact.why().place()));
        return matcher[0];
    }
}
