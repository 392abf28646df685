package promc.template;

import java.util.List;
import java.util.Optional;
import promc.source.Span;
import promc.template.Operand.Pipeline;

/// A part of a template. The span of one with a body is that of its opening action.
public sealed interface Node {
    Span span();

    /// Text between actions, without what trim markers take away.
    record Text(Span span) implements Node {}

    /// `{{ pipeline }}`: prints what it returns, unless it declares a variable.
    record Action(Span span, Pipeline pipeline) implements Node {}

    record If(Span span, Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record With(Span span, Pipeline value, List<Node> then, List<Node> otherwise) implements Node {
        public With {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Range(Span span, Pipeline over, List<Node> body, List<Node> otherwise) implements Node {
        public Range {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /// `{{ template "name" pipeline }}`, or a `block`, whose body is among the definitions.
    record Call(Span span, String name, Span nameSpan, Optional<Pipeline> argument) implements Node {}

    record Break(Span span) implements Node {}

    record Continue(Span span) implements Node {}
}
