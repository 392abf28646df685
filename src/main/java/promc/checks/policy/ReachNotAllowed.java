package promc.checks.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import promc.analysis.Reach;
import promc.analysis.Reach.Extent;
import promc.analysis.Reach.Read;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Entry;
import promc.lint.Option;
import promc.lint.Policy;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.PromDuration;
import promc.source.Span;

/// An expression that reads further back, or over shorter or longer ranges, than the team's policy wants. Offsets, ranges and subqueries around each other add up.
public final class ReachNotAllowed implements Check.RuleCheck {
    private static final Option<Optional<Duration>> BACK = new Option.Period("back", "how old what an expression reads may be, with ranges, offsets and subqueries added up");
    private static final Option<Optional<Duration>> RANGE_MIN = new Option.Period("range_min", "how long a range in brackets is at least");
    private static final Option<Optional<Duration>> RANGE_MAX = new Option.Period("range_max", "how long a range in brackets is at most");
    private static final Option.Entries LIMITS = Policy.ofRules("limits", "how far back expressions read", false, BACK, RANGE_MIN, RANGE_MAX);
    private static final CheckInfo INFO = CheckInfo.proved("policy/reach-not-allowed", Severity.WARNING, "An expression reads further back, or over another range, than the policy allows")
            .options(LIMITS).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isEmpty()) {
            return;
        }
        for (Entry item : context.option(LIMITS, context.file())) {
            if (Policy.covers(item, rule, group, context)) {
                Expr root = expression.get().valid().orElseThrow();
                item.get(BACK).ifPresent(back -> back(item, back, root, expression.get(), context));
                root.forEach(node -> {
                    if (node instanceof Expr.MatrixSelector matrix) {
                        range(item, matrix.range().seconds(), matrix.brackets(), expression.get(), context);
                    } else if (node instanceof Expr.Subquery subquery) {
                        range(item, subquery.range().seconds(), subquery.brackets(), expression.get(), context);
                    }
                });
            }
        }
    }

    /// How old the present sample may be is the server's affair, so it does not count here.
    private static void back(Entry item, Duration allowed, Expr root, Expression expression, Context context) {
        for (Read read : Reach.of(root, 0).reads()) {
            String limit = "the policy allows at most " + text(allowed);
            if (read.extent() instanceof Extent.Fixed) {
                Policy.report(item, context, expression, read.at().span(), "this reads the samples of a fixed time, which lie further back every day; " + limit);
            } else if (read.extent() instanceof Extent.Relative relative && relative.back() > allowed.toMillis()) {
                Policy.report(item, context, expression, read.at().span(), "this reads samples of up to " + PromDuration.format(relative.back()) + " ago, " + limit);
            }
        }
    }

    private static void range(Entry item, OptionalDouble seconds, Span brackets, Expression expression, Context context) {
        if (seconds.isEmpty() || !(Math.abs(seconds.getAsDouble()) < Long.MAX_VALUE / 1000)) {
            return;
        }
        long millis = Math.round(seconds.getAsDouble() * 1000);
        item.get(RANGE_MIN).filter(min -> millis < min.toMillis())
                .ifPresent(min -> Policy.report(item, context, expression, brackets, "the range is " + PromDuration.format(millis) + ", the policy wants at least " + text(min)));
        item.get(RANGE_MAX).filter(max -> millis > max.toMillis())
                .ifPresent(max -> Policy.report(item, context, expression, brackets, "the range is " + PromDuration.format(millis) + ", the policy allows at most " + text(max)));
    }

    private static String text(Duration duration) {
        return PromDuration.format(duration.toMillis());
    }
}
