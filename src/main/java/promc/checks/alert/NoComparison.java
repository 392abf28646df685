package promc.checks.alert;

import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.VectorSelector;

/// An alert whose expression never asks how large a value is: it fires as soon as the series exists, whatever its value.
/// Set operators and `absent` ask whether something exists, which is a condition; so is a matcher on a label that tells a state, and a recorded series may have been filtered where it was
/// recorded. An info metric is always 1.
public final class NoComparison implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/no-comparison", Severity.WARNING,
            "The alert's expression compares nothing, so it fires as soon as the series exists");
    private static final Set<String> CONDITIONS = Set.of("absent", "absent_over_time", "vector");
    /// Their value is always 1, so that only their existence says anything.
    private static final String INFO_SUFFIX = "_info";
    private static final Set<String> FILTERED_METRICS = Set.of("ALERTS", "ALERTS_FOR_STATE");
    /// Labels that tell where a series comes from, not how things are.
    private static final Set<String> ORIGINS = Set.of("__name__", "job", "instance", "namespace", "cluster", "service", "env", "environment", "region", "zone", "pod", "container", "node");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert()) {
            return;
        }
        rule.expr().value().flatMap(expression -> expression.valid().filter(root -> !hasCondition(root)).map(root -> expression)).ifPresent(expression ->
                context.report(expression.text(), expression.valid().orElseThrow().span(),
                        "nothing is compared here: the alert fires as soon as this returns any series, even with the value 0"));
    }

    /// True if values, or what series there are, decide whether `root` returns something. A comparison with `bool` has a check of its own.
    static boolean hasCondition(Expr root) {
        boolean[] found = {selectsState(root)};
        root.forEach(node -> found[0] |= switch (node) {
            case Binary binary -> binary.op().isSetOperator() || binary.op().isComparison();
            case Expr.NumberLiteral ignored -> root.unwrapped() == node;
            case Call call -> CONDITIONS.contains(call.function().name());
            case VectorSelector selector -> selector.metric().filter(name -> name.contains(":") || name.endsWith(INFO_SUFFIX) || FILTERED_METRICS.contains(name)).isPresent();
            default -> false;
        });
        return found[0];
    }

    /// True if the series themselves are what is looked for: `status{state="failed"}`, or that there are any.
    private static boolean selectsState(Expr root) {
        return switch (root.unwrapped()) {
            case VectorSelector selector -> selector.matchers().stream().anyMatch(matcher -> !ORIGINS.contains(matcher.label().text()));
            case Aggregation aggregation -> (aggregation.op() == Aggregator.GROUP || aggregation.op() == Aggregator.COUNT) && selectsState(aggregation.expr());
            default -> false;
        };
    }
}
