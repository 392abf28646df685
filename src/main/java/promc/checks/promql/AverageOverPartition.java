package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.Facts;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.VectorSelector;

/// `avg` over a label whose values share out one whole, such as the CPU modes of a node: the average is the whole divided by the number of shares.
public final class AverageOverPartition implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/average-over-partition", Severity.WARNING,
            "An average runs over a label whose values share out one quantity");
    /// Metrics of well-known exporters with the label that shares out one quantity.
    private static final Map<String, String> PARTITIONS = Map.of(
            "node_cpu_seconds_total", "mode",
            "node_cpu", "mode",
            "windows_cpu_time_total", "mode",
            "namedprocess_namegroup_cpu_seconds_total", "mode",
            "kube_pod_status_phase", "phase",
            "kube_node_status_condition", "status",
            "node_systemd_unit_state", "state",
            "node_processes_state", "state");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Aggregation average && average.op() == Aggregator.AVG) {
                for (VectorSelector selector : selectors(average.expr())) {
                    partition(selector).filter(label -> averaged(average, selector, label, context.facts(expression))).ifPresent(label ->
                            context.report(expression.text(), average.name().span(), "`avg` runs over `" + label + "`, whose values share out one quantity: the result is that quantity "
                                            + "divided by the number of values; add them up with `sum without (" + label + ")` before averaging, or select one")
                                    .note(expression.text(), selector.span(), "`" + selector.metric().orElseThrow() + "` has one series for each `" + label + "`"));
                }
            }
        });
    }

    private static Optional<String> partition(VectorSelector selector) {
        return selector.metric().flatMap(name -> name.endsWith("_bucket") ? Optional.of("le") : Optional.ofNullable(PARTITIONS.get(name)));
    }

    /// True if the label still tells series apart when it reaches the average, and the average drops it.
    private static boolean averaged(Aggregation average, VectorSelector selector, String label, Facts facts) {
        boolean pinned = selector.matchers().stream().anyMatch(m -> m.label().text().equals(label) && m.op() == MatchOp.EQUAL);
        boolean arrives = !facts.of(average.expr()).label(label).isNever();
        boolean kept = average.grouping().filter(g -> g.without() != g.names(label)).isPresent();
        return !pinned && arrives && !kept;
    }

    /// The selectors whose series reach the average as they are: not through another aggregation, nor through a function that makes one value of a histogram's buckets.
    private static List<VectorSelector> selectors(Expr expr) {
        List<VectorSelector> found = new ArrayList<>();
        List<Expr> open = new ArrayList<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr next = open.removeLast();
            if (next instanceof VectorSelector selector) {
                found.add(selector);
            } else if (!(next instanceof Aggregation) && !(next instanceof Call call && call.function().name().startsWith("histogram_"))) {
                open.addAll(next.children());
            }
        }
        return found;
    }
}
