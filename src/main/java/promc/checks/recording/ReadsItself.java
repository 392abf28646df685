package promc.checks.recording;

import java.util.List;
import java.util.Optional;
import promc.analysis.Facts;
import promc.analysis.Production;
import promc.analysis.RuleNode;
import promc.analysis.RuleNode.Reading;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.VectorSelector;

/// A recording rule that reads, as of now, the very series it writes. It finds the sample of the evaluation before, if that is no older than the lookback. An accumulator that says so,
/// by an `offset` or a range, is not reported, nor is a rule that reads series of its name which others write (a Thanos tier that leaves its own out).
public final class ReadsItself implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("recording/reads-itself", Severity.INFO, "The rule reads what it records itself, one evaluation before");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.isRecording() ? rule.validExpr() : Optional.empty();
        if (expression.isEmpty() || rule.name().value().isEmpty() || !mentions(expression.get().valid().orElseThrow(), rule.name().value().get())) {
            return;
        }
        Optional<RuleNode> node = context.graph().of(rule);
        Optional<Reading> own = node.flatMap(made -> made.reads().stream().filter(reading -> reading.producer() == made && reading.named() && reading.sure() && !reading.past()).findFirst());
        own.ifPresent(reading -> report(reading, expression.get(), context));
    }

    private static void report(Reading reading, Expression expression, Context context) {
        String name = reading.producer().name();
        // A name without a colon may be scraped besides.
        boolean starts = name.indexOf(':') < 0 || !isNothingWithout(name, expression.valid().orElseThrow());
        if (starts) {
            context.report(expression.text(), reading.selector().span(),
                    "this rule reads `" + name + "`, which it records itself: it finds its value of the evaluation before, and none after a gap longer than the lookback");
        } else {
            context.report(expression.text(), reading.selector().span(),
                    "this rule never records anything: it needs `" + name + "`, which it records itself, and so never gets its first value").severity(Severity.WARNING);
        }
    }

    /// True if the expression returns nothing as long as there are no series of this name.
    private static boolean isNothingWithout(String name, Expr root) {
        return Facts.of(root, metric -> metric.equals(name) ? Optional.of(new Production(List.of(), true)) : Optional.empty()).root().isNever();
    }

    private static boolean mentions(Expr root, String name) {
        boolean[] found = new boolean[1];
        root.forEach(part -> found[0] |= part instanceof VectorSelector selector && selector.metric().filter(name::equals).isPresent());
        return found[0];
    }
}
