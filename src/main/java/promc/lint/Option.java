package promc.lint;

import java.util.List;

/// A setting of one check, a typed constant in the check's own file: its key in `.promc.yaml` under the check's id, what it means, and its default.
public sealed interface Option<T> {
    String key();

    String description();

    T defaultValue();

    record Strings(String key, String description, List<String> defaultValue) implements Option<List<String>> {
        public Strings {
            defaultValue = List.copyOf(defaultValue);
        }
    }

    record Text(String key, String description, String defaultValue) implements Option<String> {}

    record Int(String key, String description, Integer defaultValue) implements Option<Integer> {}

    record Flag(String key, String description, Boolean defaultValue) implements Option<Boolean> {}
}
