package promc.promql;

import java.util.List;
import java.util.Optional;
import promc.source.Problem;
import promc.source.Span;

/// What became of one expression. As in Prometheus, types are checked only where the syntax holds.
public sealed interface Parsed {
    String text();

    /// The expression, unless its syntax is broken.
    Optional<Expr> expr();

    List<Problem> problems();

    /// Comments in source order, from `#` to before the line end.
    record Comment(Span span, String text) {}

    record Valid(String text, Expr root, List<Comment> comments) implements Parsed {
        @Override public Optional<Expr> expr() {
            return Optional.of(root);
        }

        @Override public List<Problem> problems() {
            return List.of();
        }
    }

    /// Well-formed, but Prometheus' type check refuses it.
    record IllTyped(String text, Expr root, List<Comment> comments, List<Problem> problems) implements Parsed {
        @Override public Optional<Expr> expr() {
            return Optional.of(root);
        }
    }

    /// Not PromQL. The first problem is the one Prometheus reports.
    record Broken(String text, List<Problem> problems) implements Parsed {
        @Override public Optional<Expr> expr() {
            return Optional.empty();
        }
    }
}
