package promc.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.promql.BinaryOp;
import promc.promql.Expr;
import promc.promql.Expr.Aggregation;
import promc.promql.Expr.Binary;
import promc.promql.Expr.Call;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;
import promc.promql.Printer;
import promc.promql.ValueType;

/// An expression as a tree for people: `head` is what a line shows, `…` in it stands for the child below, `exprs` are the parts the line stands for (several for a chain such as `a or b or c`),
/// outermost first. Parentheses and numbers have no lines of their own.
record ExpressionTree(String head, List<Expr> exprs, List<ExpressionTree> children) {
    private static final String OPERAND = "…";
    /// A longer argument stands on a line of its own.
    private static final int INLINE = 40;

    ExpressionTree {
        exprs = List.copyOf(exprs);
        children = List.copyOf(children);
    }

    Expr expr() {
        return exprs.getFirst();
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    /// Nesting is bounded by the parser, so recursion is safe.
    static ExpressionTree of(Expr expr) {
        if (isInline(expr)) {
            return leaf(expr);
        }
        return switch (expr) {
            case Expr.Paren paren -> of(paren.inner());
            case Expr.NumberLiteral _, Expr.StringLiteral _, VectorSelector _, Expr.MatrixSelector _ -> leaf(expr);
            case Subquery subquery -> new ExpressionTree(OPERAND + Printer.suffix(subquery), List.of(expr), List.of(of(subquery.expr())));
            case Expr.Unary unary -> new ExpressionTree((unary.negative() ? "-" : "+") + OPERAND, List.of(expr), List.of(of(unary.operand())));
            case Aggregation aggregation -> aggregation(aggregation);
            case Call call -> call(call);
            case Binary binary -> binary(binary);
        };
    }

    private static ExpressionTree leaf(Expr expr) {
        return new ExpressionTree(Printer.print(expr), List.of(expr), List.of());
    }

    private static ExpressionTree aggregation(Aggregation aggregation) {
        List<ExpressionTree> children = new ArrayList<>();
        Optional<String> param = aggregation.param().map(p -> argument(p, children));
        children.add(of(aggregation.expr()));
        String gap = aggregation.grouping().isPresent() ? " " : "";
        return new ExpressionTree(Printer.header(aggregation).strip() + param.map(p -> gap + "(" + p + ", " + OPERAND + ")").orElse(gap + "(" + OPERAND + ")"), List.of(aggregation), children);
    }

    private static ExpressionTree call(Call call) {
        List<ExpressionTree> children = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Expr arg : call.args()) {
            // The second argument of `info` is no operand.
            words.add(call.function().name().equals("info") && words.size() == 1 ? Printer.print(arg) : argument(arg, children));
        }
        return new ExpressionTree(call.name().text() + "(" + String.join(", ", words) + ")", List.of(call), children);
    }

    private static String argument(Expr expr, List<ExpressionTree> children) {
        if (isInline(expr)) {
            return Printer.print(expr);
        }
        children.add(of(expr));
        return OPERAND;
    }

    private static ExpressionTree binary(Binary binary) {
        String operator = Printer.operator(binary).strip();
        if (isInline(binary.left())) {
            return new ExpressionTree(Printer.print(binary.left()) + " " + operator + " " + OPERAND, List.of(binary), List.of(of(binary.right())));
        }
        if (isInline(binary.right())) {
            return new ExpressionTree(OPERAND + " " + operator + " " + Printer.print(binary.right()), List.of(binary), List.of(of(binary.left())));
        }
        List<Expr> chain = new ArrayList<>();
        List<ExpressionTree> children = new ArrayList<>();
        Binary link = binary;
        chain.add(link);
        children.add(of(link.right()));
        while (isChain(binary.op()) && link.left() instanceof Binary more && Printer.operator(more).strip().equals(operator)) {
            link = more;
            chain.add(link);
            children.addFirst(of(link.right()));
        }
        children.addFirst(of(link.left()));
        return new ExpressionTree(operator, chain, children);
    }

    /// Operators that mean the same whichever of two is evaluated first.
    private static boolean isChain(BinaryOp op) {
        return op == BinaryOp.OR || op == BinaryOp.AND || op == BinaryOp.ADD || op == BinaryOp.MUL;
    }

    /// A number or string that reads no series, short enough to stand beside its operator.
    private static boolean isInline(Expr expr) {
        if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.STRING) {
            return false;
        }
        boolean[] reads = new boolean[1];
        expr.forEach(part -> reads[0] |= part instanceof VectorSelector || part.type() == ValueType.VECTOR);
        return !reads[0] && Printer.print(expr).length() <= INLINE;
    }
}
