package promc.checks.promql;

import java.time.Duration;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Aggregator;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.NumberLiteral;
import promc.promql.ValueType;

/// `topk` as what a rule returns: which series are among the first changes from one evaluation to the next. An alert with `for` starts anew whenever its series drops out; a recorded series
/// has gaps. `topk by (...) (1, x)`, which picks one of several equal series, is not judged; nor is a recorded
/// name that says `top`.
public final class TopkFlaps implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/topk-flaps", Severity.INFO,
            "A rule returns the first series of a ranking, which change from one evaluation to the next");

    /// So many are asked for as a guard against too many, not as a ranking.
    private static final int LIMIT = 100;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        Optional<Expression> expression = rule.validExpr();
        if (expression.isEmpty() || !(ranked(expression.get().valid().orElseThrow()) instanceof Aggregation top) || top.op() != Aggregator.TOPK && top.op() != Aggregator.BOTTOMK) {
            return;
        }
        boolean picksOne = top.grouping().isPresent() && top.param().orElseThrow().unwrapped() instanceof NumberLiteral number && number.value() == 1;
        boolean meant = rule.isRecording() && rule.name().value().orElse("").contains("top");
        boolean onlyLimits = top.param().orElseThrow().unwrapped() instanceof NumberLiteral number && number.value() >= LIMIT;
        if (picksOne || meant || onlyLimits || context.facts(expression.get()).of(top.expr()).isSingle()) {
            return;
        }
        String name = top.name().text();
        boolean held = rule.hold().value().filter(hold -> hold.compareTo(Duration.ZERO) > 0).isPresent();
        Draft draft = context.report(expression.get().text(), top.name().span(), "which series `" + name + "` returns changes from one evaluation to the next: "
                + (!rule.isAlert() ? "each recorded series has gaps where it was not among them" : held ? "whenever a series drops out, its alert starts to wait for `for` anew"
                : "an alert resolves when its series drops out, however bad it still is"));
        if (rule.isAlert() && held) {
            draft.severity(Severity.WARNING);
        }
    }

    /// What a condition on numbers is put on.
    private static Expr ranked(Expr root) {
        Expr expr = root.unwrapped();
        while (expr instanceof Binary binary && binary.op().isComparison() && binary.right().type() == ValueType.SCALAR) {
            expr = binary.left().unwrapped();
        }
        return expr;
    }
}
