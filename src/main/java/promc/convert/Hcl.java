package promc.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.source.Problem;
import promc.source.Span;

/// The part of HCL that configurations of pint are written in: blocks with labels, attributes, strings, numbers, booleans, lists and mappings.
final class Hcl {
    private Hcl() {}

    /// A file as read: its body and what is wrong with it.
    record File(Body body, List<Problem> problems) {}

    record Body(List<Attribute> attributes, List<Block> blocks) {
        Body {
            attributes = List.copyOf(attributes);
            blocks = List.copyOf(blocks);
        }

        Optional<Value> value(String name) {
            return attributes.stream().filter(attribute -> attribute.name().equals(name)).map(Attribute::value).findFirst();
        }

        Optional<String> text(String name) {
            return value(name).flatMap(value -> value instanceof Text text ? Optional.of(text.text()) : Optional.empty());
        }

        boolean flag(String name) {
            return value(name).filter(value -> value instanceof Flag flag && flag.on()).isPresent();
        }

        /// The strings of a list; none if it is not there.
        List<String> texts(String name) {
            return value(name).map(value -> value instanceof Items items ? items.values().stream().filter(Text.class::isInstance).map(item -> ((Text) item).text()).toList() : List.<String>of())
                    .orElse(List.of());
        }

        List<Block> blocks(String type) {
            return blocks.stream().filter(block -> block.type().equals(type)).toList();
        }
    }

    record Attribute(String name, Value value, Span span) {}

    /// `type "label" { ... }`; `span` is that of the type.
    record Block(String type, List<String> labels, Body body, Span span) {
        String label() {
            return labels.isEmpty() ? "" : labels.getFirst();
        }
    }

    sealed interface Value {}

    /// A string; what `${...}` stands for in it is kept as written.
    record Text(String text) implements Value {}

    record Number(double value) implements Value {}

    record Flag(boolean on) implements Value {}

    record Items(List<Value> values) implements Value {}

    record Pairs(Map<String, Value> values) implements Value {}
}
