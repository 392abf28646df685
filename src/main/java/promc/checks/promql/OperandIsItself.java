package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.DurationExpr;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;
import promc.promql.ValueType;

/// `rate(x{code="500"}[5m]) / rate(x[5m])`: without `on` or `ignoring` series meet whose labels are all the same, and two series of one metric with the same labels are one series. So the ratio
/// is 1 for each series that both sides select. Operands with equal matchers are meant so, as a way to a vector of ones.
public final class OperandIsItself implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/operand-is-itself", Severity.ERROR,
            "Both sides of an operation select from one metric and are matched by all labels, so each series meets itself");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    /// What is computed of the samples of one selector: the names of functions, outermost first, and the range in seconds.
    private record Operand(VectorSelector selector, String functions, double range) {}

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Binary binary && !binary.op().isSetOperator() && binary.matching().isEmpty() && binary.fill().isEmpty() && binary.boolSpan().isEmpty()
                && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR) {
            judge(binary, expression, context);
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static void judge(Binary binary, Expression expression, Context context) {
        Optional<Operand> left = operand(binary.left(), "");
        Optional<Operand> right = left.isPresent() ? operand(binary.right(), "") : Optional.empty();
        if (right.isEmpty() || !isSame(left.get(), right.get()) || matchers(left.get()).equals(matchers(right.get())) || context.facts(expression).of(binary).isNever()) {
            return;
        }
        String metric = left.get().selector().metric().orElseThrow();
        context.report(expression.text(), binary.opSpan(), "each series of `" + metric + "` meets itself here, since without `on` or `ignoring` all labels must be the same: " + effect(binary)
                + "; aggregate both sides, or say which labels may differ")
                .note(expression.text(), left.get().selector().span(), "this selects series of `" + metric + "`")
                .note(expression.text(), right.get().selector().span(), "and this selects the same ones");
    }

    private static String effect(Binary binary) {
        return switch (binary.op()) {
            case DIV -> "the ratio never changes, whatever the values are";
            case SUB, MOD -> "nothing but a multiple of the value itself is left";
            case MUL -> isReciprocal(binary.left()) || isReciprocal(binary.right()) ? "what is divided by a value is multiplied by it again" : "a value is multiplied by itself";
            case ADD -> "a value is added to itself";
            default -> "a value is compared with itself";
        };
    }

    private static boolean isReciprocal(Expr expr) {
        return expr.unwrapped() instanceof Binary binary && binary.op() == BinaryOp.DIV && binary.left().type() == ValueType.SCALAR;
    }

    private static boolean isSame(Operand left, Operand right) {
        return left.selector().metric().equals(right.selector().metric()) && left.functions().equals(right.functions()) && left.range() == right.range();
    }

    /// The selector whose series arrive one for one with all their labels; empty if something else is read, or at another time.
    private static Optional<Operand> operand(Expr expr, String functions) {
        Expr inner = expr.unwrapped();
        if (inner instanceof VectorSelector selector) {
            return selector.metric().isPresent() && isNow(selector) ? Optional.of(new Operand(selector, functions, 0)) : Optional.empty();
        }
        if (inner instanceof Binary binary && !binary.op().isSetOperator() && binary.boolSpan().isEmpty()) {
            return binary.right().type() == ValueType.SCALAR ? operand(binary.left(), functions) : binary.left().type() == ValueType.SCALAR ? operand(binary.right(), functions) : Optional.empty();
        }
        if (inner instanceof Call call && !call.args().isEmpty()) {
            return call(call, functions);
        }
        return Optional.empty();
    }

    private static Optional<Operand> call(Call call, String functions) {
        String name = call.function().name();
        boolean elementwise = call.args().size() == 1 && Elementwise.is(call);
        if (elementwise) {
            return operand(call.args().getFirst(), functions + name + ' ');
        }
        boolean overRange = call.args().size() == 1 && (name.equals("rate") || name.equals("irate") || name.equals("increase") || name.equals("delta") || name.equals("deriv")
                || name.endsWith("_over_time") && !name.startsWith("absent"));
        if (overRange && call.args().getFirst().unwrapped() instanceof MatrixSelector matrix && matrix.selector().metric().isPresent() && isNow(matrix.selector())
                && matrix.range() instanceof DurationExpr.Literal range) {
            return Optional.of(new Operand(matrix.selector(), functions + name, range.value()));
        }
        return Optional.empty();
    }

    private static boolean isNow(VectorSelector selector) {
        return selector.modifiers().offset().isEmpty() && selector.modifiers().at().isEmpty() && selector.modifiers().mode().isEmpty();
    }

    private static List<String> matchers(Operand operand) {
        return operand.selector().matchers().stream().filter(matcher -> !matcher.label().text().equals("__name__")).map((Matcher matcher) -> Printer.print(matcher)).sorted().toList();
    }
}
