package promc.promql;

import java.util.List;
import java.util.OptionalDouble;
import promc.source.Span;

/// What stands inside `[...]` and behind `offset`: a duration, or arithmetic on durations. Values are seconds.
public sealed interface DurationExpr {
    Span span();

    /// The value in seconds where the text alone decides it; empty if `step()` or `range()` is involved.
    OptionalDouble seconds();

    /// `5m`, or a number of seconds; a sign directly in front is folded in. `unit` is false for a bare number.
    record Literal(Span span, double value, boolean unit) implements DurationExpr {
        @Override public OptionalDouble seconds() {
            return OptionalDouble.of(value);
        }
    }

    record Sign(Span span, boolean negative, DurationExpr operand) implements DurationExpr {
        @Override public OptionalDouble seconds() {
            OptionalDouble inner = operand.seconds();
            return inner.isPresent() && negative ? OptionalDouble.of(-inner.getAsDouble()) : inner;
        }
    }

    /// `+ - * / % ^` on durations.
    record Arithmetic(Span span, BinaryOp op, DurationExpr left, DurationExpr right) implements DurationExpr {
        @Override public OptionalDouble seconds() {
            OptionalDouble l = left.seconds();
            OptionalDouble r = right.seconds();
            if (l.isEmpty() || r.isEmpty()) {
                return OptionalDouble.empty();
            }
            double x = l.getAsDouble();
            double y = r.getAsDouble();
            return switch (op) {
                case ADD -> OptionalDouble.of(x + y);
                case SUB -> OptionalDouble.of(x - y);
                case MUL -> OptionalDouble.of(x * y);
                case DIV -> OptionalDouble.of(x / y);
                case MOD -> OptionalDouble.of(x % y);
                case POW -> OptionalDouble.of(Math.pow(x, y));
                default -> OptionalDouble.empty();
            };
        }
    }

    /// `step()`, `range()`, `min_of(a, b)`, `max_of(a, b)`.
    record Call(Span span, Word word, List<DurationExpr> args) implements DurationExpr {
        public enum Word { STEP, RANGE, MIN_OF, MAX_OF }

        public Call {
            args = List.copyOf(args);
        }

        @Override public OptionalDouble seconds() {
            if (word == Word.STEP || word == Word.RANGE || args.size() != 2) {
                return OptionalDouble.empty();
            }
            OptionalDouble l = args.get(0).seconds();
            OptionalDouble r = args.get(1).seconds();
            if (l.isEmpty() || r.isEmpty()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(word == Word.MIN_OF ? Math.min(l.getAsDouble(), r.getAsDouble()) : Math.max(l.getAsDouble(), r.getAsDouble()));
        }
    }

    record Paren(Span span, DurationExpr inner) implements DurationExpr {
        @Override public OptionalDouble seconds() {
            return inner.seconds();
        }
    }
}
