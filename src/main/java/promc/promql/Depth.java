package promc.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.source.Span;

/// Measures trees without recursion, so that all others may recurse.
final class Depth {
    private Depth() {}

    private sealed interface Node {
        record Of(Expr expr) implements Node {}

        record OfDuration(DurationExpr duration) implements Node {}
    }

    private record Level(Node node, int depth) {}

    /// Where `root` is nested deeper than `limit`, if it is.
    static Optional<Span> beyond(Expr root, int limit) {
        List<Level> stack = new ArrayList<>(List.of(new Level(new Node.Of(root), 1)));
        while (!stack.isEmpty()) {
            Level level = stack.removeLast();
            if (level.depth > limit) {
                return Optional.of(switch (level.node) {
                    case Node.Of(Expr expr) -> expr.span();
                    case Node.OfDuration(DurationExpr duration) -> duration.span();
                });
            }
            children(level.node).forEach(child -> stack.add(new Level(child, level.depth + 1)));
        }
        return Optional.empty();
    }

    private static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        switch (node) {
            case Node.Of(Expr expr) -> {
                expr.children().forEach(child -> children.add(new Node.Of(child)));
                switch (expr) {
                    case Expr.VectorSelector selector -> offset(selector.modifiers(), children);
                    case Expr.MatrixSelector matrix -> children.add(new Node.OfDuration(matrix.range()));
                    case Expr.Subquery subquery -> {
                        children.add(new Node.OfDuration(subquery.range()));
                        subquery.step().ifPresent(step -> children.add(new Node.OfDuration(step)));
                        offset(subquery.modifiers(), children);
                    }
                    default -> { }
                }
            }
            case Node.OfDuration(DurationExpr duration) -> {
                switch (duration) {
                    case DurationExpr.Literal _ -> { }
                    case DurationExpr.Sign sign -> children.add(new Node.OfDuration(sign.operand()));
                    case DurationExpr.Paren paren -> children.add(new Node.OfDuration(paren.inner()));
                    case DurationExpr.Call call -> call.args().forEach(arg -> children.add(new Node.OfDuration(arg)));
                    case DurationExpr.Arithmetic arithmetic -> {
                        children.add(new Node.OfDuration(arithmetic.left()));
                        children.add(new Node.OfDuration(arithmetic.right()));
                    }
                }
            }
        }
        return children;
    }

    private static void offset(Expr.Modifiers modifiers, List<Node> children) {
        modifiers.offset().ifPresent(offset -> children.add(new Node.OfDuration(offset.by())));
    }
}
