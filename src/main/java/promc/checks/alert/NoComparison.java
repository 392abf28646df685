package promc.checks.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
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
        Optional<Expression> expression = rule.validExpr();
        if (expression.isEmpty()) {
            return;
        }
        Expr root = expression.get().valid().orElseThrow();
        Optional<VectorSelector> states = states(root);
        if (states.isPresent()) {
            context.report(expression.get().text(), states.get().span(), "`" + states.get().metric().orElseThrow()
                    + "` has a series for every state, with the value 0 for those that something is not in, and the alert fires for 0 too; compare it with `== 1`");
        } else if (!hasCondition(root)) {
            context.report(expression.get().text(), root.span(), "nothing is compared here: the alert fires as soon as this returns any series, even with the value 0");
        }
    }

    /// The selector of all states that decides, alone or on the left of `and` and `unless`, what the alert is about. If the other side looks at the same metric, it may compare it.
    private static Optional<VectorSelector> states(Expr root) {
        Expr subject = root.unwrapped();
        List<Expr> others = new ArrayList<>(1);
        while (subject instanceof Binary binary && (binary.op() == BinaryOp.AND || binary.op() == BinaryOp.UNLESS)) {
            others.add(binary.right());
            subject = binary.left().unwrapped();
        }
        if (!(subject instanceof VectorSelector selector) || !isOfAllStates(selector)) {
            return Optional.empty();
        }
        boolean[] again = {false};
        others.forEach(other -> other.forEach(node -> again[0] |= node instanceof VectorSelector read && read.metric().equals(selector.metric())));
        return again[0] ? Optional.empty() : Optional.of(selector);
    }

    private static boolean isOfAllStates(VectorSelector selector) {
        return selector.metric().filter(name -> (name.startsWith("kube_") || name.startsWith("node_")) && StateSets.NAMES.contains(name)).isPresent();
    }

    /// Metrics of kube-state-metrics and node_exporter with a series for each state that there is, 1 for the one that something is in and 0 for all others.
    private static final class StateSets {
        static final Set<String> NAMES = Set.of("kube_pod_status_phase", "kube_pod_status_ready", "kube_pod_status_scheduled", "kube_pod_status_reason", "kube_node_status_condition",
                "kube_deployment_status_condition", "kube_namespace_status_phase", "kube_persistentvolume_status_phase", "kube_persistentvolumeclaim_status_phase",
                "kube_horizontalpodautoscaler_status_condition", "node_systemd_unit_state");
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
            case VectorSelector selector -> !isOfAllStates(selector) && selector.matchers().stream().anyMatch(matcher -> !ORIGINS.contains(matcher.label().text()));
            case Aggregation aggregation -> (aggregation.op() == Aggregator.GROUP || aggregation.op() == Aggregator.COUNT) && selectsState(aggregation.expr());
            default -> false;
        };
    }
}
