package promc.checks.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import promc.analysis.Facts;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.source.Span;

/// `avg` over a label whose values share out one whole, such as the CPU modes of a node: the average is the whole divided by the number of shares.
public final class AverageOverPartition implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/average-over-partition", Severity.WARNING,
            "An average runs over a label whose values share out one quantity").fixable(Applicability.UNSAFE);
    private static final String IDLE = "idle";

    /// Whether a sum over all values of the label says something: the processes of all states do, the seconds of all CPU modes are those of the clock, and exactly one phase of a pod is 1.
    private enum Sum { SAYS, WITHOUT_IDLE, NEVER }

    /// The label that shares out one quantity.
    private record Partition(String label, Sum sum) {}

    /// Metrics of well-known exporters.
    private static final Map<String, Partition> PARTITIONS = Map.of(
            "node_cpu_seconds_total", new Partition("mode", Sum.WITHOUT_IDLE),
            "node_cpu", new Partition("mode", Sum.WITHOUT_IDLE),
            "windows_cpu_time_total", new Partition("mode", Sum.WITHOUT_IDLE),
            "namedprocess_namegroup_cpu_seconds_total", new Partition("mode", Sum.SAYS),
            "kube_pod_status_phase", new Partition("phase", Sum.NEVER),
            "kube_node_status_condition", new Partition("status", Sum.NEVER),
            "node_systemd_unit_state", new Partition("state", Sum.NEVER),
            "node_processes_state", new Partition("state", Sum.SAYS));
    private static final Set<String> LINEAR = Set.of("rate", "irate", "increase");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Aggregation average && average.op() == Aggregator.AVG) {
                for (VectorSelector selector : selectors(average.expr())) {
                    partition(selector).filter(found -> averaged(average, selector, found.label, context.facts(expression))).ifPresent(found ->
                            context.report(expression.text(), average.name().span(), message(found))
                                    .note(expression.text(), selector.span(), "`" + selector.metric().orElseThrow() + "` has one series for each `" + found.label + "`")
                                    .fix(addUp(average, found, expression, context.facts(expression))));
                }
            }
        });
    }

    private static String message(Partition found) {
        String label = "`" + found.label + "`";
        if (found.label.equals("le")) {
            return "`avg` runs over `le`, though each bucket holds what the smaller ones hold: the result means nothing; keep `le`, or select one bucket";
        }
        return "`avg` runs over " + label + ", whose values share out one quantity: the result is that quantity divided by the number of values; "
                + (found.sum == Sum.NEVER ? "select one" : "add them up with `sum without (" + found.label + ")` before averaging, or select one");
    }

    private static Optional<Partition> partition(VectorSelector selector) {
        return selector.metric().flatMap(name -> name.endsWith("_bucket") ? Optional.of(new Partition("le", Sum.NEVER)) : Optional.ofNullable(PARTITIONS.get(name)));
    }

    /// The sum around what the only selector gives, inside of all that is computed of it: a difference from 1, a comparison are meant for the sum.
    private static Optional<Fix> addUp(Aggregation average, Partition partition, Expression expression, Facts facts) {
        Optional<Expr> shares = shares(average.expr());
        if (shares.isEmpty() || !sumSays(partition, shares.get(), facts)) {
            return Optional.empty();
        }
        String label = partition.label;
        Span summed = shares.get().span();
        return Fix.edit(expression.text(), Span.at(summed.start()), "sum without (" + label + ") (").flatMap(open -> Fix.edit(expression.text(), Span.at(summed.end()), ")")
                .map(close -> new Fix("Add up over `" + label + "` before averaging: the result becomes larger, so look at what it is compared with", Applicability.UNSAFE, List.of(open, close))));
    }

    /// The rate or the selector which all that stands between it and the average computes one value of.
    private static Optional<Expr> shares(Expr expr) {
        return switch (expr.unwrapped()) {
            case VectorSelector selector -> Optional.of(selector);
            case Call call when LINEAR.contains(call.function().name()) && call.args().getFirst() instanceof MatrixSelector -> Optional.of(call);
            case Call call when Elementwise.is(call) -> shares(call.args().getFirst());
            case Unary unary -> shares(unary.operand());
            case Binary binary when binary.left().type() == ValueType.SCALAR -> shares(binary.right());
            case Binary binary when binary.right().type() == ValueType.SCALAR -> shares(binary.left());
            default -> Optional.empty();
        };
    }

    private static boolean sumSays(Partition partition, Expr shares, Facts facts) {
        return partition.sum == Sum.SAYS || partition.sum == Sum.WITHOUT_IDLE && !facts.of(shares).label(partition.label).allows(IDLE);
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
