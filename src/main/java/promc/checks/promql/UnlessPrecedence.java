package promc.checks.promql;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Printer;
import promc.promql.ValueType;
import promc.source.Span;

/// `a unless y > 0 and y < 6`: `unless` and `and` bind equally tight, from the left, so this is `(a unless y > 0) and y < 6`. Judged where both conditions are about the same value, which
/// says that they belong together.
public final class UnlessPrecedence implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/unless-precedence", Severity.WARNING,
            "An `and` behind `unless` is not part of the exception, though it is about the same value").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (root instanceof Binary and && and.op() == BinaryOp.AND && and.left() instanceof Binary unless && unless.op() == BinaryOp.UNLESS
                && unless.right() instanceof Binary first && and.right() instanceof Binary second && sameValue(first, second)) {
            String value = Printer.print(first.left());
            context.report(expression.text(), and.opSpan(), "this `and` is not part of what is excepted: `unless` and `and` bind equally tight, so both conditions on `" + value + "` are applied one after the other")
                    .note(expression.text(), unless.opSpan(), "the exception ends before `and`")
                    .fix(fix(first.span(), second.span(), expression));
        }
        for (Expr child : root.children()) {
            check(child, expression, context);
        }
    }

    private static boolean sameValue(Binary first, Binary second) {
        return first.op().isComparison() && second.op().isComparison() && first.right().type() == ValueType.SCALAR && second.right().type() == ValueType.SCALAR
                && Printer.print(first.left()).equals(Printer.print(second.left()));
    }

    private static Optional<Fix> fix(Span from, Span to, Expression expression) {
        return Fix.edit(expression.text(), Span.at(from.start()), "(").flatMap(open -> Fix.edit(expression.text(), Span.at(to.end()), ")")
                .map(close -> new Fix("Put both conditions in parentheses", Applicability.UNSAFE, List.of(open, close))));
    }
}
