package promc.checks.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import promc.source.Span;

/// `a > 5 or b`: one side of an alert's `or` compares a value, the other returns its series whatever their values are, so the alert fires whenever the other exists.
public final class BranchWithoutComparison implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/branch-without-comparison", Severity.WARNING,
            "One side of an alert's `or` compares nothing, so the alert fires as soon as that series exists");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (!rule.isAlert() || expression.isEmpty() || !(expression.get().valid().orElseThrow().unwrapped() instanceof Binary root) || root.op() != BinaryOp.OR) {
            return;
        }
        List<Expr> branches = new ArrayList<>();
        branches(root, branches);
        Optional<Span> compares = compares(branches);
        if (compares.isEmpty()) {
            return;
        }
        for (Expr branch : branches) {
            // A fallback is judged by alert/always-fires.
            if (!NoComparison.hasCondition(branch)) {
                context.report(expression.get().text(), branch.span(), "nothing is compared on this side of `or`: the alert fires as soon as this returns any series, even with the value 0")
                        .note(expression.get().text(), compares.get(), "another side has a condition");
            }
        }
    }

    private static void branches(Expr expr, List<Expr> branches) {
        if (expr.unwrapped() instanceof Binary binary && binary.op() == BinaryOp.OR) {
            branches(binary.left(), branches);
            branches(binary.right(), branches);
        } else {
            branches.add(expr);
        }
    }

    private static Optional<Span> compares(List<Expr> branches) {
        for (Expr branch : branches) {
            if (branch.unwrapped() instanceof Binary binary && binary.op().isComparison() && binary.boolSpan().isEmpty()) {
                return Optional.of(binary.opSpan());
            }
        }
        return Optional.empty();
    }
}
