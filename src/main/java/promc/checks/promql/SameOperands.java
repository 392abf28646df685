package promc.checks.promql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import promc.analysis.Facts;
import promc.analysis.NormalForm;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Printer;
import promc.promql.ValueType;

/// An operator between two operands that return the same on every database: a difference that is 0, a quotient that is 1, `and` and `or` that do nothing, `unless` and comparisons that
/// leave nothing. One of the two was probably meant to be another. `x == x` and `x != x`, by which NaN is told from numbers, are not asked about.
public final class SameOperands implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/same-operands", Severity.WARNING, "Both sides of an operator return the same");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        List<Binary> found = new ArrayList<>(0);
        root.forEach(node -> {
            if (node instanceof Binary binary && binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR && isAsked(binary.op())) {
                found.add(binary);
            }
        });
        for (Binary binary : found) {
            if (binary.op() == BinaryOp.OR) {
                branches(binary, found, expression, context);
            } else if (binary.fill().isEmpty() && readsSomething(binary.left()) && NormalForm.metrics(binary.left()).equals(NormalForm.metrics(binary.right()))) {
                Facts facts = context.facts(expression);
                if (NormalForm.of(binary.left(), facts).equals(NormalForm.of(binary.right(), facts))) {
                    report(binary, binary.right(), binary.left(), consequence(binary), isEmpty(binary.op()), expression, context);
                }
            }
        }
    }

    private static boolean isAsked(BinaryOp op) {
        return switch (op) {
            case AND, OR, UNLESS, SUB, DIV, GT, LT, GE, LE -> true;
            default -> false;
        };
    }

    /// Constants are set against each other on purpose, as to make NaN, and `promql/dead-branch` knows more of them.
    private static boolean readsSomething(Expr expr) {
        return !NormalForm.metrics(expr).isEmpty();
    }

    private static boolean isEmpty(BinaryOp op) {
        return op == BinaryOp.UNLESS || op == BinaryOp.GT || op == BinaryOp.LT;
    }

    private static String consequence(Binary binary) {
        boolean bool = binary.boolSpan().isPresent();
        return switch (binary.op()) {
            case AND -> "it lets everything pass";
            case UNLESS -> "nothing is left";
            case SUB -> "the difference is always 0, or NaN";
            case DIV -> "the quotient is always 1, or NaN";
            case GT, LT -> bool ? "the result is always 0" : "it is never true";
            default -> bool ? "the result is 1 for all but NaN" : "it lets all but NaN pass";
        };
    }

    /// A branch of a chain of `or` that another one before it repeats. Only the outermost of the chain is looked at.
    private static void branches(Binary binary, List<Binary> all, Expression expression, Context context) {
        if (all.stream().anyMatch(other -> other.op() == BinaryOp.OR && (other.left().unwrapped() == binary || other.right().unwrapped() == binary)
                && Printer.operator(other).equals(Printer.operator(binary)))) {
            return;
        }
        List<Expr> branches = new ArrayList<>();
        collect(binary, binary, branches);
        Map<Object, Expr> names = new HashMap<>();
        boolean repeats = false;
        for (Expr branch : branches) {
            repeats |= readsSomething(branch) && names.put(NormalForm.metrics(branch), branch) != null;
        }
        if (!repeats) {
            return;
        }
        Facts facts = context.facts(expression);
        Map<NormalForm, Expr> first = new HashMap<>();
        for (Expr branch : branches) {
            Expr before = first.putIfAbsent(NormalForm.of(branch, facts), branch);
            if (before != null && readsSomething(branch)) {
                report(binary, branch, before, "it adds nothing", false, expression, context);
            }
        }
    }

    /// By another matching clause, a branch that is kept out of one `or` may get into the next.
    private static void collect(Expr expr, Binary outermost, List<Expr> branches) {
        if (expr.unwrapped() instanceof Binary binary && binary.op() == BinaryOp.OR && Printer.operator(binary).equals(Printer.operator(outermost))) {
            collect(binary.left(), outermost, branches);
            collect(binary.right(), outermost, branches);
        } else {
            branches.add(expr);
        }
    }

    private static void report(Binary binary, Expr second, Expr first, String consequence, boolean empty, Expression expression, Context context) {
        String text = expression.text().text();
        boolean written = text.substring(first.span().start(), first.span().end()).equals(text.substring(second.span().start(), second.span().end()));
        Draft draft = context.report(expression.text(), second.span(), (binary.op() == BinaryOp.OR ? "this branch of `or` " + (written ? "is" : "returns the same as") + (written ? " the same as" : "") + " one before it: "
                : "both sides of `" + binary.op().symbol() + "` " + (written ? "are" : "return") + " the same: ") + consequence);
        draft.note(expression.text(), first.span(), written ? "the first one" : "this returns the same on every database");
        if (empty && binary.boolSpan().isEmpty()) {
            draft.severity(Severity.ERROR);
        }
    }
}
