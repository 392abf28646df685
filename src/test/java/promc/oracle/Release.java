package promc.oracle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import promc.oracle.Recorded.Answer;
import promc.promql.DurationExpr;
import promc.promql.Expr;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Offset;
import promc.promql.Expr.VectorSelector;
import promc.promql.Parsed;
import promc.promql.Printer;

/// Where the release 3.14.0, which answered here, differs from the state of Prometheus four days younger that the shared conformance data was recorded
/// from and that the front end follows. Two faults were repaired in between:
///
/// - In durations the release forgets parentheses around a literal: `x[(5m)]` is `x[5m]` (so `x[-(5m)]` is refused at once, not when it is evaluated).
/// - It lets a range follow `@ start()`, `@ end()` and an `offset` that is no literal: `x @ start()[5m]` is `x[5m] @ start()`.
final class Release {
    private static final Set<String> OF_LITERALS = Set.of("duration must be greater than 0", "division by zero", "modulo by zero");

    private static final Pattern SIGNS_AND_PARENTHESIS = Pattern.compile("[-+/%\\s]*\\(");

    private Release() {}

    /// The canonical text of the release.
    static String canonical(Expr root) {
        return Printer.print(expr(root));
    }

    /// True if the release prints `root`, which is valid there and here, as recorded.
    static boolean prints(Answer answer, Expr root) {
        return canonical(root).equals(answer.text());
    }

    /// True if the release refuses `root`, which is valid here, because of the first difference.
    static boolean refuses(Answer answer, Expr root) {
        return OF_LITERALS.contains(answer.error()) && !canonical(root).equals(Printer.print(root));
    }

    /// True if what is refused first is refused here alone, or there alone.
    static boolean differs(Answer answer, Parsed parsed) {
        return parsed.problems().getFirst().message().startsWith("the range must stand before")
                || OF_LITERALS.contains(answer.error()) && isAtParenthesis(answer);
    }

    /// True if the literal, or operator before it, at which the release stopped has a parenthesis of its own.
    private static boolean isAtParenthesis(Answer answer) {
        byte[] bytes = answer.expr().getBytes(StandardCharsets.UTF_8);
        String before = new String(bytes, 0, answer.errorByte(), StandardCharsets.UTF_8);
        String behind = new String(bytes, answer.errorByte(), bytes.length - answer.errorByte(), StandardCharsets.UTF_8);
        return before.stripTrailing().endsWith("(") || SIGNS_AND_PARENTHESIS.matcher(behind).lookingAt();
    }

    private static DurationExpr duration(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> literal;
            case DurationExpr.Paren(var span, var inner) ->
                    duration(inner) instanceof DurationExpr.Literal literal ? literal : new DurationExpr.Paren(span, duration(inner));
            case DurationExpr.Sign(var span, boolean negative, var operand) -> duration(operand) instanceof DurationExpr.Literal literal
                    ? new DurationExpr.Literal(span, negative ? -literal.value() : literal.value(), literal.unit())
                    : new DurationExpr.Sign(span, negative, duration(operand));
            case DurationExpr.Arithmetic(var span, var op, var left, var right) -> new DurationExpr.Arithmetic(span, op, duration(left), duration(right));
            case DurationExpr.Call(var span, var word, var args) -> new DurationExpr.Call(span, word, args.stream().map(Release::duration).toList());
        };
    }

    private static Modifiers modifiers(Modifiers m) {
        return new Modifiers(m.offset().map(offset -> new Offset(offset.span(), duration(offset.by()))), m.at(), m.mode());
    }

    private static List<Expr> all(List<Expr> exprs) {
        return exprs.stream().map(Release::expr).toList();
    }

    private static VectorSelector selector(VectorSelector s) {
        return new VectorSelector(s.span(), s.name(), s.braces(), s.matchers(), modifiers(s.modifiers()));
    }

    private static Expr expr(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral number -> number;
            case Expr.StringLiteral string -> string;
            case VectorSelector selector -> selector(selector);
            case Expr.MatrixSelector(var span, var selector, var range, var brackets) ->
                    new Expr.MatrixSelector(span, selector(selector), duration(range), brackets);
            case Expr.Subquery(var span, var inner, var range, Optional<DurationExpr> step, var brackets, var modifiers) ->
                    new Expr.Subquery(span, expr(inner), duration(range), step.map(Release::duration), brackets, modifiers(modifiers));
            case Expr.Call(var span, var name, var function, var args, var parentheses) -> new Expr.Call(span, name, function, all(args), parentheses);
            case Expr.Aggregation(var span, var name, var op, var grouping, Optional<Expr> param, var inner, var parentheses) ->
                    new Expr.Aggregation(span, name, op, grouping, param.map(Release::expr), expr(inner), parentheses);
            case Expr.Binary(var span, var op, var opSpan, var bool, var matching, var fill, var left, var right) ->
                    new Expr.Binary(span, op, opSpan, bool, matching, fill, expr(left), expr(right));
            case Expr.Unary(var span, boolean negative, var opSpan, var operand) -> new Expr.Unary(span, negative, opSpan, expr(operand));
            case Expr.Paren(var span, var inner) -> new Expr.Paren(span, expr(inner));
        };
    }
}
