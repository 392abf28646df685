package promc.checks.promql;

import java.util.Optional;
import promc.analysis.Facts;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.NumberLiteral;
import promc.source.Span;

/// A fallback that satisfies the condition it is put into: `(sum by (job) (x) or vector(0)) < 1` always fires, since the fallback's label set, the empty one, is never on the left;
/// and `x and on () (y or vector(0))` filters nothing.
public final class FallbackVoidsCondition implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/fallback-voids-condition", Severity.WARNING,
            "A fallback is always there and satisfies the condition around it").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isPresent()) {
            look(expression.get().valid().orElseThrow(), rule.isAlert(), expression.get(), context);
        }
    }

    /// `fires`: whatever series `node` returns, the alert fires for.
    private static void look(Expr node, boolean fires, Expression expression, Context context) {
        boolean still = fires && (node instanceof Expr.Paren || node instanceof Binary set && set.op() == BinaryOp.OR);
        if (node instanceof Binary binary) {
            if (fires && binary.op().isComparison() && binary.boolSpan().isEmpty()) {
                compared(binary, expression, context);
            }
            if (binary.op() == BinaryOp.AND && binary.matching().isPresent() && binary.matching().get().on() && binary.matching().get().labels().isEmpty()
                    && binary.right().unwrapped() instanceof Binary or && or.op() == BinaryOp.OR && context.facts(expression).of(or).isAlways()) {
                context.report(expression.text(), binary.opSpan(), "`and on ()` filters nothing here: its right side always returns something")
                        .note(expression.text(), or.right().span(), "this is there when nothing else is");
            }
        }
        for (Expr child : node.children()) {
            look(child, still, expression, context);
        }
    }

    private static void compared(Binary comparison, Expression expression, Context context) {
        boolean left = comparison.right().unwrapped() instanceof NumberLiteral;
        Expr bound = left ? comparison.right() : comparison.left();
        Optional<Fallbacks.Fallback> found = Fallbacks.of(left ? comparison.left() : comparison.right());
        if (found.isEmpty() || found.get().value().isEmpty() || !(bound.unwrapped() instanceof NumberLiteral number)) {
            return;
        }
        double value = found.get().value().get();
        Facts facts = context.facts(expression);
        // Where the fallback is proved to be there always, alert/always-fires says so.
        if (!holds(comparison.op(), left ? value : number.value(), left ? number.value() : value) || facts.root().isAlways()) {
            return;
        }
        Binary or = found.get().or();
        Fallbacks.label(or.left(), facts).ifPresent(label -> context.report(expression.text(), found.get().constant().span(),
                        "the alert always fires: this fallback has no labels, so it is there beside the series with `" + label + "`, and it satisfies the comparison")
                .likely()
                .note(expression.text(), or.left().span(), "each of its series has `" + label + "`")
                .fix(Fix.replace("Fall back only if there is no series at all, with `on ()`", Applicability.UNSAFE, expression.text(), Span.at(or.opSpan().end()), " on ()")));
    }

    private static boolean holds(BinaryOp op, double left, double right) {
        return switch (op) {
            case EQ -> left == right;
            case NE -> left != right;
            case GT -> left > right;
            case GE -> left >= right;
            case LT -> left < right;
            default -> left <= right;
        };
    }
}
