package promc.checks.promql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Name;
import promc.promql.Expr.Side;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// The places of an expression that name labels.
final class LabelUses {
    private static final String NAME = "__name__";

    private LabelUses() {}

    /// `list` tells which labels are written together: those of one clause, one selector, one call. `matcher`: it stands in a selector. `operands`: what should have the label.
    record Use(String label, Span span, Object list, boolean matcher, List<Expr> operands) {}

    static List<Use> of(Expr root) {
        List<Use> uses = new ArrayList<>();
        Map<VectorSelector, Object> seen = new IdentityHashMap<>();
        root.forEach(node -> {
            switch (node) {
                case VectorSelector selector when seen.put(selector, selector) == null ->
                        selector.matchers().stream().filter(matcher -> !matcher.bareName()).forEach(matcher -> uses.add(new Use(matcher.label().text(), matcher.label().span(), selector, true, List.of())));
                case Aggregation aggregation -> aggregation.grouping().ifPresent(grouping -> grouping.labels().forEach(name -> add(name, grouping, grouping.without() ? List.of() : List.of(aggregation.expr()), uses)));
                case Binary binary -> binary.matching().ifPresent(matching -> {
                    matching.labels().forEach(name -> add(name, matching, matching.on() ? binary.children() : List.of(), uses));
                    matching.group().ifPresent(group -> group.include().forEach(name -> add(name, matching, List.of(group.manySide() == Side.LEFT ? binary.right() : binary.left()), uses)));
                });
                case Call call when call.function().name().startsWith("label_") -> sources(call).forEach(source -> uses.add(new Use(source.value(), source.span(), call, false, call.args().subList(0, 1))));
                default -> { }
            }
        });
        uses.removeIf(use -> use.label().equals(NAME));
        return uses;
    }

    private static void add(Name name, Object list, List<Expr> operands, List<Use> uses) {
        uses.add(new Use(name.text(), name.span(), list, false, operands));
    }

    /// The labels that `label_replace` or `label_join` reads.
    static List<StringLiteral> sources(Call call) {
        List<StringLiteral> sources = new ArrayList<>();
        int end = call.function().name().equals("label_replace") ? Math.min(4, call.args().size()) : call.args().size();
        for (int i = 3; i < end; i++) {
            if (call.args().get(i).unwrapped() instanceof StringLiteral literal) {
                sources.add(literal);
            }
        }
        return sources;
    }
}
