package promc.promql;

import java.util.List;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matching;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Paren;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// Tells the tokens of an expression what only the tree knows: which words are keywords (written in lower case), which signs are operators, and which of the author's line breaks the
/// layout keeps: those at an operator, and those right behind an opening parenthesis or brace.
final class LayoutSpacing {
    private final LayoutTokens tokens;
    private final boolean keepsBreaks;

    private LayoutSpacing(LayoutTokens tokens, boolean keepsBreaks) {
        this.tokens = tokens;
        this.keepsBreaks = keepsBreaks;
    }

    static void apply(LayoutTokens tokens, Expr root, boolean keepsBreaks) {
        LayoutSpacing spacing = new LayoutSpacing(tokens, keepsBreaks);
        root.forEach(spacing::visit);
        tokens.freeze();
    }

    /// True for numbers and for sums, products and the like of numbers: they stay beside the operand that they are applied to.
    static boolean isConstant(Expr expr) {
        return switch (expr) {
            case NumberLiteral _ -> true;
            case Paren paren -> isConstant(paren.inner());
            case Unary unary -> isConstant(unary.operand());
            case Binary binary -> isConstant(binary.left()) && isConstant(binary.right());
            default -> false;
        };
    }

    private void visit(Expr expr) {
        switch (expr) {
            case NumberLiteral number -> tight(number.span());
            case VectorSelector selector -> {
                braces(selector);
                modifiers(selector.modifiers());
            }
            case MatrixSelector matrix -> duration(matrix.range());
            case Subquery subquery -> {
                duration(subquery.range());
                subquery.step().ifPresent(this::duration);
                modifiers(subquery.modifiers());
            }
            case Call call -> opened(tokens.first(call.parentheses()), !call.args().isEmpty());
            case Aggregation aggregation -> aggregation(aggregation);
            case Paren paren -> opened(tokens.first(paren.span()), true);
            case Unary unary -> tokens.space(tokens.first(unary.operand().span()), false);
            case Binary binary -> binary(binary);
            case Expr.StringLiteral _ -> { }
        }
    }

    /// No spaces between the tokens of a literal: signs and a number.
    private void tight(Span span) {
        for (int i = tokens.first(span) + 1; i <= tokens.last(span); i++) {
            tokens.space(i, false);
        }
    }

    private void opened(int bracket, boolean hasContent) {
        if (keepsBreaks && hasContent && tokens.isBrokenBetween(bracket, bracket + 1)) {
            tokens.open(bracket);
        }
    }

    private void braces(VectorSelector selector) {
        if (selector.braces().isEmpty()) {
            return;
        }
        int brace = tokens.first(selector.braces().get());
        int close = tokens.last(selector.braces().get());
        for (int i = brace + 1; i <= close; i++) {
            tokens.space(i, false);
        }
        opened(brace, !selector.matchers().isEmpty() && brace + 1 < close);
    }

    private void aggregation(Aggregation aggregation) {
        tokens.lowerCase(tokens.first(aggregation.name().span()));
        int open = tokens.first(aggregation.parentheses());
        opened(open, true);
        aggregation.grouping().ifPresent(grouping -> {
            clause(grouping.keyword());
            tokens.space(open, grouping.span().start() < aggregation.parentheses().start());
        });
    }

    /// A keyword with a list in parentheses behind it.
    private void clause(Span keyword) {
        int i = tokens.first(keyword);
        tokens.lowerCase(i);
        tokens.space(i, true);
        if (i + 1 < tokens.count() && tokens.text(i + 1).equals("(")) {
            tokens.space(i + 1, true);
        }
    }

    private void binary(Binary binary) {
        int operator = tokens.first(binary.opSpan());
        int right = tokens.first(binary.right().span());
        tokens.lowerCase(operator);
        tokens.space(operator, true);
        binary.boolSpan().ifPresent(bool -> {
            tokens.lowerCase(tokens.first(bool));
            tokens.space(tokens.first(bool), true);
        });
        binary.matching().ifPresent(this::matching);
        binary.fill().ifPresent(fill -> fill(fill.span()));
        tokens.space(right, true);
        if (keepsBreaks && !hangs(binary) && !leads(binary) && tokens.isBrokenBetween(tokens.last(binary.left().span()), right)) {
            tokens.open(operator);
        }
    }

    /// True if operator and right operand stand behind the left one: `foo > 0.5`.
    static boolean hangs(Binary binary) {
        return isConstant(binary.right()) && binary.matching().isEmpty();
    }

    /// True if left operand and operator stand before the right one, which has parentheses or braces to break at: `1 - sum(foo)`.
    static boolean leads(Binary binary) {
        return isConstant(binary.left()) && !(binary.right() instanceof Binary) && binary.matching().isEmpty();
    }

    private void matching(Matching matching) {
        clause(matching.keyword());
        matching.group().ifPresent(group -> clause(group.keyword()));
    }

    /// One or two times `fill (number)`, the number with a sign perhaps.
    private void fill(Span span) {
        for (int i = tokens.first(span); i <= tokens.last(span); i++) {
            if (tokens.text(i).equals("(")) {
                clause(Span.at(tokens.start(i - 1)));
            } else if (isSign(i - 1)) {
                tokens.space(i, false);
            }
        }
    }

    private boolean isSign(int i) {
        return tokens.text(i).equals("-") || tokens.text(i).equals("+");
    }

    private void modifiers(Modifiers modifiers) {
        modifiers.offset().ifPresent(offset -> {
            int keyword = tokens.first(offset.span());
            tokens.lowerCase(keyword);
            tokens.space(keyword, true);
            tokens.space(keyword + 1, true);
            duration(offset.by());
        });
        modifiers.at().ifPresent(at -> {
            int sign = tokens.first(at.span());
            tight(at.span());
            tokens.space(sign, true);
            tokens.space(sign + 1, true);
            if (at.anchor() != Expr.At.Anchor.TIMESTAMP) {
                tokens.lowerCase(sign + 1);
            }
        });
        modifiers.mode().ifPresent(mode -> {
            int keyword = tokens.first(mode.span());
            tokens.lowerCase(keyword);
            tokens.space(keyword, true);
        });
    }

    private void duration(DurationExpr duration) {
        switch (duration) {
            case DurationExpr.Literal literal -> tight(literal.span());
            case DurationExpr.Sign sign -> {
                tokens.space(tokens.first(sign.operand().span()), false);
                duration(sign.operand());
            }
            case DurationExpr.Arithmetic arithmetic -> {
                int right = tokens.first(arithmetic.right().span());
                tokens.space(right - 1, true);
                tokens.space(right, true);
                List.of(arithmetic.left(), arithmetic.right()).forEach(this::duration);
            }
            case DurationExpr.Call call -> {
                tokens.lowerCase(tokens.first(call.span()));
                call.args().forEach(this::duration);
            }
            case DurationExpr.Paren paren -> duration(paren.inner());
        }
    }
}
