package promc.model;

import java.util.Optional;
import promc.source.Span;
import promc.yaml.YamlNode;

/// One setting of a file as a typed view has it: there and good, there and bad, or not there. Each case has a place to underline.
public sealed interface Field<T> {
    /// Where to point: the value, or the mapping that lacks it.
    Span span();

    default Optional<T> value() {
        return this instanceof Present<T> present ? Optional.of(present.content) : Optional.empty();
    }

    default boolean isAbsent() {
        return this instanceof Absent<T>;
    }

    record Present<T>(T content, YamlNode node) implements Field<T> {
        @Override public Span span() {
            return node.span();
        }
    }

    /// There, but not what it must be; `message` says what is wrong in words for the user.
    record Invalid<T>(YamlNode node, String message) implements Field<T> {
        @Override public Span span() {
            return node.span();
        }
    }

    /// Not there; `span` is where one would look for it, such as the first key of the mapping.
    record Absent<T>(Span span) implements Field<T> {}
}
