package promc.checks.cardinality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import promc.analysis.Facts;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
import promc.analysis.Shape;
import promc.analysis.Values;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Context;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Inventory.MetricFacts;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Name;
import promc.promql.NamedLabels;
import promc.source.Span;

/// The labels that are surely meant to be on the result of a rule, with the places that keep them there: those that an expression names and its result can have, with values that
/// are not told, and those that the inventory tells and a `without` clause lets pass. Labels that the rule or its group sets have the value that is written there.
final class KeptLabels {
    private KeptLabels() {}

    /// A label, where the expression names it last, and the `by` that does, if one does. `inherits` are the `without` clauses that let it pass, of which none names it.
    record Kept(String label, Span at, Optional<Grouping> grouping, List<Grouping> inherits, Expression expression) {
        /// Takes the label out of `by`, where it is named there, or adds it to the `without` clauses that let it pass.
        Optional<Fix> drop() {
            return grouping.isEmpty() ? WithoutClauses.dropping(label, inherits, expression) : grouping.flatMap(by -> dropFrom(by, by.labels().stream().filter(name -> name.span().equals(at)).findFirst().orElseThrow()));
        }

        private Optional<Fix> dropFrom(Grouping by, Name name) {
            List<Name> labels = by.labels();
            int index = labels.indexOf(name);
            // A lone label takes a comma behind it along, which may not stand alone.
            Span gone = labels.size() == 1 ? new Span(at.start(), by.span().end() - 1)
                    : index + 1 < labels.size() ? new Span(at.start(), labels.get(index + 1).span().start())
                    : new Span(labels.get(index - 1).span().end(), at.end());
            return gone.of(expression.text().text()).contains("#") ? Optional.empty()
                    : Fix.replace("Drop `" + label + "` from the result", Applicability.UNSAFE, expression.text(), gone, "");
        }
    }

    /// Those that `wanted` takes, each at every `by` that names it, or else where it comes from. What is known of the expression is worked out only if it names such a label at all.
    static List<Kept> of(Rule rule, RuleGroup group, Context context, Predicate<String> wanted) {
        Optional<Expression> expression = rule.expr().value();
        Optional<Expr> root = expression.flatMap(Expression::valid);
        if (root.isEmpty() || named(root.get(), context.inventory(context.file())).stream().noneMatch(wanted)) {
            return List.of();
        }
        SeriesSet result = context.facts(expression.get()).root();
        List<Kept> kept = new ArrayList<>();
        for (String label : result.knownLabels()) {
            boolean set = rule.labels().stream().anyMatch(pair -> pair.name().equals(label)) || group.labels().stream().anyMatch(pair -> pair.name().equals(label));
            if (!set && wanted.test(label) && isOpen(result, label)) {
                kept.addAll(places(label, result.label(label), root.get(), expression.get(), context.facts(expression.get())));
            }
        }
        return kept;
    }

    static boolean isOpen(SeriesSet result, String label) {
        LabelFact fact = result.label(label);
        return !label.equals(Shape.NAME) && !fact.isNever() && !(fact.values() instanceof Values.OneOf)
                && result.shapes().stream().anyMatch(shape -> shape.labels().containsKey(label) && !shape.label(label).isNever());
    }

    private static List<Kept> places(String label, LabelFact fact, Expr root, Expression expression, Facts facts) {
        List<Kept> kept = new ArrayList<>();
        root.forEach(node -> {
            if (node instanceof Aggregation aggregation && aggregation.grouping().filter(g -> !g.without()).isPresent()) {
                Grouping by = aggregation.grouping().get();
                by.labels().stream().filter(name -> name.text().equals(label)).forEach(name -> kept.add(new Kept(label, name.span(), Optional.of(by), List.of(), expression)));
            }
        });
        if (kept.isEmpty()) {
            List<Grouping> inherits = WithoutClauses.passing(label, root, facts);
            boolean shown = fact.why().elsewhere().isEmpty() && !fact.why().place().isEmpty();
            Span at = shown || inherits.isEmpty() ? fact.why().elsewhere().isEmpty() ? fact.why().place() : root.span() : inherits.getFirst().span();
            kept.add(new Kept(label, at, Optional.empty(), inherits, expression));
        }
        return kept;
    }

    /// Every label that the expression names, and every string, which may be one; where it drops labels by `without`, those of its metrics that the inventory tells, too.
    static Set<String> named(Expr root, Inventory inventory) {
        Set<String> named = NamedLabels.of(root);
        Set<String> metrics = new TreeSet<>();
        boolean[] without = new boolean[1];
        root.forEach(node -> {
            if (node instanceof Expr.VectorSelector selector) {
                selector.metric().ifPresent(metrics::add);
            } else if (node instanceof Aggregation aggregation) {
                without[0] |= !aggregation.keepsOnlyNamed();
            } else if (node instanceof Expr.StringLiteral string) {
                named.add(string.value());
            }
        });
        if (without[0] && !inventory.isEmpty()) {
            metrics.forEach(metric -> inventory.metric(metric).flatMap(MetricFacts::labels).ifPresent(labels -> named.addAll(labels.keySet())));
        }
        return named;
    }
}
