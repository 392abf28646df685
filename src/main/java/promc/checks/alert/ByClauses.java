package promc.checks.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.analysis.Why;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Expr.Side;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.promql.ValueType;
import promc.source.Span;

/// Adds labels to the `by (...)` that dropped them, and to others of the expression that are the same, as those of the two sides of a ratio are. Only if the result can have the
/// labels then, and operands that are matched by all labels still have the same ones. Shown only: what the alert watches becomes each series of its own, where a sum over them may have been meant.
final class ByClauses {
    private ByClauses() {}

    static Optional<Fix> keep(Expression expression, Collection<String> labels, Why dropped) {
        List<Grouping> groupings = dropped.elsewhere().isPresent() ? List.of() : groupings(expression.valid().orElseThrow(), dropped.place());
        if (groupings.isEmpty() || makesSeveral(expression.valid().orElseThrow(), groupings, labels) || !works(expression, groupings, labels)) {
            return Optional.empty();
        }
        List<TextEdit> edits = new ArrayList<>();
        for (Grouping grouping : groupings) {
            Optional<TextEdit> edit = Fix.edit(expression.text(), Span.at(end(grouping)), added(labels));
            if (edit.isEmpty()) {
                return Optional.empty();
            }
            edits.add(edit.get());
        }
        return Optional.of(new Fix("Keep `" + String.join("`, `", labels) + "`, with an alert for each value", Applicability.DISPLAY_ONLY, edits));
    }

    /// The `by` clause at a place and those that name the same labels, from the last to the first; none if no `by` clause is there, or one that asks for a single total.
    private static List<Grouping> groupings(Expr root, Span place) {
        List<Grouping> all = new ArrayList<>();
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation) {
                aggregation.grouping().filter(grouping -> !grouping.without() && !grouping.labels().isEmpty()).ifPresent(all::add);
            }
        });
        Optional<Grouping> dropping = all.stream().filter(grouping -> grouping.span().equals(place)).findFirst();
        return dropping.map(one -> all.stream().filter(grouping -> names(grouping).equals(names(one)))
                .sorted((a, b) -> Integer.compare(b.span().start(), a.span().start())).toList()).orElse(List.of());
    }

    private static Set<String> names(Grouping grouping) {
        Set<String> names = new HashSet<>();
        grouping.labels().stream().map(Name::text).forEach(names::add);
        return names;
    }

    private static int end(Grouping grouping) {
        return grouping.labels().getLast().span().end();
    }

    private static String added(Collection<String> labels) {
        return ", " + String.join(", ", labels);
    }

    /// True if a side of which there may be one series for the labels in `on` would have several.
    private static boolean makesSeveral(Expr root, List<Grouping> groupings, Collection<String> labels) {
        boolean[] several = new boolean[1];
        root.forEach(node -> {
            if (node instanceof Binary binary && !binary.op().isSetOperator() && binary.matching().filter(Matching::on).isPresent()) {
                Matching matching = binary.matching().get();
                boolean others = labels.stream().anyMatch(label -> matching.labels().stream().noneMatch(name -> name.text().equals(label)));
                boolean manyLeft = matching.group().filter(group -> group.manySide() == Side.LEFT).isPresent();
                boolean manyRight = matching.group().filter(group -> group.manySide() == Side.RIGHT).isPresent();
                several[0] |= others && groupings.stream().anyMatch(grouping -> !manyLeft && binary.left().span().contains(grouping.span())
                        || !manyRight && binary.right().span().contains(grouping.span()));
            }
        });
        return several[0];
    }

    private static boolean works(Expression expression, List<Grouping> groupings, Collection<String> labels) {
        StringBuilder text = new StringBuilder(expression.text().text());
        groupings.forEach(grouping -> text.insert(end(grouping), added(labels)));
        if (!(Promql.parse(text.toString(), Options.ALL) instanceof Parsed.Valid valid)) {
            return false;
        }
        Facts then = Facts.of(valid.root(), Producers.UNKNOWN);
        boolean[] unequal = new boolean[1];
        valid.root().forEach(node -> unequal[0] |= node instanceof Binary binary && matchesAll(binary)
                && labels.stream().anyMatch(label -> then.of(binary.left()).label(label).isNever() != then.of(binary.right()).label(label).isNever()));
        return !unequal[0] && !then.root().isNever() && labels.stream().noneMatch(label -> then.root().label(label).isNever());
    }

    private static boolean matchesAll(Binary binary) {
        return binary.op() != BinaryOp.OR && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR
                && binary.matching().filter(Matching::on).isEmpty();
    }
}
