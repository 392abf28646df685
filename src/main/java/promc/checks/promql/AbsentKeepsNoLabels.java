package promc.checks.promql;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.LabelFact;
import promc.analysis.SeriesSet;
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
import promc.promql.Expr.Grouping;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Name;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.source.Span;

/// `absent` of anything but a bare selector returns no labels (Prometheus `promql/functions.go`, createLabelsForAbsentFunction): labels that it groups by inside are kept for
/// nothing, and labels that are asked of its result are not there.
public final class AbsentKeepsNoLabels implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/absent-keeps-no-labels", Severity.WARNING,
            "Labels are expected of `absent` over something that is no selector, which returns none").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        List<Call> absents = new ArrayList<>(0);
        root.forEach(node -> {
            if (node instanceof Call call && loss(call).isPresent()) {
                absents.add(call);
            }
        });
        if (absents.isEmpty()) {
            return;
        }
        Map<Call, Boolean> told = new IdentityHashMap<>();
        root.forEach(node -> {
            switch (node) {
                case Aggregation aggregation -> aggregation.grouping().filter(grouping -> !grouping.without())
                        .ifPresent(grouping -> asked(aggregation.expr(), grouping.labels(), absents, told, expression, context));
                case Binary binary when binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR ->
                        binary.matching().filter(Expr.Matching::on).ifPresent(matching -> {
                            asked(binary.left(), matching.labels(), absents, told, expression, context);
                            asked(binary.right(), matching.labels(), absents, told, expression, context);
                        });
                default -> { }
            }
        });
        absents.stream().filter(call -> !told.containsKey(call)).forEach(call -> inside(call, expression, context));
    }

    /// The place by which analyses name such a call as the reason of lost labels.
    static Optional<Span> loss(Call call) {
        boolean absent = call.function().name().equals("absent") || call.function().name().equals("absent_over_time");
        return absent && !call.args().isEmpty() && !(call.args().getFirst().unwrapped() instanceof VectorSelector) && !(call.args().getFirst().unwrapped() instanceof MatrixSelector)
                ? Optional.of(call.span()) : Optional.empty();
    }

    private static void asked(Expr operand, List<Name> labels, List<Call> absents, Map<Call, Boolean> told, Expression expression, Context context) {
        for (Name label : labels) {
            SeriesSet set = context.facts(expression).of(operand);
            LabelFact fact = set.label(label.text());
            if (set.isNever() || !fact.isNever()) {
                continue;
            }
            for (Call call : absents) {
                if (fact.why().elsewhere().isEmpty() && fact.why().place().equals(call.span()) && told.putIfAbsent(call, true) == null) {
                    context.report(expression.text(), label.span(), "`" + call.name().text() + "` returns no `" + label.text() + "` here: it takes labels only from the `=` matchers of a bare selector")
                            .note(expression.text(), call.args().getFirst().span(), "this is no bare selector");
                }
            }
        }
    }

    /// `absent(sum by (job) (x))`: the grouping does nothing.
    private static void inside(Call call, Expression expression, Context context) {
        if (call.args().getFirst().unwrapped() instanceof Aggregation aggregation && aggregation.grouping().isPresent()) {
            Grouping grouping = aggregation.grouping().get();
            if (!grouping.without() && !grouping.labels().isEmpty() && !aggregation.op().keepsInputLabels()) {
                Draft draft = context.report(expression.text(), grouping.span(), "`" + call.name().text() + "` over an aggregation returns no labels, and fires only if no group at all is there:"
                        + " the labels named here change nothing");
                draft.note(expression.text(), call.name().span(), "only a bare selector gives its `=` matchers as labels");
                draft.fix(selector(aggregation).flatMap(inner -> Fix.replace("Ask for the selector itself", Applicability.UNSAFE, expression.text(), call.args().getFirst().span(),
                        inner.span().of(expression.text().text()))));
            }
        }
    }

    /// The selector below, where asking whether it is absent is the same question.
    private static Optional<VectorSelector> selector(Aggregation aggregation) {
        return aggregation.expr().unwrapped() instanceof VectorSelector selector ? Optional.of(selector) : Optional.empty();
    }
}
