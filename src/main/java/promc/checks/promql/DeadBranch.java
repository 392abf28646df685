package promc.checks.promql;

import java.util.List;
import promc.analysis.Clash;
import promc.analysis.Dead;
import promc.analysis.Why;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// A part of an expression that is there for nothing: a fallback that never takes effect, an operand of which a part never matches or passes, a function that returns nothing
/// for what it is given. What has a check of its own (matchers, matching, comparisons, quantiles) is reported by that one.
public final class DeadBranch implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/dead-branch", Severity.WARNING, "A part of the expression never contributes to its result");
    /// More reasons than these repeat each other.
    private static final int REASONS = 2;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        Ground.each(expression, context, ground -> ground.facts().dead().forEach(dead -> look(dead, ground)));
    }

    private static void look(Dead dead, Ground ground) {
        if (ground.isLikely() && !dead.wholly()) {
            // What else a rule records, such as a fallback of 0, is for its other readers.
            return;
        }
        switch (dead.cause()) {
            case LABELS -> {
                if (!dead.wholly() && dead.at() instanceof Binary binary) {
                    report(binary.opSpan(), "a part of what the left side returns never matches the right side of `" + binary.op().symbol() + "`", dead, ground);
                }
            }
            case VALUES -> {
                if (!dead.wholly() && dead.at() instanceof Binary binary) {
                    report(binary.opSpan(), "a part of what is compared never satisfies `" + binary.op().symbol() + "`", dead, ground);
                }
            }
            case OVERSHADOWED -> {
                if (dead.at() instanceof Binary binary) {
                    report(binary.right().span(), (dead.wholly() ? "this is never used" : "a part of this is never used")
                            + ": the left side of `or` always returns a series with the same labels", dead, ground);
                }
            }
            case SUBTRACTED -> {
                if (dead.at() instanceof Binary binary) {
                    report(binary.opSpan(), "`unless` takes " + (dead.wholly() ? "everything" : "a part of its left side") + " away: its right side always returns a series with the same labels",
                            dead, ground);
                }
            }
            case SELECTOR -> recorded(dead, ground);
            case ARGUMENT -> argument(dead, ground);
            case UNMATCHED -> { }
        }
    }

    /// A matcher asks for a value that the rules here never record. What is asked of alerts is for `alert/reads-missing-alert`, for another file may define them.
    private static void recorded(Dead dead, Ground ground) {
        if (dead.at() instanceof VectorSelector selector && !selector.metric().orElse("").startsWith("ALERTS") && dead.clashes().stream().anyMatch(clash -> !clash.right().isNever())) {
            Clash clash = dead.clashes().getFirst();
            report(clash.left().why().place(), "no series of " + selector.metric().map(name -> "`" + name + "`").orElse("these") + " satisfies this matcher: the selector never returns anything",
                    new Dead(dead.at(), dead.cause(), true, List.of(clash.right().why()), List.of()), ground);
        }
    }

    private static void argument(Dead dead, Ground ground) {
        switch (dead.at()) {
            case Call call when QuantileWithoutLe.loss(call, ground.facts()).isEmpty() -> report(call.name().span(), "`" + call.name().text() + "` never returns anything here", dead, ground);
            case Aggregation aggregation -> report(aggregation.name().span(), "`" + aggregation.name().text() + "` never returns anything here", dead, ground);
            case Binary binary -> report(binary.opSpan(), "`" + binary.op().symbol() + "` never returns anything here", dead, ground);
            default -> { }
        }
    }

    /// A number that stands there need not be pointed at.
    private static boolean isNumber(Why why, Expr at) {
        return why.elsewhere().isEmpty() && at instanceof Binary binary && binary.right().unwrapped() instanceof NumberLiteral number && number.span().equals(why.place());
    }

    private static void report(Span place, String message, Dead dead, Ground ground) {
        if (ground.isReported(place)) {
            return;
        }
        Draft draft = ground.report(place, message, dead.at());
        boolean nothing = dead.wholly() && dead.cause() != Dead.Cause.OVERSHADOWED;
        if (nothing && !ground.isLikely()) {
            draft.severity(Severity.ERROR);
        }
        List<Why> reasons = dead.because().stream().distinct().filter(why -> !isNumber(why, dead.at())).toList();
        reasons.subList(0, Math.min(REASONS, reasons.size())).forEach(why -> draft.note(ground.expression().text(), why));
    }
}
