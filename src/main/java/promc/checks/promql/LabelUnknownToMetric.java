package promc.checks.promql;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.SeriesSet;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ExporterTable;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Inventory.MetricFacts;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.source.Nearest;

/// A label that its metric does not have as far as an inventory or the table of exporters tells, one letter away from one that it has. Relabelling may add labels of any name, so others are not
/// told, nor are those that a server commonly adds.
public final class LabelUnknownToMetric implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/label-unknown-to-metric", Severity.WARNING, "A label is one letter away from one that the metric has")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        root.forEach(node -> {
            if (node instanceof VectorSelector selector && selector.name().isPresent() && !selector.matchers().isEmpty()) {
                selector.matchers().forEach(matcher -> check(matcher.label(), selector, root, expression, context));
            } else if (node instanceof Aggregation aggregation && aggregation.grouping().isPresent()) {
                read(aggregation.expr()).ifPresent(selector -> aggregation.grouping().get().labels().forEach(label -> check(label, selector, root, expression, context)));
            }
        });
    }

    /// The one selector whose series an expression keeps the labels of.
    private static Optional<VectorSelector> read(Expr expr) {
        return switch (expr.unwrapped()) {
            case VectorSelector selector when selector.name().isPresent() -> Optional.of(selector);
            case MatrixSelector matrix -> read(matrix.selector());
            case Call call when !call.function().name().startsWith("label_") && !call.function().name().equals("info") -> call.vector().flatMap(LabelUnknownToMetric::read);
            default -> Optional.empty();
        };
    }

    private static void check(Expr.Name label, VectorSelector selector, Expr root, Expression expression, Context context) {
        String metric = selector.name().orElseThrow().text();
        if (!LabelTypo.isLongEnough(label.text()) || LabelTypo.isCommon(label.text()) || metric.indexOf(':') >= 0) {
            return;
        }
        Inventory inventory = context.inventory(expression.text().file());
        Optional<MetricFacts> told = inventory.metric(metric).filter(facts -> facts.labels().isPresent());
        Optional<MetricFacts> facts = told.or(() -> MetricUnknownToExporter.isKnownPrefix(metric) ? ExporterTable.metric(metric).filter(known -> known.labels().isPresent())
                : Optional.empty());
        if (facts.isEmpty() || facts.get().labels().get().containsKey(label.text())) {
            return;
        }
        Set<String> labels = new TreeSet<>(facts.get().labels().get().keySet());
        Optional<String> near = Nearest.only(label.text(), labels).filter(candidate -> LabelTypo.isSlip(label.text(), candidate));
        if (near.isEmpty() || context.isRecorded(metric) || saysAnother(label, selector, root, expression, context)) {
            return;
        }
        String source = told.isPresent() ? told.get().origin().description() : "promc's table of exporters";
        Draft draft = context.report(expression.text(), label.span(), "`" + metric + "` has no label `" + label.text() + "` in " + source + ", but `" + near.get() + "`, which is one letter away");
        draft.fix(Fix.replace("Use `" + near.get() + "`", Applicability.UNSAFE, expression.text(), label.span(), LabelTypo.quotedAs(label.span().of(expression.text().text()), near.get())));
    }

    /// True if the label is proved to be missing here, or the expression itself names the right one: other checks tell.
    private static boolean saysAnother(Expr.Name label, VectorSelector selector, Expr root, Expression expression, Context context) {
        SeriesSet series = context.facts(expression).of(selector);
        return series.isNever() || series.label(label.text()).isNever()
                || LabelTypo.find(root).stream().anyMatch(typo -> typo.odd().span().equals(label.span()));
    }
}
