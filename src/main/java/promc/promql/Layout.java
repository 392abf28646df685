package promc.promql;

import java.util.List;
import java.util.Optional;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.NumberLiteral;
import promc.promql.Expr.Paren;
import promc.promql.Expr.StringLiteral;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.Unary;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// Lays out an expression for people (docs/adr/0011-format-layout.md). Tokens and comments stay what and where they are; white space, the case of keywords and trailing commas
/// are all that changes.
///
/// What fits on one line stands on one, unless its author broke it at an operator or right behind an opening parenthesis or brace. Otherwise the outermost construct opens: operands and
/// operators stand on lines of their own, arguments one a line and indented. Laying out the result gives the same result.
public final class Layout {
    /// The number of columns that lines are kept within where they can be broken.
    public static final int WIDTH = 100;

    private final LayoutTokens tokens;
    private final LayoutWriter out;
    private final int width;

    private Layout(LayoutTokens tokens, int width) {
        this.tokens = tokens;
        this.out = new LayoutWriter(tokens);
        this.width = width;
    }

    /// The expression within `width` columns, without a line end behind it; `keepsBreaks` false forgets the lines of its author. Empty if that cannot be said to be the same expression
    /// with the same comments, which is always compared.
    public static Optional<String> format(Parsed.Valid valid, int width, boolean keepsBreaks) {
        LayoutTokens tokens = LayoutTokens.of(valid);
        LayoutSpacing.apply(tokens, valid.root(), keepsBreaks);
        Layout layout = new Layout(tokens, width);
        layout.write(valid.root(), 0);
        layout.out.end();
        String text = layout.out.toString();
        return SameTokens.compare(valid.text(), text) ? Optional.of(text) : Optional.empty();
    }

    private int first(Expr expr) {
        return tokens.first(expr.span());
    }

    private int last(Expr expr) {
        return tokens.last(expr.span());
    }

    private boolean fits(int from, int to, int behind) {
        return !tokens.isBroken(from, to) && out.column(from) + tokens.width(from, to) + behind <= width;
    }

    /// Writes `expr`; `behind` is the width of what must follow on its last line. True if its own operators stand on lines of their own.
    private boolean write(Expr expr, int behind) {
        int from = first(expr);
        int to = last(expr);
        if (fits(from, to, behind)) {
            out.tokens(from, to);
            return false;
        }
        return switch (expr) {
            case NumberLiteral _, StringLiteral _ -> {
                out.tokens(from, to);
                yield false;
            }
            case VectorSelector selector -> selector(selector, to);
            case MatrixSelector matrix -> selector(matrix.selector(), to);
            case Subquery subquery -> {
                int bracket = last(subquery.expr()) + 1;
                write(subquery.expr(), behind + tokens.width(bracket, to));
                out.tokens(bracket, to);
                yield false;
            }
            case Call call -> parentheses(from, call.parentheses(), to, call.args());
            case Aggregation aggregation -> parentheses(from, aggregation.parentheses(), to, aggregation.children());
            case Paren paren -> parentheses(from, paren.span(), to, List.of(paren.inner()));
            case Unary unary -> {
                out.token(from);
                yield write(unary.operand(), behind);
            }
            case Binary binary -> binary(binary, behind);
        };
    }

    /// A selector in braces opens its braces, one matcher a line, if there are several matchers or its author did so.
    private boolean selector(VectorSelector selector, int to) {
        if (!canOpen(selector)) {
            out.tokens(first(selector), to);
            return false;
        }
        int brace = tokens.first(selector.braces().orElseThrow());
        int close = tokens.last(selector.braces().orElseThrow());
        out.tokens(first(selector), brace);
        out.indent(LayoutWriter.INDENT);
        out.newline();
        for (Matcher matcher : selector.matchers()) {
            int end = tokens.last(matcher.span());
            out.tokens(tokens.first(matcher.span()), end);
            comma(end + 1);
            out.newline();
        }
        out.closing(close);
        out.tokens(close + 1, to);
        return false;
    }

    private void comma(int i) {
        if (i < tokens.count() && tokens.text(i).equals(",")) {
            out.token(i);
        }
    }

    private boolean canOpen(VectorSelector selector) {
        return selector.braces().isPresent() && !selector.matchers().isEmpty()
                && (selector.matchers().size() > 1 || tokens.isBroken(tokens.first(selector.braces().get()), tokens.last(selector.braces().get())));
    }

    /// A call, an aggregation or a pair of parentheses that does not fit on the line: its arguments stand between two lines, literals that follow each other on one. A selector that must
    /// open its own braces, the only argument, spares that level.
    private boolean parentheses(int from, Span span, int to, List<Expr> args) {
        int open = tokens.first(span);
        int close = tokens.last(span);
        out.tokens(from, open);
        if (args.size() == 1 && mustOpen(args.getFirst())) {
            write(args.getFirst(), Integer.MAX_VALUE / 2);
            out.tokens(close, to);
            return false;
        }
        if (args.isEmpty()) {
            out.tokens(open + 1, to);
            return false;
        }
        out.indent(LayoutWriter.INDENT);
        out.newline();
        for (int i = 0; i < args.size(); i++) {
            boolean isLast = i == args.size() - 1;
            write(args.get(i), isLast ? 0 : 1);
            if (!isLast) {
                comma(last(args.get(i)) + 1);
                Expr next = args.get(i + 1);
                if (!isLiteral(args.get(i)) || !isLiteral(next) || !fits(first(next), last(next), 1)) {
                    out.newline();
                }
            }
        }
        out.closing(close);
        out.tokens(close + 1, to);
        return false;
    }

    /// True for a selector that would not fit even on a line of its own, one level deeper.
    private boolean mustOpen(Expr expr) {
        VectorSelector selector;
        if (expr instanceof VectorSelector vector) {
            selector = vector;
        } else if (expr instanceof MatrixSelector matrix) {
            selector = matrix.selector();
        } else {
            return false;
        }
        int from = first(expr);
        boolean tooWide = tokens.isBroken(from, last(expr)) || out.indent() + LayoutWriter.INDENT + tokens.width(from, last(expr)) > width;
        return canOpen(selector) && tooWide && tokens.above(from).isEmpty() && tokens.behind(from - 1).isEmpty();
    }

    private static boolean isLiteral(Expr expr) {
        return expr instanceof NumberLiteral || expr instanceof StringLiteral;
    }

    private boolean binary(Binary binary, int behind) {
        int operator = tokens.first(binary.opSpan());
        int right = first(binary.right());
        int to = last(binary.right());
        if (LayoutSpacing.hangs(binary)) {
            boolean spread = write(binary.left(), behind + 1 + tokens.width(operator, to));
            if (spread) {
                out.newline();
            }
            out.tokens(operator, to);
            return spread;
        }
        if (LayoutSpacing.leads(binary)) {
            out.tokens(first(binary.left()), right - 1);
            return write(binary.right(), behind);
        }
        left(binary);
        out.newline();
        out.tokens(operator, right - 1);
        out.newline();
        int deeper = spreads(binary.right(), behind) ? LayoutWriter.INDENT : 0;
        out.indent(deeper);
        write(binary.right(), behind);
        out.indent(-deeper);
        return true;
    }

    /// What [#write] will answer for `expr` on a new line.
    private boolean spreads(Expr expr, int behind) {
        if (!(expr instanceof Binary binary) || fits(first(expr), last(expr), behind) || LayoutSpacing.leads(binary)) {
            return false;
        }
        return !LayoutSpacing.hangs(binary) || spreads(binary.left(), behind + 1 + tokens.width(tokens.first(binary.opSpan()), last(binary)));
    }

    /// The operators of one chain stand on lines of their own together.
    private void left(Binary binary) {
        if (binary.left() instanceof Binary chain && chain.op().precedence() == binary.op().precedence()) {
            binary(chain, 0);
        } else {
            write(binary.left(), 0);
        }
    }
}
