package promc.checks.promql;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.DurationExpr;
import promc.promql.DurationExpr.Arithmetic;
import promc.promql.DurationExpr.Literal;
import promc.promql.DurationExpr.Paren;
import promc.promql.DurationExpr.Sign;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// `step()` and `range()` in a rule: rules are evaluated at one instant (Prometheus `rules/manager.go`), where both are 0 (`promql/engine.go`, foldQueryContextFunctions; `promql/durations.go`),
/// and a range of 0 makes the evaluation fail.
public final class StepInRule implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/step-in-rule", Severity.WARNING,
            "`step()` or `range()` is used in a rule, where it is 0");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.use() == Expression.Use.RULE) {
            look(root, expression, context);
        }
    }

    private static void look(Expr node, Expression expression, Context context) {
        if (node instanceof Call call) {
            function(call, expression, context);
        } else if (node instanceof MatrixSelector matrix) {
            duration(matrix.range(), true, expression, context);
        } else if (node instanceof VectorSelector selector) {
            offset(selector.modifiers(), expression, context);
        } else if (node instanceof Subquery subquery) {
            duration(subquery.range(), true, expression, context);
            if (subquery.step().isPresent()) {
                duration(subquery.step().get(), true, expression, context);
            }
            offset(subquery.modifiers(), expression, context);
        }
        for (Expr child : node.children()) {
            look(child, expression, context);
        }
    }

    private static void function(Call call, Expression expression, Context context) {
        switch (call.function().name()) {
            case "step", "range" -> context.report(expression.text(), call.span(), "`" + call.name().text() + "()` is 0 in a rule, which is evaluated at one instant");
            case "start", "end" -> context.report(expression.text(), call.span(), "`" + call.name().text() + "()` is the same as `time()` in a rule, which is evaluated at one instant")
                    .severity(Severity.INFO);
            default -> { }
        }
    }

    private static void offset(Modifiers modifiers, Expression expression, Context context) {
        if (modifiers.offset().isPresent()) {
            duration(modifiers.offset().get().by(), false, expression, context);
        }
    }

    /// `positive`: Prometheus refuses a duration that is not above 0 here.
    private static void duration(DurationExpr duration, boolean positive, Expression expression, Context context) {
        if (duration instanceof Literal || duration.seconds().isPresent()) {
            return;
        }
        Optional<Span> word = word(duration);
        if (word.isPresent()) {
            String text = expression.text().text().substring(word.get().start(), word.get().end());
            double value = atInstant(duration);
            boolean fails = positive ? !(value > 0) || Double.isInfinite(value) : !Double.isFinite(value);
            context.report(expression.text(), word.get(), "`" + text + "` is 0 in a rule, which is evaluated at one instant"
                    + (fails ? positive ? ": this duration is not above 0, so every evaluation fails" : ": every evaluation fails" : "")).severity(fails ? Severity.ERROR : Severity.WARNING);
        }
    }

    private static Optional<Span> word(DurationExpr duration) {
        return switch (duration) {
            case Literal ignored -> Optional.empty();
            case Sign sign -> word(sign.operand());
            case Paren paren -> word(paren.inner());
            case Arithmetic arithmetic -> word(arithmetic.left()).or(() -> word(arithmetic.right()));
            case DurationExpr.Call call -> call.args().isEmpty() ? Optional.of(call.span()) : word(call.args().get(0)).or(() -> word(call.args().get(1)));
        };
    }

    /// The value in seconds where `step()` and `range()` are 0.
    private static double atInstant(DurationExpr duration) {
        return switch (duration) {
            case Literal literal -> literal.value();
            case Sign sign -> sign.negative() ? -atInstant(sign.operand()) : atInstant(sign.operand());
            case Paren paren -> atInstant(paren.inner());
            case DurationExpr.Call call -> switch (call.word()) {
                case STEP, RANGE -> 0;
                case MIN_OF -> Math.min(atInstant(call.args().get(0)), atInstant(call.args().get(1)));
                case MAX_OF -> Math.max(atInstant(call.args().get(0)), atInstant(call.args().get(1)));
            };
            case Arithmetic arithmetic -> {
                double left = atInstant(arithmetic.left());
                double right = atInstant(arithmetic.right());
                yield switch (arithmetic.op()) {
                    case ADD -> left + right;
                    case SUB -> left - right;
                    case MUL -> left * right;
                    // Prometheus refuses to divide by zero.
                    case DIV -> right == 0 ? Double.NaN : left / right;
                    case MOD -> right == 0 ? Double.NaN : left % right;
                    default -> Math.pow(left, right);
                };
            }
        };
    }
}
