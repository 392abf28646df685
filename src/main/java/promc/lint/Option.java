package promc.lint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.regex.Regex;

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

    /// A regular expression as Prometheus' label matchers have them: RE2, which has to match the whole text.
    record Pattern(String key, String description) implements Option<Optional<Regex>> {
        @Override public Optional<Regex> defaultValue() {
            return Optional.empty();
        }
    }

    /// A duration such as `5m`, written as Prometheus takes it.
    record Period(String key, String description) implements Option<Optional<Duration>> {
        @Override public Optional<Duration> defaultValue() {
            return Optional.empty();
        }
    }

    /// A comparison of durations such as `>= 15m`.
    record Comparison(String key, String description) implements Option<Optional<DurationBound>> {
        @Override public Optional<DurationBound> defaultValue() {
            return Optional.empty();
        }
    }

    /// One of a few words.
    record Choice(String key, String description, List<String> words) implements Option<Optional<String>> {
        public Choice {
            words = List.copyOf(words);
        }

        @Override public Optional<String> defaultValue() {
            return Optional.empty();
        }
    }

    /// A mapping from patterns of names to what their values may be: a pattern, or a list of values.
    record Named(String key, String description) implements Option<List<NamedValues>> {
        @Override public List<NamedValues> defaultValue() {
            return List.of();
        }
    }

    /// A list of mappings with these fields; one mapping alone is a list of it. An item that is a plain value stands for a mapping with the first field only.
    /// `needsFirst`: an item is nothing without its first field.
    record Entries(String key, String description, List<Option<?>> fields, boolean needsFirst) implements Option<List<Entry>> {
        public Entries {
            fields = List.copyOf(fields);
        }

        @Override public List<Entry> defaultValue() {
            return List.of();
        }
    }
}
