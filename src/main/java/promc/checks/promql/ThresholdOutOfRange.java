package promc.checks.promql;

import java.util.Optional;
import promc.analysis.Samples;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Binary;
import promc.promql.Expr.NumberLiteral;

/// A share of a whole, which lies between 0 and 1, is compared with a number outside of that: `errors / requests > 5`, where per cent were meant. It rests on values that are not negative.
public final class ThresholdOutOfRange implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.likely("promql/threshold-out-of-range", Severity.WARNING, "A share of a whole is compared with a number that it never reaches")
            .fixable(Applicability.DISPLAY_ONLY);

    private static final double PERCENT = 100;
    /// Sums of the same values in another order differ by less.
    private static final double ROUNDING = 1e-9;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        if (expression.text().text().indexOf('/') < 0) {
            return;
        }
        root.forEach(node -> {
            if (node instanceof Binary binary && binary.op().isComparison()) {
                if (binary.right() instanceof NumberLiteral number) {
                    check(binary, binary.left(), binary.op(), number, expression, context);
                } else if (binary.left() instanceof NumberLiteral number) {
                    check(binary, binary.right(), binary.op().mirrored(), number, expression, context);
                }
            }
        });
    }

    private static void check(Binary binary, Expr side, BinaryOp op, NumberLiteral number, Expression expression, Context context) {
        if (!(side.unwrapped() instanceof Binary || side.unwrapped() instanceof Expr.Aggregation)) {
            return;
        }
        Optional<Shares.Share> share = Shares.of(side);
        Optional<String> outcome = share.flatMap(found -> outcome(found, op, number.value()));
        if (outcome.isPresent()) {
            report(share.get(), outcome.get(), binary, number, expression, context);
        }
    }

    /// What becomes of the comparison; empty if it tells shares apart. The ends themselves are left out where rounding, or nothing but a whole, could reach them.
    private static Optional<String> outcome(Shares.Share share, BinaryOp op, double number) {
        boolean above = number > share.high() * (1 + ROUNDING);
        boolean below = number < share.low() - ROUNDING;
        return switch (op) {
            case GT, GE -> above ? Optional.of("never") : below ? Optional.of("always") : Optional.empty();
            case LT, LE -> above ? Optional.of("always") : below ? Optional.of("never") : Optional.empty();
            case EQ -> above || below ? Optional.of("never") : Optional.empty();
            case NE -> above || below ? Optional.of("always") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static void report(Shares.Share share, String outcome, Binary binary, NumberLiteral number, Expression expression, Context context) {
        boolean plain = share.low() == 0 && share.high() == 1;
        boolean percent = plain && number.value() > 1 && number.value() <= PERCENT;
        boolean fraction = share.low() == 0 && share.high() == 1 / PERCENT;
        String message = "`" + binary.op().symbol() + "` is " + outcome + " true here: a part is divided by its whole, so this lies between " + Samples.text(share.low()) + " and "
                + Samples.text(share.high()) + (percent ? "; for per cent, multiply the share by 100, or compare it with " + Samples.text(number.value() / PERCENT)
                : fraction ? "; a share in per cent is multiplied by 100, not divided" : "");
        Draft draft = context.report(expression.text(), number.span(), message)
                .note(expression.text(), share.division().left().span(), "the part")
                .note(expression.text(), share.division().right().span(), "the whole");
        if (percent) {
            String instead = Samples.text(number.value() / PERCENT);
            draft.fix(Fix.replace("Compare with " + instead, Applicability.DISPLAY_ONLY, expression.text(), number.span(), instead));
        }
    }
}
