package promc.checks.promql;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.Values;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.GroupModifier;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Expr.Side;
import promc.promql.ValueType;
import promc.source.Span;

/// A side of a join of which one series is to match, grouped by a label that is not matched by: as soon as that label has two values the query fails. Judged only where an
/// aggregation names the label, which is done to tell series apart.
public final class ManyToManyJoin implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/many-to-many-join", Severity.WARNING,
            "A side of a join that must have one series for each match is grouped by more labels than are matched").fixable(Applicability.UNSAFE);
    /// Labels that follow from one of `FINE`: a pod is in one namespace.
    private static final Set<String> COARSE = Set.of("job", "cluster", "namespace", "node", "region", "zone", "environment", "env", "tenant", "team", "service", "project", "datacenter", "dc", "app",
            "cluster_id", "exported_job", "kubernetes_namespace", "availability_zone", "owner", "tier", "stage", "host", "hostname", "nodename", "name", "type");
    private static final Set<String> FINE = Set.of("pod", "instance", "node", "container", "uid", "id", "exported_pod", "exported_instance", "kubernetes_pod_name", "pod_name", "host", "hostname",
            "persistentvolumeclaim", "server", "endpoint", "device", "name", "fqdn", "nodename");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof Binary binary && !binary.op().isSetOperator() && binary.matching().isPresent() && binary.fill().isEmpty()
                    && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR) {
                join(binary, binary.matching().get(), expression, context);
            }
        });
    }

    private static void join(Binary binary, Matching matching, Expression expression, Context context) {
        Facts facts = context.facts(expression);
        if (facts.of(binary).isNever()) {
            return;
        }
        Optional<GroupModifier> group = matching.group();
        Set<String> lefts = group.filter(g -> g.manySide() == Side.LEFT).isPresent() ? Set.of() : extra(binary.left(), matching, facts);
        Set<String> rights = group.filter(g -> g.manySide() == Side.RIGHT).isPresent() ? Set.of() : extra(binary.right(), matching, facts);
        if (lefts.isEmpty() && rights.isEmpty()) {
            return;
        }
        boolean left = !lefts.isEmpty();
        Set<String> labels = left ? lefts : rights;
        String modifier = group.isPresent() ? "" : left ? "group_left" : "group_right";
        String both = !lefts.isEmpty() && !rights.isEmpty() ? " (and several of its right side for each " + Words.list(rights) + ")" : "";
        Draft draft = context.report(expression.text(), matching.span(), "several series of the " + (left ? "left" : "right") + " side may match, one for each " + Words.list(labels) + both
                + ", and then the query fails" + (both.isEmpty() && group.isEmpty() ? ": say `" + modifier + "` if that is meant" : ""));
        by(left ? binary.left() : binary.right()).ifPresent(by -> draft.note(expression.text(), by.grouping().orElseThrow().span(), "these labels tell its series apart"));
        if (both.isEmpty() && group.isEmpty()) {
            draft.fix(Fix.replace("Add `" + modifier + "`", Applicability.UNSAFE, expression.text(), Span.at(matching.span().end()), " " + modifier));
        }
    }

    /// The labels that tell series of one side apart and are neither matched by nor copied.
    private static Set<String> extra(Expr side, Matching matching, Facts facts) {
        Set<String> extra = new TreeSet<>();
        by(side).ifPresent(aggregation -> aggregation.grouping().orElseThrow().labels().forEach(label -> extra.add(label.text())));
        Set<String> matched = new TreeSet<>();
        matching.labels().stream().map(Name::text).forEach(matched::add);
        Set<String> compared = new TreeSet<>(extra);
        compared.removeIf(label -> matching.on() != matched.contains(label));
        extra.removeAll(compared);
        matching.group().ifPresent(group -> group.include().forEach(label -> extra.remove(label.text())));
        extra.removeIf(label -> hasOneValue(facts.of(side).label(label)));
        if (compared.stream().anyMatch(FINE::contains)) {
            extra.removeAll(COARSE);
        }
        return extra;
    }

    private static boolean hasOneValue(LabelFact fact) {
        return fact.isNever() || fact.values() instanceof Values.OneOf oneOf && oneOf.values().size() < 2;
    }

    /// The aggregation with `by` whose series arrive one for one, though some may be filtered out.
    private static Optional<Aggregation> by(Expr side) {
        return switch (side.unwrapped()) {
            case Aggregation aggregation -> Optional.of(aggregation).filter(a -> !a.op().keepsInputLabels() && a.grouping().filter(g -> !g.without()).isPresent());
            case Expr.Unary unary -> by(unary.operand());
            case Binary binary when binary.left().type() == ValueType.SCALAR && !binary.op().isComparison() -> by(binary.right());
            case Binary binary when binary.right().type() == ValueType.SCALAR && (!binary.op().isComparison() || binary.boolSpan().isPresent()) -> by(binary.left());
            case Call call when Elementwise.is(call) -> by(call.args().getFirst());
            default -> Optional.empty();
        };
    }
}
