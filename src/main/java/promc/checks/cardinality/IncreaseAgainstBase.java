package promc.checks.cardinality;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import promc.analysis.Bound;
import promc.analysis.Cardinality;
import promc.analysis.Facts;
import promc.analysis.LabelClasses;
import promc.analysis.LabelClasses.Kind;
import promc.analysis.Producers;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Finding;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Rule;
import promc.model.RuleMatch;
import promc.promql.Expr;

/// A recording rule whose result has a label more than before the change: its series multiply by the values of that label. Looks only where `--changed` tells what was before.
public final class IncreaseAgainstBase implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("cardinality/increase-against-base", Severity.WARNING, "A change multiplies the series that a rule records");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        context.base().ifPresent(base -> {
            for (RuleMatch match : base.matches(estate)) {
                Optional<Expression> before = expression(match.before().rule());
                Optional<Expression> now = expression(match.now().rule());
                if (before.isPresent() && now.isPresent() && !before.get().text().text().equals(now.get().text().text())) {
                    compare(bound(before.get()), bound(now.get()), now.get(), match, context);
                }
            }
        });
    }

    private static Optional<Expression> expression(Rule rule) {
        return rule.isRecording() ? rule.expr().value().filter(expression -> expression.valid().isPresent()) : Optional.empty();
    }

    /// Both sides are bounded in the same way, by themselves: what other rules record has changed too, perhaps.
    private static Bound bound(Expression expression) {
        Expr root = expression.valid().orElseThrow();
        return Cardinality.of(root, Facts.of(root, Producers.UNKNOWN)).root();
    }

    private static void compare(Bound before, Bound now, Expression expression, RuleMatch match, Context context) {
        Inventory inventory = context.inventory(expression.text().file());
        SortedSet<String> added = new TreeSet<>(now.labels());
        added.removeAll(before.labels());
        OptionalLong then = before.value(inventory);
        OptionalLong today = now.value(inventory);
        boolean shrinks = now.atMost(before).equals(now) || then.isPresent() && today.isPresent() && today.getAsLong() <= then.getAsLong();
        Bound rest = now;
        for (String label : added) {
            rest = rest.withoutLabel(label);
        }
        // Without the new labels it must be what it was: a label that takes the place of another is another count, not a larger one.
        if (added.isEmpty() || shrinks || !rest.text().equals(before.text())) {
            return;
        }
        String factors = added.stream().map(label -> "|" + label + "|").collect(Collectors.joining(" x "));
        LabelClasses classes = new LabelClasses();
        boolean few = added.stream().allMatch(label -> classes.of(label).kind() == Kind.BOUNDED);
        context.report(expression.text(), expression.valid().orElseThrow().span(), "this change multiplies the series of `" + match.now().rule().name().value().orElse("") + "` by `"
                        + factors + "`: at most " + Sizes.series(now, inventory) + ", before it " + Sizes.series(before, inventory) + kinds(added, classes))
                .severity(few ? Severity.INFO : Severity.WARNING)
                .in(Finding.InRule.of(match.now().rule(), match.now().group()));
    }

    private static String kinds(SortedSet<String> added, LabelClasses classes) {
        List<String> told = added.stream().filter(label -> classes.of(label).kind() == Kind.CHURNING || classes.of(label).kind() == Kind.UNBOUNDED)
                .map(label -> "`" + label + "` has " + classes.of(label).reason()).toList();
        return told.isEmpty() ? "" : "; " + String.join(", ", told);
    }
}
