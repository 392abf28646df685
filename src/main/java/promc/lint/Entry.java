package promc.lint;

import java.util.Map;
import promc.source.SourceFile;
import promc.source.Span;

/// One item of an [Option.Entries]: the fields that it sets, by their keys, and where it stands.
public record Entry(Map<String, Object> values, SourceFile file, Span span) {
    public Entry {
        values = Map.copyOf(values);
    }

    /// The value of a field, or its default. The reader has checked its type.
    @SuppressWarnings("unchecked")
    public <T> T get(Option<T> field) {
        Object value = values.get(field.key());
        return value == null ? field.defaultValue() : (T) value;
    }

    public boolean has(Option<?> field) {
        return values.containsKey(field.key());
    }
}
