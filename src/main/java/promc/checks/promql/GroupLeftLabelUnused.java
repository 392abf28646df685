package promc.checks.promql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import promc.analysis.Facts;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
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

/// A label that `group_left` or `group_right` copies for nothing: an operator around the join drops it again, or both sides have it with the same value, being matched by it.
public final class GroupLeftLabelUnused implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/group-left-label-unused", Severity.INFO, "A label copied by `group_left` is not used")
            .fixable(Applicability.SAFE);
    private static final String NAME = "__name__";

    /// What drops a label, and where it says so.
    private record Drop(String operator, Span place) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        boolean[] groups = new boolean[1];
        root.forEach(node -> groups[0] |= node instanceof Binary binary && binary.matching().flatMap(Matching::group).filter(group -> !group.include().isEmpty()).isPresent());
        if (!groups[0]) {
            return;
        }
        Map<Expr, Expr> parents = new IdentityHashMap<>();
        root.forEach(node -> node.children().forEach(child -> parents.put(child, node)));
        root.forEach(node -> {
            if (node instanceof Binary binary && binary.fill().isEmpty()) {
                binary.matching().flatMap(Matching::group).ifPresent(group -> join(binary, group, parents, expression, context));
            }
        });
    }

    private static void join(Binary binary, GroupModifier group, Map<Expr, Expr> parents, Expression expression, Context context) {
        Facts facts = context.facts(expression);
        Matching matching = binary.matching().orElseThrow();
        Expr many = group.manySide() == Side.LEFT ? binary.left() : binary.right();
        Expr one = many == binary.left() ? binary.right() : binary.left();
        boolean matchesName = matching.on() && matching.labels().stream().anyMatch(label -> label.text().equals(NAME));
        List<Name> same = new ArrayList<>(0);
        List<Name> dropped = new ArrayList<>(0);
        Drop drop = null;
        for (Name label : group.include()) {
            if (label.text().equals(NAME) || matchesName || facts.of(binary).isNever() || facts.of(one).label(label.text()).isNever()) {
                continue;
            }
            if (!matching.on() && matching.labels().stream().noneMatch(ignored -> ignored.text().equals(label.text()))) {
                same.add(label);
            } else {
                Optional<Drop> lost = drop(binary, label.text(), parents);
                drop = lost.orElse(drop);
                lost.ifPresent(ignored -> dropped.add(label));
            }
        }
        if (!same.isEmpty()) {
            context.report(expression.text(), place(same), "both sides have the same " + Words.list(texts(same)) + " already, for they are matched by it")
                    .note(expression.text(), matching.span(), "all labels but these are matched by")
                    .fix(remove(same, group, Applicability.SAFE, expression));
        }
        if (drop != null) {
            // Where the many side has such a label itself, series that only it tells apart would collide, and the query fail.
            boolean safe = dropped.stream().allMatch(label -> facts.of(many).label(label.text()).isNever());
            context.report(expression.text(), place(dropped), Words.list(texts(dropped)) + (dropped.size() > 1 ? " are" : " is") + " copied for nothing: `" + drop.operator + "` drops "
                            + (dropped.size() > 1 ? "them" : "it") + " again")
                    .note(expression.text(), drop.place, "this drops " + (dropped.size() > 1 ? "them" : "it"))
                    .fix(remove(dropped, group, safe ? Applicability.SAFE : Applicability.UNSAFE, expression));
        }
    }

    private static Span place(List<Name> labels) {
        return labels.getFirst().span().cover(labels.getLast().span());
    }

    private static List<String> texts(List<Name> labels) {
        return labels.stream().map(Name::text).toList();
    }

    private static Optional<Fix> remove(List<Name> gone, GroupModifier group, Applicability applicability, Expression expression) {
        String text = expression.text().text();
        String rest = group.include().stream().filter(label -> !gone.contains(label)).map(label -> label.span().of(text)).collect(Collectors.joining(", "));
        Span list = new Span(group.keyword().end(), group.span().end());
        // Without a list of its own, `group_left` would take the parenthesis of the operand behind it for one.
        String none = text.substring(list.end()).stripLeading().startsWith("(") ? " ()" : "";
        return list.of(text).contains("#") || text.substring(list.end()).stripLeading().startsWith("#") ? Optional.empty()
                : Fix.replace("Do not copy " + Words.list(texts(gone)), applicability, expression.text(), list, rest.isEmpty() ? none : " (" + rest + ")");
    }

    /// The operator around `join` that drops the label before anything reads it.
    private static Optional<Drop> drop(Expr join, String label, Map<Expr, Expr> parents) {
        Expr below = join;
        for (Expr above = parents.get(join); above != null; above = parents.get(above)) {
            switch (above) {
                case Expr.Paren ignored -> { }
                case Expr.Unary ignored -> { }
                case Call call when Elementwise.is(call) -> { }
                case Aggregation aggregation -> {
                    return aggregated(aggregation, below, label);
                }
                case Binary binary when binary.left().type() == ValueType.SCALAR || binary.right().type() == ValueType.SCALAR -> { }
                case Binary binary -> {
                    return matched(binary, below, label);
                }
                default -> {
                    return Optional.empty();
                }
            }
            below = above;
        }
        return Optional.empty();
    }

    private static Optional<Drop> aggregated(Aggregation aggregation, Expr below, String label) {
        boolean drops = aggregation.grouping().map(grouping -> grouping.without() == grouping.names(label)).orElse(true);
        return drops && !aggregation.op().keepsInputLabels() && aggregation.expr() == below
                ? Optional.of(new Drop(aggregation.name().text(), aggregation.grouping().map(grouping -> grouping.span()).orElse(aggregation.name().span()))) : Optional.empty();
    }

    /// One to one keeps only what is matched by; of the right side of `and` and `unless` nothing else is looked at.
    private static Optional<Drop> matched(Binary binary, Expr below, String label) {
        if (binary.matching().isEmpty() || binary.fill().isPresent()) {
            return Optional.empty();
        }
        Matching matching = binary.matching().get();
        boolean named = matching.labels().stream().anyMatch(name -> name.text().equals(label));
        boolean filter = (binary.op() == BinaryOp.AND || binary.op() == BinaryOp.UNLESS) && binary.right() == below;
        boolean oneToOne = !binary.op().isSetOperator() && matching.group().isEmpty();
        return matching.on() != named && (filter || oneToOne) ? Optional.of(new Drop(binary.op().symbol(), matching.span())) : Optional.empty();
    }
}
