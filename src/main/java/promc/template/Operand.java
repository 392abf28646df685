package promc.template;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;

/// What stands as a word of a command (`text/template/parse/node.go`). Spans count in the template.
public sealed interface Operand {
    Span span();

    /// `.`
    record Dot(Span span) implements Operand {}

    /// `nil`
    record Nil(Span span) implements Operand {}

    record Bool(Span span, boolean value) implements Operand {}

    /// A number or a character constant. `whole` tells that Go takes it for an `int` where nothing asks for another type, `complex` for a complex number; else it is a `float64`.
    record Number(Span span, String written, double value, boolean whole, boolean complex) implements Operand {}

    /// `"..."` or a raw string; `value` is what it stands for.
    record Str(Span span, String value) implements Operand {
        /// The value as a text inside of `template`, which this stands in.
        public EmbeddedText in(EmbeddedText template) {
            Literals.Decoded decoded = Literals.string(span.of(template.text())).orElseThrow();
            int[] from = decoded.origins().from();
            int[] to = decoded.origins().to();
            for (int i = 0; i < from.length; i++) {
                from[i] += span.start();
                to[i] += span.start();
            }
            return template.decoded(value, from, to, span.start() + 1, (replacement, at) -> replacement.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\' && c != '`')
                    ? Optional.of(replacement) : Optional.empty());
        }
    }

    /// `.a.b`: fields of the dot.
    record Field(Span span, List<Name> names) implements Operand {
        public Field {
            names = List.copyOf(names);
        }
    }

    /// `$x` or `$x.a.b`; `name` is without the `$`, and empty for `$` itself.
    record Variable(Span span, String name, List<Name> fields) implements Operand {
        public Variable {
            fields = List.copyOf(fields);
        }
    }

    /// The name of a function that exists.
    record Function(Span span, String name) implements Operand {}

    /// Fields of what a function or a pipeline in parentheses returns: `(index .a 1).b`.
    record Chain(Span span, Operand base, List<Name> fields) implements Operand {
        public Chain {
            fields = List.copyOf(fields);
        }
    }

    /// Commands of which each gets the result of the one before as its last argument. `declared` are the variables that it sets; `assigns` tells `=` from `:=`.
    record Pipeline(Span span, List<Name> declared, boolean assigns, List<Command> commands) implements Operand {
        public Pipeline {
            declared = List.copyOf(declared);
            commands = List.copyOf(commands);
        }
    }

    /// Words side by side: a function with its arguments, or a single operand.
    record Command(Span span, List<Operand> operands) {
        public Command {
            operands = List.copyOf(operands);
        }
    }

    /// A name with its place; without the `.` or `$` in front, which the place holds too.
    record Name(String text, Span span) {}
}
