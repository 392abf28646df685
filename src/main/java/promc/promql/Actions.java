package promc.promql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.At;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Fill;
import promc.promql.Expr.Grouping;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.Matching;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Name;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Offset;
import promc.promql.Expr.RangeMode;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.source.Correction;
import promc.source.Span;

/// What Prometheus' grammar does and refuses each time it has read a construct (the semantic actions of `generated_parser.y`). Problems are collected in
/// the order in which Prometheus finds them. Where a construct is refused something of its kind is returned, so that the rest is still looked at.
final class Actions implements OperatorStack.Reducer<Expr, Actions.Link> {
    static final String UNKNOWN_FUNCTION = "unknown function `";
    /// A binary operator with its modifiers.
    record Link(BinaryOp op, Span opSpan, Optional<Span> boolSpan, Optional<Matching> matching, Optional<Fill> fill) {}

    /// What stands behind an operand and binds tighter than any operator.
    sealed interface Suffix {
        /// `step` is kept apart from `colon`: `[5m:]` has the one without the other.
        record Brackets(Span span, DurationExpr range, boolean colon, Optional<DurationExpr> step) implements Suffix {}

        /// `open` if more arithmetic could have followed.
        record OffsetSuffix(Offset offset, boolean open) implements Suffix {}

        /// `seconds` is empty for `start()` and `end()`.
        record AtSuffix(At at, OptionalDouble seconds) implements Suffix {}

        record ModeSuffix(RangeMode mode) implements Suffix {}
    }

    private static final String NEEDS_SELECTOR = " must stand behind a selector, a range selector or a subquery";

    private final String text;
    private final Options options;
    private final Problems problems;

    Actions(String text, Options options, Problems problems) {
        this.text = text;
        this.options = options;
        this.problems = problems;
    }

    private void refuse(Span span, String message, String help) {
        problems.add(span, message, help);
    }

    NumberLiteral number(Span span, String text, boolean duration) {
        if (duration) {
            Numerals.Duration value = Numerals.duration(text);
            value.error().ifPresent(message -> Numerals.meant(text).filter(meant -> !meant.equals(text)).ifPresentOrElse(
                    meant -> problems.add(span, message, "write " + meant, Optional.of(new Correction(span, meant, "Write `" + meant + "`", true))),
                    () -> refuse(span, message, "")));
            // One second, so that a bad duration is not called zero as well.
            return new NumberLiteral(span, value.error().isPresent() ? 1 : value.seconds(), true);
        }
        OptionalDouble value = Numerals.number(text);
        if (value.isEmpty()) {
            refuse(span, "`" + text + "` is no number that Prometheus can hold", "");
        }
        return new NumberLiteral(span, value.orElse(1), false);
    }

    Name label(Name name) {
        if (name.text().isEmpty() || !Strings.isText(name.text())) {
            refuse(name.span(), "a label name must be non-empty UTF-8 text", "");
        }
        return name;
    }

    Matcher matcher(Name label, MatchOp op, Span opSpan, StringLiteral value) {
        Span span = label.span().cover(value.span());
        if (op.isRegex()) {
            options.regex().error(value.value()).ifPresent(message -> refuse(span, "bad regex: " + message, ""));
        }
        return new Matcher(span, label, op, opSpan, value, false);
    }

    Expr call(Name name, List<Expr> args, Span parentheses) {
        Span span = name.span().cover(parentheses);
        Optional<Function> function = Functions.named(name.text());
        if (function.isEmpty()) {
            unknown(name);
        } else if (function.get().experimental() && !options.experimentalFunctions()) {
            refuse(name.span(), "function `" + name.text() + "` is experimental and not enabled",
                    "the server needs --enable-feature=promql-experimental-functions");
        }
        Function known = function.or(() -> Functions.only(name.text()).flatMap(Functions::named))
                .orElseGet(() -> new Function(name.text(), List.of(), 0, Integer.MAX_VALUE, ValueType.VECTOR, false, ""));
        return new Expr.Call(span, name, known, args, parentheses);
    }

    private void unknown(Name name) {
        Optional<String> meant = Functions.nearest(name.text());
        String message = UNKNOWN_FUNCTION + name.text() + "`";
        if (name.text().equals("holt_winters")) {
            message += ", which Prometheus 3.0 renamed";
        }
        String told = message;
        meant.ifPresentOrElse(near -> problems.add(name.span(), told, "did you mean `" + near + "`?",
                Optional.of(new Correction(name.span(), near, "Write `" + near + "`", Functions.only(name.text()).filter(near::equals).isPresent()))),
                () -> refuse(name.span(), told, ""));
    }

    Expr aggregation(Name name, Aggregator op, Optional<Grouping> grouping, List<Expr> args, Span parentheses) {
        Span span = grouping.map(g -> name.span().cover(g.span())).orElse(name.span()).cover(parentheses);
        int wanted = op.paramType().isPresent() ? 2 : 1;
        String word = op.keyword();
        // Without a grouping one may still follow.
        int end = grouping.isPresent() ? -1 : parentheses.end();
        if (args.isEmpty()) {
            problems.addOpen(end, span, "`" + word + "` has no arguments", "write `" + word + (wanted == 2 ? "(parameter, vector)`" : "(vector)`"));
        } else if (op.isExperimental() && !options.experimentalFunctions()) {
            problems.addOpen(end, span, "`" + word + "` is experimental and not enabled",
                    "the server needs --enable-feature=promql-experimental-functions");
        } else if (args.size() != wanted) {
            String wants = wanted == 2 ? "two arguments, the parameter and the vector" : "one argument";
            problems.addOpen(end, span, "`" + word + "` takes " + wants + ", not " + args.size(), "");
        } else {
            Optional<Expr> param = wanted == 2 ? Optional.of(args.getFirst()) : Optional.empty();
            return new Aggregation(span, name, op, grouping, param, args.getLast(), parentheses);
        }
        Expr operand = args.isEmpty() ? new NumberLiteral(Span.at(parentheses.end()), 0, false) : args.getLast();
        return new Aggregation(span, name, op, grouping, Optional.empty(), operand, parentheses);
    }

    @Override public Expr sign(OperatorStack.Sign sign, Expr operand) {
        Span span = sign.span().cover(operand.span());
        if (operand instanceof NumberLiteral number) {
            return new NumberLiteral(span, sign.negative() ? -number.value() : number.value(), number.duration());
        }
        return new Unary(span, sign.negative(), sign.span(), operand);
    }

    @Override public Expr binary(Link link, Expr left, Expr right) {
        Span span = left.span().cover(right.span());
        if (link.fill.isPresent() && !options.fillModifiers()) {
            problems.addOpen(span.end(), span, "the fill modifiers are experimental and not enabled", "the server needs --enable-feature=promql-binop-fill-modifiers");
        }
        return new Binary(span, link.op, link.opSpan, link.boolSpan, link.matching, link.fill, left, right);
    }

    Expr suffix(Expr operand, Suffix suffix) {
        return switch (suffix) {
            case Suffix.Brackets brackets -> brackets(operand, brackets);
            case Suffix.OffsetSuffix(Offset offset, boolean open) -> offset(operand, offset, open);
            case Suffix.AtSuffix at -> at(operand, at);
            case Suffix.ModeSuffix(RangeMode mode) -> mode(operand, mode);
        };
    }

    private Expr brackets(Expr operand, Suffix.Brackets brackets) {
        Span span = operand.span().cover(brackets.span);
        if (brackets.colon) {
            return new Subquery(span, operand, brackets.range, brackets.step, brackets.span, Modifiers.NONE);
        }
        if (!(operand instanceof VectorSelector selector)) {
            boolean onlyParens = operand instanceof Expr.Paren && operand.unwrapped() instanceof VectorSelector;
            boolean argument = operand instanceof Expr.Call call && call.args().size() == 1 && call.args().getFirst() instanceof VectorSelector
                    && call.function().args().equals(List.of(ValueType.MATRIX));
            problems.add(brackets.span, "a range can only be taken of a selector", onlyParens ? "remove the parentheses around the selector"
                    : argument ? "put it into the parentheses, behind the selector"
                    : "for the past values of an expression write a subquery such as `(...)[5m:]`",
                    onlyParens ? Optional.of(new Correction(span, cut(operand.unwrapped().span()) + cut(brackets.span), "Remove the parentheses", true))
                    : argument ? Optional.of(intoParentheses((Expr.Call) operand, brackets.span)) : Optional.empty());
            VectorSelector nothing = new VectorSelector(operand.span(), Optional.empty(), Optional.empty(), List.of(), Modifiers.NONE);
            return new MatrixSelector(span, nothing, brackets.range, brackets.span);
        }
        if (selector.modifiers().offset().isPresent() && !Durations.isZero(selector.modifiers().offset().get().by())) {
            problems.add(brackets.span, "the range must stand before `offset`", "write `metric[5m] offset 1h`", rangeFirst(selector, brackets.span));
        } else if (selector.modifiers().at().isPresent()) {
            problems.add(brackets.span, "the range must stand before `@`", "write `metric[5m] @ 1609746000`", rangeFirst(selector, brackets.span));
        }
        return new MatrixSelector(span, bare(selector), brackets.range, brackets.span);
    }

    private String cut(Span span) {
        return span.of(text);
    }

    private Correction intoParentheses(Expr.Call call, Span brackets) {
        Span inside = new Span(call.args().getFirst().span().end(), brackets.end());
        String rest = text.substring(inside.start(), call.parentheses().end());
        return new Correction(inside, cut(brackets) + rest, "Put the range behind the selector", true);
    }

    private Optional<Correction> rangeFirst(VectorSelector selector, Span brackets) {
        Span behind = new Span(bare(selector).span().end(), brackets.end());
        String modifiers = text.substring(behind.start(), selector.span().end());
        return Optional.of(new Correction(behind, cut(brackets) + modifiers, "Put the range behind the selector", true));
    }

    /// The selector with the span of name and braces alone.
    static VectorSelector bare(VectorSelector s) {
        Span span = s.name().map(Name::span).or(s::braces).orElse(s.span());
        return new VectorSelector(s.braces().map(span::cover).orElse(span), s.name(), s.braces(), s.matchers(), s.modifiers());
    }

    private static Optional<Modifiers> modifiers(Expr operand) {
        return switch (operand) {
            case VectorSelector selector -> Optional.of(selector.modifiers());
            case MatrixSelector matrix -> Optional.of(matrix.selector().modifiers());
            case Subquery subquery -> Optional.of(subquery.modifiers());
            default -> Optional.empty();
        };
    }

    private static Expr with(Expr operand, Modifiers modifiers, Span added) {
        Span span = operand.span().cover(added);
        return switch (operand) {
            case VectorSelector s -> new VectorSelector(span, s.name(), s.braces(), s.matchers(), modifiers);
            case MatrixSelector m -> new MatrixSelector(span, new VectorSelector(m.selector().span(), m.selector().name(), m.selector().braces(),
                    m.selector().matchers(), modifiers), m.range(), m.brackets());
            case Subquery q -> new Subquery(span, q.expr(), q.range(), q.step(), q.brackets(), modifiers);
            default -> operand;
        };
    }

    private Expr offset(Expr operand, Offset offset, boolean open) {
        int end = open ? offset.span().end() : -1;
        Optional<Modifiers> before = modifiers(operand);
        if (before.isEmpty()) {
            problems.addOpen(end, operand.span(), "`offset`" + NEEDS_SELECTOR, "put `offset` behind each selector inside");
            return operand;
        }
        Optional<Offset> earlier = before.get().offset();
        // An offset of zero does not count as set.
        if (earlier.isPresent() && !Durations.isZero(earlier.get().by())) {
            problems.addOpen(end, operand.span(), "`offset` is set twice", "");
        }
        return with(operand, new Modifiers(Optional.of(offset), before.get().at(), before.get().mode()), offset.span());
    }

    private Expr at(Expr operand, Suffix.AtSuffix suffix) {
        if (suffix.seconds.isPresent() && !(Math.abs(suffix.seconds.getAsDouble()) < 0x1p63)) {
            refuse(operand.span(), "the timestamp behind `@` is out of bounds", "");
        }
        Optional<Modifiers> before = modifiers(operand);
        if (before.isEmpty()) {
            refuse(operand.span(), "`@`" + NEEDS_SELECTOR, "put `@` behind each selector inside");
            return operand;
        }
        if (before.get().at().isPresent()) {
            refuse(operand.span(), "`@` is set twice", "");
        }
        return with(operand, new Modifiers(before.get().offset(), Optional.of(suffix.at), before.get().mode()), suffix.at.span());
    }

    private Expr mode(Expr operand, RangeMode mode) {
        String word = mode.smoothed() ? "smoothed" : "anchored";
        if (!options.extendedRangeSelectors()) {
            refuse(operand.span(), "`" + word + "` is experimental and not enabled",
                    "the server needs --enable-feature=promql-extended-range-selectors");
            return operand;
        }
        Optional<Modifiers> before = modifiers(operand);
        if (before.isEmpty() || operand instanceof Subquery) {
            refuse(operand.span(), "`" + word + "` only goes with selectors" + (before.isPresent() ? ", not with subqueries" : ""), "");
            return operand;
        }
        if (before.get().mode().isPresent() && before.get().mode().get().smoothed() != mode.smoothed()) {
            refuse(operand.span(), "`anchored` and `smoothed` exclude each other", "");
        }
        return with(operand, new Modifiers(before.get().offset(), before.get().at(), Optional.of(mode)), mode.span());
    }

    /// Seconds as Prometheus keeps them: whole milliseconds, with Go's result where a long overflows.
    static long millis(double seconds) {
        double millis = seconds * 1000;
        double whole = Math.floor(Math.abs(millis));
        double rounded = Math.copySign(Math.abs(millis) - whole >= 0.5 ? whole + 1 : whole, millis);
        return Math.abs(rounded) < 0x1p63 ? (long) rounded : Long.MIN_VALUE;
    }
}
