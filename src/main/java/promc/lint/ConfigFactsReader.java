package promc.lint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import promc.analysis.ServerDefaults;
import promc.analysis.Told;
import promc.analysis.Why;
import promc.lint.ConfigFacts.Budgets;
import promc.lint.ConfigFacts.Leaves;
import promc.lint.ConfigFacts.Named;
import promc.lint.ConfigFacts.NamedLeaf;
import promc.model.Glob;
import promc.model.Inventory;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.MetricType;
import promc.promql.PromDuration;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Reads the keys of `.promc.yaml` that [ConfigFacts] holds.
final class ConfigFactsReader {
    static final List<String> INVENTORY_KEYS = List.of("files", "labels", "metrics", "series", "closed");
    static final List<String> METRIC_KEYS = List.of("type", "unit", "labels", "series");
    static final List<String> BUDGET_KEYS = List.of("rule", "group", "metric", "job", "total");
    static final List<String> DEFAULT_KEYS = List.of("scrape_interval", "evaluation_interval", "lookback", "retention");
    static final List<String> FEDERATION_KEYS = List.of("leaves");
    static final List<String> TYPES = Arrays.stream(MetricType.values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList();

    private final ConfigReader.Run run;
    private ConfigFacts facts = ConfigFacts.NONE;

    ConfigFactsReader(ConfigReader.Run run) {
        this.run = run;
    }

    ConfigFacts facts() {
        return facts;
    }

    void read(String key, YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.isNull()) {
            return;
        }
        if (!(node instanceof YamlMapping mapping)) {
            run.problem(node, "`" + key + "` is a mapping with the keys " + ConfigReader.words(keys(key)), "");
            return;
        }
        switch (key) {
            case "inventory" -> inventory(mapping);
            case "budgets" -> budgets(mapping);
            case "defaults" -> defaults(mapping);
            case "federation" -> federation(mapping);
            default -> throw new IllegalStateException("no key of facts: " + key);
        }
    }

    private static List<String> keys(String key) {
        return switch (key) {
            case "inventory" -> INVENTORY_KEYS;
            case "budgets" -> BUDGET_KEYS;
            case "federation" -> FEDERATION_KEYS;
            default -> DEFAULT_KEYS;
        };
    }

    private void inventory(YamlMapping mapping) {
        List<Named> files = new ArrayList<>();
        Inventory.Builder builder = new Inventory.Builder(new Inventory.Origin(ConfigReader.FILE_NAME));
        run.entries(mapping, INVENTORY_KEYS, "`inventory`", (key, value) -> {
            switch (key) {
                case "files" -> files(value, files);
                case "labels" -> labels(value, builder);
                case "metrics" -> metrics(value, builder);
                case "series" -> number(value, 1, "`series` is the number of series that the database has at a time").ifPresent(builder::totalSeries);
                case "closed" -> run.flag(value, "closed", builder::closed);
                default -> throw new IllegalStateException("not in the list of keys: " + key);
            }
        });
        facts = new ConfigFacts(files, builder.build(), facts.budgets(), facts.defaults(), facts.leaves());
    }

    private void files(YamlNode node, List<Named> files) {
        if (!(node instanceof YamlSequence sequence)) {
            run.problem(node, "`files` is a list of files, counted from the folder of this one", "");
            return;
        }
        for (YamlNode item : sequence.items()) {
            if (item.resolve() instanceof YamlScalar scalar && !scalar.value().isEmpty() && scalar.value().indexOf('\0') < 0) {
                files.add(new Named(scalar.value(), item.span()));
            } else {
                run.problem(item, "an item of `files` is the name of a file", "");
            }
        }
    }

    private void labels(YamlNode node, Inventory.Builder builder) {
        named(node, "`labels` is a mapping from a label's name to its number of values, or to a list of them").forEach((label, value) -> {
            if (value instanceof YamlSequence sequence) {
                strings(sequence, "a value of the label `" + label + "` is a string").forEach(word -> builder.addLabelValue(label, word));
            } else {
                number(value, 1, "`" + label + "` is the number of values that this label has, or a list of them").ifPresent(count -> builder.labelValues(label, count));
            }
        });
    }

    private void metrics(YamlNode node, Inventory.Builder builder) {
        named(node, "`metrics` is a mapping from a metric's name to what is known of it").forEach((metric, value) -> {
            if (!(value instanceof YamlMapping mapping)) {
                run.problem(value, "a metric is a mapping with the keys " + ConfigReader.words(METRIC_KEYS), "");
                return;
            }
            builder.metric(metric);
            run.entries(mapping, METRIC_KEYS, "a metric", (key, what) -> {
                switch (key) {
                    case "type" -> type(what).ifPresent(type -> builder.type(metric, type));
                    case "unit" -> text(what, "`unit` is a unit such as `seconds`").ifPresent(unit -> builder.unit(metric, unit));
                    case "labels" -> labelNames(what).ifPresent(labels -> builder.labels(metric, labels));
                    case "series" -> number(what, 0, "`series` is the number of series that have this name").ifPresent(series -> builder.series(metric, series));
                    default -> throw new IllegalStateException("not in the list of keys: " + key);
                }
            });
        });
    }

    private Optional<Map<String, LabelFacts>> labelNames(YamlNode node) {
        if (!(node instanceof YamlSequence sequence)) {
            run.problem(node, "`labels` of a metric is the list of their names", "");
            return Optional.empty();
        }
        Map<String, LabelFacts> labels = new TreeMap<>();
        strings(sequence, "the name of a label is a string").forEach(label -> labels.put(label, LabelFacts.NAMED));
        return Optional.of(labels);
    }

    private Optional<MetricType> type(YamlNode node) {
        String word = node instanceof YamlScalar scalar ? scalar.value() : "";
        if (TYPES.contains(word)) {
            return Optional.of(MetricType.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        run.unknown(node, "a type is one of " + ConfigReader.words(TYPES), Optional.of(word), TYPES);
        return Optional.empty();
    }

    private void budgets(YamlMapping mapping) {
        Map<String, OptionalLong> read = new LinkedHashMap<>();
        run.entries(mapping, BUDGET_KEYS, "`budgets`", (key, value) -> read.put(key, number(value, 1, "`" + key + "` is the most series wanted, such as 10000")));
        facts = new ConfigFacts(facts.files(), facts.inventory(), new Budgets(of(read, "rule"), of(read, "group"), of(read, "metric"), of(read, "job"), of(read, "total")),
                facts.defaults(), facts.leaves());
    }

    private static OptionalLong of(Map<String, OptionalLong> read, String key) {
        return read.getOrDefault(key, OptionalLong.empty());
    }

    private void defaults(YamlMapping mapping) {
        Map<String, Told<Duration>> read = new LinkedHashMap<>();
        run.entries(mapping, DEFAULT_KEYS, "`defaults`", (key, value) -> {
            OptionalLong millis = value instanceof YamlScalar scalar ? PromDuration.parseMillis(scalar.value()) : OptionalLong.empty();
            if (millis.isPresent() && millis.getAsLong() > 0) {
                Why why = new Why("`defaults` say so", Optional.of(run.text()), value.span());
                read.put(key, new Told<>(Duration.ofMillis(millis.getAsLong()), why));
            } else {
                run.problem(value, "`" + key + "` is a duration such as 30s or 15d", "");
            }
        });
        facts = new ConfigFacts(facts.files(), facts.inventory(), facts.budgets(), new ServerDefaults(Optional.ofNullable(read.get("scrape_interval")),
                Optional.ofNullable(read.get("evaluation_interval")), Optional.ofNullable(read.get("lookback")), Optional.ofNullable(read.get("retention"))), facts.leaves());
    }

    private void federation(YamlMapping mapping) {
        List<NamedLeaf> leaves = new ArrayList<>();
        run.entries(mapping, FEDERATION_KEYS, "`federation`", (key, value) -> named(value, "`leaves` is a mapping from an address (a glob) or a job to the `prometheus.yml` that is found there")
                .forEach((target, node) -> leaf(target, node).ifPresent(leaves::add)));
        facts = new ConfigFacts(facts.files(), facts.inventory(), facts.budgets(), facts.defaults(), new Leaves(leaves, List.of()));
    }

    private Optional<NamedLeaf> leaf(String target, YamlNode node) {
        try {
            Glob.of(target);
        } catch (PatternSyntaxException broken) {
            run.problem(node, "`" + target + "` is no glob: " + broken.getDescription(), "");
            return Optional.empty();
        }
        List<Named> configs = new ArrayList<>();
        for (YamlNode item : node instanceof YamlSequence sequence ? sequence.items() : List.of(node)) {
            if (item.resolve() instanceof YamlScalar scalar && !scalar.isNull() && !scalar.value().isEmpty() && scalar.value().indexOf('\0') < 0) {
                configs.add(new Named(scalar.value(), item.span()));
            } else {
                run.problem(item, "what an address leads to is the path of a `prometheus.yml`, counted from the folder of this file, or a list of them", "");
            }
        }
        return configs.isEmpty() ? Optional.empty() : Optional.of(new NamedLeaf(target, configs,
                new Why("`federation.leaves` says what answers at this address", Optional.of(run.text()), node.span())));
    }

    /// The entries of a mapping whose keys are free.
    private Map<String, YamlNode> named(YamlNode node, String what) {
        Map<String, YamlNode> read = new LinkedHashMap<>();
        if (node instanceof YamlMapping mapping) {
            HashSet<String> names = new HashSet<>();
            for (Entry entry : mapping.effective()) {
                run.duplicate(mapping, entry);
                entry.name().filter(names::add).ifPresentOrElse(name -> read.put(name, entry.value().resolve()), () -> run.problem(entry.key(), what, ""));
            }
        } else {
            run.problem(node, what, "");
        }
        return read;
    }

    private List<String> strings(YamlSequence sequence, String what) {
        List<String> read = new ArrayList<>();
        sequence.items().forEach(item -> text(item.resolve(), what).ifPresent(read::add));
        return read;
    }

    private Optional<String> text(YamlNode node, String what) {
        if (node instanceof YamlScalar scalar && !scalar.isNull() && !scalar.value().isEmpty()) {
            return Optional.of(scalar.value());
        }
        run.problem(node, what, "");
        return Optional.empty();
    }

    private OptionalLong number(YamlNode node, long least, String what) {
        if (node instanceof YamlScalar scalar && scalar.style() == YamlNode.Style.PLAIN && scalar.value().matches("[0-9]{1,18}") && Long.parseLong(scalar.value()) >= least) {
            return OptionalLong.of(Long.parseLong(scalar.value()));
        }
        run.problem(node, what, "");
        return OptionalLong.empty();
    }
}
