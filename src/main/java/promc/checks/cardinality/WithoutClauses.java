package promc.checks.cardinality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.Facts;
import promc.analysis.Producers;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.Options;
import promc.promql.Parsed;
import promc.promql.Promql;
import promc.promql.ValueType;
import promc.source.Span;

/// The `without (...)` clauses that let a label pass, and the fix that names it there: only if the result then has the label no more, and what is matched or computed by that label
/// outside of them stays what it was.
final class WithoutClauses {
    private WithoutClauses() {}

    /// Those on whose operand the label is known to be, from the last to the first.
    static List<Grouping> passing(String label, Expr root, Facts facts) {
        List<Grouping> passing = new ArrayList<>();
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation && aggregation.grouping().filter(grouping -> grouping.without() && !grouping.names(label)).isPresent()
                    && KeptLabels.isOpen(facts.of(aggregation.expr()), label) && KeptLabels.isOpen(facts.of(aggregation), label)) {
                passing.add(aggregation.grouping().get());
            }
        });
        passing.sort((a, b) -> Integer.compare(b.span().start(), a.span().start()));
        return passing;
    }

    /// Names the label in each of `passing`, and in the clauses of the expression that name the same labels as one of them: what is matched with its result is written alike.
    static Optional<Fix> dropping(String label, List<Grouping> passing, Expression expression) {
        // A name that is no legacy one is written in quotes, for which the target may be too old.
        if (passing.isEmpty() || !label.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            return Optional.empty();
        }
        Expr root = expression.valid().orElseThrow();
        List<Grouping> groupings = alike(label, passing, root);
        if (isNeeded(label, groupings, root) || !works(label, groupings, expression)) {
            return Optional.empty();
        }
        List<TextEdit> edits = new ArrayList<>();
        for (Grouping grouping : groupings) {
            Optional<TextEdit> edit = Fix.edit(expression.text(), Span.at(end(grouping)), added(label, grouping));
            if (edit.isEmpty()) {
                return Optional.empty();
            }
            edits.add(edit.get());
        }
        return Optional.of(new Fix("Drop `" + label + "` by `without`", Applicability.UNSAFE, edits));
    }

    private static List<Grouping> alike(String label, List<Grouping> passing, Expr root) {
        List<Grouping> alike = new ArrayList<>();
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation) {
                aggregation.grouping().filter(grouping -> grouping.without() && !grouping.names(label)
                        && passing.stream().anyMatch(one -> names(one).equals(names(grouping)))).ifPresent(alike::add);
            }
        });
        alike.sort((a, b) -> Integer.compare(b.span().start(), a.span().start()));
        return alike;
    }

    private static Set<String> names(Grouping grouping) {
        Set<String> names = new HashSet<>();
        grouping.labels().stream().map(Name::text).forEach(names::add);
        return names;
    }

    private static int end(Grouping grouping) {
        return grouping.labels().isEmpty() ? grouping.span().end() - 1 : grouping.labels().getLast().span().end();
    }

    private static String added(String label, Grouping grouping) {
        return grouping.labels().isEmpty() ? label : ", " + label;
    }

    /// True if something around one of the aggregations matches by the label, takes it over or computes with it.
    private static boolean isNeeded(String label, List<Grouping> groupings, Expr root) {
        boolean[] needed = new boolean[1];
        root.forEach(node -> {
            if (node instanceof Binary binary && isAround(binary, groupings)) {
                Matching matching = binary.matching().orElse(null);
                needed[0] |= matching != null && (matching.on() && named(matching.labels(), label) || matching.group().filter(group -> named(group.include(), label)).isPresent());
            } else if (node instanceof Expr.Call call && isAround(call, groupings)) {
                needed[0] |= call.args().stream().anyMatch(arg -> arg.unwrapped() instanceof Expr.StringLiteral string && string.value().equals(label));
            }
        });
        return needed[0];
    }

    private static boolean named(List<Name> names, String label) {
        return names.stream().anyMatch(name -> name.text().equals(label));
    }

    private static boolean isAround(Expr expr, List<Grouping> groupings) {
        return groupings.stream().anyMatch(grouping -> expr.span().contains(grouping.span()));
    }

    /// Inferred anew: the result has the label no more, still can have series, and no two operands that are matched by this label differ in having it.
    private static boolean works(String label, List<Grouping> groupings, Expression expression) {
        StringBuilder text = new StringBuilder(expression.text().text());
        groupings.forEach(grouping -> text.insert(end(grouping), added(label, grouping)));
        if (!(Promql.parse(text.toString(), Options.ALL) instanceof Parsed.Valid valid)) {
            return false;
        }
        Facts then = Facts.of(valid.root(), Producers.UNKNOWN);
        boolean[] unequal = new boolean[1];
        valid.root().forEach(node -> unequal[0] |= node instanceof Binary binary && matchesBy(label, binary)
                && then.of(binary.left()).label(label).isNever() != then.of(binary.right()).label(label).isNever());
        return !unequal[0] && !then.root().isNever() && then.root().label(label).isNever();
    }

    private static boolean matchesBy(String label, Binary binary) {
        return binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR
                && binary.matching().filter(matching -> matching.on() || named(matching.labels(), label)).isEmpty();
    }
}
