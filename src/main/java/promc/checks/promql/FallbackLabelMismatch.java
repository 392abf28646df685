package promc.checks.promql;

import java.util.List;
import java.util.Optional;
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
import promc.promql.Expr.Grouping;
import promc.promql.Expr.Matching;
import promc.promql.Expr.Name;
import promc.promql.ValueType;

/// `(sum by (job) (errors) or vector(0)) / sum by (job) (all)`: the fallback has no labels, so it matches no series of the other side, and a job without errors has no ratio after all.
/// `or on () vector(0)` says that everything is missing, which is something else, and is not judged.
public final class FallbackLabelMismatch implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/fallback-label-mismatch", Severity.WARNING,
            "A fallback without labels stands in for series that are matched by their labels, so it never matches").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Binary binary && binary.op() != BinaryOp.OR && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR) {
            fallback(binary.left()).ifPresent(found -> judge(found, binary, binary.right(), expression, context));
            fallback(binary.right()).ifPresent(found -> judge(found, binary, binary.left(), expression, context));
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    /// The fallback whose series is an operand, changed by arithmetic with numbers at most.
    private static Optional<Fallbacks.Fallback> fallback(Expr operand) {
        Expr expr = operand.unwrapped();
        if (expr instanceof Binary binary && !binary.op().isSetOperator() && !binary.op().isComparison()) {
            return binary.right().type() == ValueType.SCALAR ? fallback(binary.left()) : binary.left().type() == ValueType.SCALAR ? fallback(binary.right()) : Optional.empty();
        }
        return Fallbacks.of(expr);
    }

    private static void judge(Fallbacks.Fallback found, Binary operation, Expr other, Expression expression, Context context) {
        Facts facts = context.facts(expression);
        Optional<String> label = Fallbacks.label(other, facts).filter(name -> compares(operation, name));
        if (label.isEmpty() || Fallbacks.label(found.or().left(), facts).isEmpty()) {
            return;
        }
        String operator = operation.op().symbol();
        context.report(expression.text(), found.constant().span(), "this fallback never matches the other side of `" + operator + "`: it has no labels, and the series there have `" + label.get() + "`")
                .note(expression.text(), other.span(), "each of its series has `" + label.get() + "`")
                .fix(fix(found, other, expression));
    }

    private static boolean compares(Binary operation, String label) {
        Optional<Matching> matching = operation.matching();
        return matching.isEmpty() || matching.get().on() == matching.get().labels().stream().anyMatch(name -> name.text().equals(label));
    }

    /// Where both sides are grouped alike, the other side has the series that are missing.
    private static Optional<Fix> fix(Fallbacks.Fallback found, Expr other, Expression expression) {
        List<String> labels = by(found.or().left());
        if (labels.isEmpty() || !labels.equals(by(other)) || found.value().filter(value -> value == 0).isEmpty()) {
            return Optional.empty();
        }
        String text = expression.text().text().substring(other.span().start(), other.span().end());
        return text.indexOf('#') >= 0 || text.indexOf('\n') >= 0 ? Optional.empty()
                : Fix.replace("Fall back to 0 for each series of the other side", Applicability.UNSAFE, expression.text(), found.constant().span(), "0 * " + text);
    }

    private static List<String> by(Expr expr) {
        return expr.unwrapped() instanceof Aggregation aggregation && !aggregation.op().keepsInputLabels()
                ? aggregation.grouping().filter(grouping -> !grouping.without()).map(Grouping::labels).orElse(List.of()).stream().map(Name::text).sorted().toList() : List.of();
    }
}
