package promc.checks.promql;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;

/// A rule that selects by labels alone, `{job="x"}`: it reads series of every metric that has them, those of metrics that come later included. One that counts the series of each metric needs to.
public final class SelectorWithoutName implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/selector-without-name", Severity.INFO, "A rule selects series by labels alone, whatever their metric is");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() == Expression.Use.RULE) {
            Nameless.of(root).stream().filter(found -> found.breadth() == Nameless.Breadth.SOME && !found.isCountedByName()).forEach(found -> report(found, expression, context));
        }
    }

    private static void report(Nameless found, Expression expression, Context context) {
        String message;
        if (found.isAbsence()) {
            String reads = "to see whether there is one, this reads every series that has these labels";
            message = isAboutTargets(found.selector().matchers()) ? reads + "; `up` is a single one for each target" : reads + "; name one metric that is always there";
        } else if (found.isCounted()) {
            message = "this reads every series that has these labels, only to count them" + (isAboutTargets(found.selector().matchers())
                    ? "; `scrape_samples_post_metric_relabeling` is the number for each target" : "; name one metric that is always there");
        } else {
            message = "this names no metric: it reads every series that has these labels, those of metrics that are added later too";
        }
        context.report(expression.text(), found.selector().span(), message);
    }

    /// True if the labels are those of a target, which its `up` has too.
    private static boolean isAboutTargets(List<Matcher> matchers) {
        return matchers.stream().allMatch(matcher -> matcher.op() != MatchOp.NOT_REGEX && (matcher.label().text().equals("job") || matcher.label().text().equals("instance")));
    }
}
