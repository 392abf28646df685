package promc.lint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import promc.promql.PromDuration;
import promc.regex.Regex;
import promc.regex.RegexError;
import promc.regex.RegexResult;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Reads the values of options; what is wrong with one is told through the reader of the file.
final class OptionReader {
    private final ConfigReader.Run run;
    private final SourceFile file;

    OptionReader(ConfigReader.Run run, SourceFile file) {
        this.run = run;
        this.file = file;
    }

    /// The value under an option's key, or nothing after telling what is wrong with it.
    Optional<Object> read(Option<?> option, YamlNode node) {
        return switch (option) {
            case Option.Strings ignored -> told(option, node, strings(node), "a list of strings");
            case Option.Text ignored -> told(option, node, node instanceof YamlScalar scalar && !scalar.isNull() ? Optional.of(scalar.value()) : Optional.empty(), "a string");
            case Option.Int ignored -> told(option, node, node instanceof YamlScalar scalar ? ConfigReader.integer(scalar) : Optional.empty(), "a whole number");
            case Option.Flag ignored -> told(option, node, node instanceof YamlScalar scalar ? ConfigReader.bool(scalar) : Optional.empty(), "`true` or `false`");
            case Option.Pattern ignored -> pattern(option, node).map(Optional::of);
            case Option.Period ignored -> told(option, node, period(node).map(Optional::of), "a duration such as `30s`, `5m` or `1h30m`");
            case Option.Comparison ignored -> told(option, node, (node instanceof YamlScalar scalar ? DurationBound.parse(scalar.value()) : Optional.<DurationBound>empty()).map(Optional::of),
                    "a comparison such as `>= 15m`");
            case Option.Choice choice -> choice(choice, node);
            case Option.Named ignored -> named(option, node);
            case Option.Entries entries -> Optional.of(entries(entries, node));
        };
    }

    private Optional<Object> told(Option<?> option, YamlNode node, Optional<?> value, String what) {
        if (value.isEmpty()) {
            run.problem(node, "`" + option.key() + "` is " + what, option.description());
        }
        return value.map(Object.class::cast);
    }

    private static Optional<Object> strings(YamlNode node) {
        if (!(node instanceof YamlSequence sequence)) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (!(item.resolve() instanceof YamlScalar scalar)) {
                return Optional.empty();
            }
            values.add(scalar.value());
        }
        return Optional.of(List.copyOf(values));
    }

    private static Optional<Duration> period(YamlNode node) {
        OptionalLong millis = node instanceof YamlScalar scalar ? PromDuration.parseMillis(scalar.value()) : OptionalLong.empty();
        return millis.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(millis.getAsLong()));
    }

    private Optional<Regex> pattern(Option<?> option, YamlNode node) {
        if (!(node instanceof YamlScalar scalar) || scalar.isNull()) {
            run.problem(node, "`" + option.key() + "` is a regular expression", option.description());
            return Optional.empty();
        }
        return pattern(scalar);
    }

    private Optional<Regex> pattern(YamlScalar scalar) {
        RegexResult result = Regex.parse(scalar.value());
        if (result instanceof RegexError error) {
            Span at = scalar.value().isEmpty() ? scalar.span() : scalar.text().toFile(new Span(error.start(), Math.max(error.end(), error.start())));
            run.problem(at, "`" + scalar.value() + "` is no regular expression: " + error.message(), "");
        }
        return result instanceof Regex regex ? Optional.of(regex) : Optional.empty();
    }

    private Optional<Object> choice(Option.Choice choice, YamlNode node) {
        Optional<String> word = node instanceof YamlScalar scalar ? Optional.of(scalar.value()) : Optional.empty();
        if (word.filter(choice.words()::contains).isEmpty()) {
            run.unknown(node, "`" + choice.key() + "` is one of " + ConfigReader.words(choice.words()), word, choice.words());
            return Optional.empty();
        }
        return Optional.of(word);
    }

    private Optional<Object> named(Option<?> option, YamlNode node) {
        if (!(node instanceof YamlMapping mapping)) {
            run.problem(node, "`" + option.key() + "` is a mapping from names to a pattern or a list of values", option.description());
            return Optional.empty();
        }
        List<NamedValues> all = new ArrayList<>();
        for (YamlNode.Entry entry : mapping.effective()) {
            run.duplicate(mapping, entry);
            Optional<Regex> name = pattern(option, entry.key().resolve());
            if (entry.value().resolve() instanceof YamlSequence list) {
                Optional<Object> values = told(option, list, strings(list), "a mapping from names to a pattern or a list of values");
                values.ifPresent(these -> name.ifPresent(regex -> all.add(new NamedValues(regex, Optional.empty(), words(these)))));
            } else {
                pattern(option, entry.value().resolve()).ifPresent(value -> name.ifPresent(regex -> all.add(new NamedValues(regex, Optional.of(value), List.of()))));
            }
        }
        return Optional.of(List.copyOf(all));
    }

    private static List<String> words(Object strings) {
        return ((List<?>) strings).stream().map(String::valueOf).toList();
    }

    private List<Entry> entries(Option.Entries option, YamlNode node) {
        List<Entry> all = new ArrayList<>();
        for (YamlNode item : node instanceof YamlSequence sequence ? sequence.items() : List.of(node)) {
            entry(option, item.resolve()).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private Optional<Entry> entry(Option.Entries option, YamlNode item) {
        Option<?> first = option.fields().getFirst();
        if (!(item instanceof YamlMapping mapping)) {
            return read(first, item).map(value -> new Entry(Map.of(first.key(), value), file, item.span()));
        }
        Map<String, Option<?>> fields = new LinkedHashMap<>();
        option.fields().forEach(field -> fields.put(field.key(), field));
        Map<String, Object> values = new LinkedHashMap<>();
        run.entries(mapping, List.copyOf(fields.keySet()), "an item of `" + option.key() + "`", (key, value) -> read(fields.get(key), value).ifPresent(read -> values.put(key, read)));
        if (option.needsFirst() && mapping.entry(first.key()).isEmpty()) {
            run.problem(mapping, "an item of `" + option.key() + "` needs `" + first.key() + "`", first.description());
            return Optional.empty();
        }
        return Optional.of(new Entry(values, file, mapping.span()));
    }
}
