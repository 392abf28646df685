package promc.checks.alert;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.promql.Aggregator;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.VectorSelector;

/// An alert without `for` that one failed scrape or probe sets off: `up == 0`, `probe_success == 0`, or a comparison of `irate`, which looks at two samples. A written `for: 0s` is a choice, and
/// has a check of its own.
public final class ForMissing implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/for-missing", Severity.INFO, "An alert without `for` fires at the first failed scrape or probe");
    private static final String UP = "up";
    private static final String PROBE = "probe_success";

    /// What sets it off, and where that stands.
    private record Cause(Expr part, String message) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert() || !(rule.hold() instanceof Field.Absent) || !(rule.validExpr().orElse(null) instanceof Expression expression)) {
            return;
        }
        Optional<Cause> cause = cause(expression.valid().orElseThrow());
        if (cause.isPresent()) {
            context.report(context.file(), rule.name().span(), cause.get().message + ": there is no `for`").note(expression.text(), cause.get().part.span(), "this holds at once");
        }
    }

    private static Optional<Cause> cause(Expr root) {
        if (!(root.unwrapped() instanceof Binary binary)) {
            return Optional.empty();
        }
        if (binary.op() == BinaryOp.AND || binary.op() == BinaryOp.UNLESS) {
            return cause(binary.left());
        }
        if (!binary.op().isComparison() || binary.boolSpan().isPresent() || !(binary.right().unwrapped() instanceof NumberLiteral number)) {
            return Optional.empty();
        }
        Expr measured = binary.left().unwrapped();
        if (measured instanceof VectorSelector selector && isDown(binary.op(), number.value())) {
            String metric = selector.metric().orElse("");
            String what = metric.equals(UP) ? "scrape" : metric.equals(PROBE) ? "probe" : "";
            return what.isEmpty() ? Optional.empty() : Optional.of(new Cause(binary, "a single failed " + what + " fires this alert"));
        }
        return isIrate(measured) ? Optional.of(new Cause(binary, "the two last samples alone fire this alert, as `irate` sees no others")) : Optional.empty();
    }

    private static boolean isDown(BinaryOp op, double number) {
        return op == BinaryOp.EQ && number == 0 || op == BinaryOp.NE && number == 1 || op == BinaryOp.LT && number > 0 && number <= 1;
    }

    /// True for `irate`, also added up or averaged.
    private static boolean isIrate(Expr measured) {
        Expr inside = measured;
        while (inside instanceof Aggregation aggregation && aggregation.op() != Aggregator.COUNT) {
            inside = aggregation.expr().unwrapped();
        }
        return inside instanceof Call call && call.function().name().equals("irate");
    }
}
