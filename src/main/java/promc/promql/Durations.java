package promc.promql;

import java.util.List;
import java.util.Optional;
import promc.promql.DurationExpr.Arithmetic;
import promc.promql.DurationExpr.Call;
import promc.promql.DurationExpr.Literal;
import promc.promql.DurationExpr.Paren;
import promc.source.Span;

/// What Prometheus' grammar does and refuses when it has read a part of a duration expression.
final class Durations implements OperatorStack.Reducer<DurationExpr, Durations.Link> {
    /// A binary operator between durations.
    record Link(BinaryOp op, Span opSpan) {}

    /// The longest duration in seconds, either way: 2^63 nanoseconds.
    private static final double MAX_SECONDS = 0x1p63 / 1e9;

    private final boolean enabled;
    private final Problems problems;

    Durations(Options options, Problems problems) {
        this.enabled = options.durationExpressions();
        this.problems = problems;
    }

    /// A literal that is a whole offset of its own may be out of range only together with its sign; `plain` is false for it.
    Literal literal(Expr.NumberLiteral number, boolean plain) {
        return plain ? inRange(new Literal(number.span(), number.value(), number.duration()), number.span())
                : new Literal(number.span(), number.value(), number.duration());
    }

    private Literal inRange(Literal literal, Span at) {
        if (Math.abs(literal.value()) > MAX_SECONDS) {
            problems.add(at, "duration is out of range", "the longest duration is about 292 years");
            return new Literal(literal.span(), 1, literal.unit());
        }
        return literal;
    }

    @Override public DurationExpr sign(OperatorStack.Sign sign, DurationExpr operand) {
        Span span = sign.span().cover(operand.span());
        if (operand instanceof Literal literal) {
            return inRange(new Literal(span, sign.negative() ? -literal.value() : literal.value(), literal.unit()), sign.span());
        }
        return new DurationExpr.Sign(span, sign.negative(), operand);
    }

    @Override public DurationExpr binary(Link link, DurationExpr left, DurationExpr right) {
        needsExpressions(left.span());
        boolean zero = right instanceof Literal literal && literal.value() == 0;
        if (zero && (link.op == BinaryOp.DIV || link.op == BinaryOp.MOD)) {
            problems.addOpen(right.span().end(), link.opSpan, link.op == BinaryOp.DIV ? "division by zero" : "modulo by zero", "");
        }
        return new Arithmetic(left.span().cover(right.span()), link.op, left, right);
    }

    /// `gated` is false at the one place where Prometheus forgets to ask: a parenthesis behind the sign of an offset.
    DurationExpr paren(Span span, DurationExpr inner, boolean gated) {
        if (gated) {
            needsExpressions(inner.span());
        }
        return new Paren(span, inner);
    }

    DurationExpr call(Span span, Call.Word word, List<DurationExpr> args) {
        needsExpressions(span);
        return new Call(span, word, args);
    }

    /// Refuses a range or step that is a literal and not positive.
    void mustBePositive(DurationExpr duration) {
        if (duration instanceof Literal literal && literal.value() <= 0) {
            problems.addOpen(literal.span().end(), literal.span(), "the duration must be greater than 0", "");
        }
    }

    /// True if the offset is as good as none: Prometheus keeps nanoseconds.
    static boolean isZero(DurationExpr duration) {
        return duration instanceof Literal literal && Math.abs(literal.value()) < 0.5e-9;
    }

    private void needsExpressions(Span span) {
        if (!enabled && problems.isEmpty()) {
            problems.add(span, "duration expressions are not enabled", "write a plain duration such as 5m");
        }
    }

    static Optional<Call.Word> word(String text) {
        for (Call.Word word : Call.Word.values()) {
            if (word.name().equalsIgnoreCase(text)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }
}
