package promc.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import promc.lint.Config.PathRule;
import promc.lint.Config.Setting;
import promc.model.Glob;
import promc.model.Version;
import promc.promql.PrometheusFeatures;
import promc.source.EmbeddedText;
import promc.source.Nearest;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Reads `.promc.yaml`. Every key and value is looked at; what is wrong becomes a [Problem] at its place in the file, and the rest is still read.
public final class ConfigReader {
    /// The name of the file, looked for upwards from what is checked.
    public static final String FILE_NAME = ".promc.yaml";
    static final List<String> KEYS = List.of("root", "checks", "paths", "target", "inventory", "budgets", "defaults", "federation");
    static final List<String> TARGET_KEYS = List.of("prometheus", "features");
    static final List<String> PATH_KEYS = List.of("match", "checks");
    static final String OFF = "off";
    // Flags that begin as those of the parser do, but change what the engine does.
    private static final List<String> OTHER_FLAGS = List.of("promql-delayed-name-removal", "promql-per-step-stats");

    private final Map<String, CheckInfo> checks = new TreeMap<>();
    private final Set<String> patterns = new TreeSet<>();

    /// `known` are the checks that may be configured.
    public ConfigReader(List<CheckInfo> known) {
        for (CheckInfo check : known) {
            checks.put(check.id(), check);
            patterns.add(check.area() + "/*");
        }
    }

    /// `yaml` is what was read of `file`; `base` is the folder its path patterns count from.
    public Config read(SourceFile file, YamlStream yaml, String base) {
        Run run = new Run(file);
        yaml.problems().forEach(run.problems::add);
        if (yaml.documents().size() > 1) {
            run.problem(yaml.documents().get(1).span().start(), "a configuration is one document; this is a second one");
        }
        Optional<YamlNode> root = yaml.documents().isEmpty() ? Optional.empty() : yaml.documents().getFirst().root().map(YamlNode::resolve);
        if (root.isPresent() && !isNull(root.get())) {
            if (root.get() instanceof YamlMapping mapping) {
                run.root(mapping);
            } else {
                run.problem(root.get(), "a configuration is a mapping with the keys " + words(KEYS), "");
            }
        }
        return new Config(Optional.of(file), base, run.isRoot, run.settings, run.paths, run.target, run.facts, run.problems);
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }

    static String words(Iterable<String> words) {
        return "`" + String.join("`, `", words) + "`";
    }

    /// Reads one file.
    final class Run {
        private final SourceFile file;
        private final OptionReader reader;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Setting> settings = new LinkedHashMap<>();
        private final List<PathRule> paths = new ArrayList<>();
        private boolean isRoot;
        private Target target = Target.UNKNOWN;
        // Empty where no key tells any: most configurations have none, and then nothing of it is loaded.
        private Optional<ConfigFacts> facts = Optional.empty();

        private Run(SourceFile file) {
            this.file = file;
            reader = new OptionReader(this, file);
        }

        /// What is read.
        EmbeddedText text() {
            return EmbeddedText.whole(file);
        }

        void root(YamlMapping mapping) {
            ConfigFactsReader[] reader = {null};
            entries(mapping, KEYS, "a configuration", (key, value) -> {
                switch (key) {
                    case "root" -> flag(value, "root", flag -> isRoot = flag);
                    case "checks" -> settings.putAll(checks(value));
                    case "paths" -> paths(value);
                    case "target" -> target(value);
                    case "inventory", "budgets", "defaults", "federation" -> {
                        reader[0] = reader[0] == null ? new ConfigFactsReader(this) : reader[0];
                        reader[0].read(key, value);
                        facts = Optional.of(reader[0].facts());
                    }
                    default -> throw new IllegalStateException("not in the list of keys: " + key);
                }
            });
        }

        private void target(YamlNode node) {
            if (isNull(node)) {
                return;
            }
            if (!(node instanceof YamlMapping mapping)) {
                problem(node, "`target` is a mapping with the keys " + words(TARGET_KEYS), "");
                return;
            }
            entries(mapping, TARGET_KEYS, "`target`", (key, value) -> {
                if (key.equals("prometheus")) {
                    Optional<Version> version = value instanceof YamlScalar scalar ? Version.parse(scalar.value()) : Optional.empty();
                    version.ifPresentOrElse(v -> target = target.with(new Target(version, Optional.empty())),
                            () -> problem(value, "`prometheus` is a version such as \"3.5\"", ""));
                } else {
                    features(value).ifPresent(features -> target = target.with(new Target(Optional.empty(), Optional.of(features))));
                }
            });
        }

        private Optional<Set<String>> features(YamlNode node) {
            if (!(node instanceof YamlSequence sequence)) {
                problem(node, "`features` is a list of what `--enable-feature` has, such as [" + PrometheusFeatures.FLAGS.getFirst() + "]", "");
                return Optional.empty();
            }
            Set<String> features = new TreeSet<>();
            for (YamlNode item : sequence.items()) {
                String name = item.resolve() instanceof YamlScalar scalar ? scalar.value() : "";
                features.add(name);
                if (name.startsWith("promql-") && !PrometheusFeatures.FLAGS.contains(name) && !OTHER_FLAGS.contains(name)) {
                    unknown(item, "there is no feature `" + name + "`", Optional.of(name), PrometheusFeatures.FLAGS);
                }
            }
            return Optional.of(features);
        }

        private void paths(YamlNode node) {
            if (isNull(node)) {
                return;
            }
            if (!(node instanceof YamlSequence sequence)) {
                problem(node, "`paths` is a list of `{match: GLOB, checks: {...}}`", "");
                return;
            }
            for (YamlNode item : sequence.items()) {
                if (item.resolve() instanceof YamlMapping mapping) {
                    path(mapping);
                } else {
                    problem(item, "an item of `paths` is a mapping with the keys " + words(PATH_KEYS), "");
                }
            }
        }

        private void path(YamlMapping mapping) {
            List<String> globs = new ArrayList<>();
            Map<String, Setting> here = new LinkedHashMap<>();
            entries(mapping, PATH_KEYS, "an item of `paths`", (key, value) -> {
                switch (key) {
                    case "match" -> glob(value).ifPresent(globs::add);
                    case "checks" -> here.putAll(checks(value));
                    default -> throw new IllegalStateException("not in the list of keys: " + key);
                }
            });
            if (mapping.entry("match").isEmpty()) {
                problem(mapping, "an item of `paths` needs `match`, a glob such as `legacy/**`", "");
            }
            if (mapping.entry("checks").isEmpty()) {
                problem(mapping, "an item of `paths` needs `checks`; without it, it sets nothing", "");
            }
            globs.forEach(glob -> paths.add(new PathRule(glob, here)));
        }

        private Optional<String> glob(YamlNode value) {
            if (!(value instanceof YamlScalar scalar) || scalar.value().isEmpty()) {
                problem(value, "`match` is a glob such as `legacy/**`", "");
                return Optional.empty();
            }
            try {
                Glob.of(scalar.value());
                return Optional.of(scalar.value());
            } catch (PatternSyntaxException broken) {
                problem(value, "`" + scalar.value() + "` is no glob: " + broken.getDescription(), "");
                return Optional.empty();
            }
        }

        private Map<String, Setting> checks(YamlNode node) {
            Map<String, Setting> read = new LinkedHashMap<>();
            if (isNull(node)) {
                return read;
            }
            if (!(node instanceof YamlMapping mapping)) {
                problem(node, "`checks` is a mapping from a check's id to `off`, a severity or its settings", "");
                return read;
            }
            for (Entry entry : mapping.effective()) {
                duplicate(mapping, entry);
                Optional<String> id = entry.name();
                if (id.isPresent() && (checks.containsKey(id.get()) || patterns.contains(id.get()))) {
                    setting(id.get(), entry.key(), entry.value().resolve()).ifPresent(setting -> read.put(id.get(), setting));
                } else {
                    Set<String> known = new TreeSet<>(checks.keySet());
                    known.addAll(patterns);
                    unknown(entry.key(), "there is no check " + id.map(name -> "`" + name + "`").orElse("of this name"), id, known);
                }
            }
            return read;
        }

        private Optional<Setting> setting(String id, YamlNode at, YamlNode node) {
            if (node instanceof YamlScalar scalar) {
                if (scalar.value().equals(OFF)) {
                    return Optional.of(new Setting(true, Optional.empty(), Map.of(), at.span(), Map.of()));
                }
                Optional<Severity> severity = severity(scalar.value());
                if (severity.isEmpty()) {
                    unknown(node, "a check is `off`, a severity (`info`, `warning`, `error`) or a mapping of its settings", Optional.of(scalar.value()),
                            List.of(OFF, "info", "warning", "error"));
                }
                return severity.map(s -> new Setting(false, Optional.of(s), Map.of(), at.span(), Map.of()));
            }
            if (!(node instanceof YamlMapping mapping)) {
                problem(node, "a check is `off`, a severity (`info`, `warning`, `error`) or a mapping of its settings", "");
                return Optional.empty();
            }
            return Optional.of(settings(id, at, mapping));
        }

        private Setting settings(String id, YamlNode at, YamlMapping mapping) {
            Map<String, Option<?>> options = new TreeMap<>();
            if (checks.containsKey(id)) {
                checks.get(id).options().forEach(option -> options.put(option.key(), option));
            }
            List<String> keys = new ArrayList<>(List.of("severity"));
            keys.addAll(options.keySet());
            Map<String, Object> values = new LinkedHashMap<>();
            Map<String, Span> places = new LinkedHashMap<>();
            List<Optional<Severity>> severity = new ArrayList<>(List.of(Optional.empty()));
            boolean[] off = {false};
            entries(mapping, keys, "`" + id + "`", (key, value) -> {
                if (key.equals("severity")) {
                    String word = value instanceof YamlScalar scalar ? scalar.value() : "";
                    off[0] = word.equals(OFF);
                    severity.set(0, severity(word));
                    if (!off[0] && severity.getFirst().isEmpty()) {
                        unknown(value, "a severity is `info`, `warning`, `error`, or `off`", Optional.of(word), List.of(OFF, "info", "warning", "error"));
                    }
                } else {
                    reader.read(options.get(key), value).ifPresent(typed -> values.put(key, typed));
                    mapping.entry(key).ifPresent(entry -> places.put(key, entry.key().span()));
                }
            });
            return new Setting(off[0], severity.getFirst(), values, at.span(), places);
        }

        void flag(YamlNode node, String key, Consumer<Boolean> set) {
            Optional<Object> flag = node instanceof YamlScalar scalar ? bool(scalar) : Optional.empty();
            flag.ifPresentOrElse(value -> set.accept((Boolean) value), () -> problem(node, "`" + key + "` is `true` or `false`", ""));
        }

        interface Known {
            void entry(String key, YamlNode value);
        }

        void entries(YamlMapping mapping, List<String> keys, String where, Known known) {
            for (Entry entry : mapping.effective()) {
                duplicate(mapping, entry);
                if (entry.name().filter(keys::contains).isPresent()) {
                    known.entry(entry.name().get(), entry.value().resolve());
                } else {
                    unknown(entry.key(), where + " has no key " + entry.name().map(name -> "`" + name + "`").orElse("like this")
                            + "; it has " + words(keys), entry.name(), keys);
                }
            }
        }

        void duplicate(YamlMapping mapping, Entry used) {
            mapping.entries().stream().filter(entry -> entry != used && !entry.isMerge() && entry.name().isPresent() && entry.name().equals(used.name()))
                    .forEach(entry -> problem(entry.key(), "`" + entry.name().get() + "` is set twice", ""));
        }

        void unknown(YamlNode node, String message, Optional<String> word, Iterable<String> candidates) {
            List<String> all = new ArrayList<>();
            candidates.forEach(all::add);
            problem(node, message, word.flatMap(w -> Nearest.to(w, all)).map(nearest -> "did you mean `" + nearest + "`?").orElse(""));
        }

        void problem(YamlNode node, String message, String help) {
            problem(node.span(), message, help);
        }

        void problem(Span span, String message, String help) {
            problems.add(new Problem(span, message, help));
        }

        private void problem(int offset, String message) {
            problems.add(new Problem(Span.at(offset), message));
        }
    }

    private static Optional<Severity> severity(String word) {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    static Optional<Object> integer(YamlScalar scalar) {
        boolean number = scalar.style() == YamlNode.Style.PLAIN && scalar.value().matches("-?[0-9]{1,9}");
        return number ? Optional.of(Integer.valueOf(scalar.value())) : Optional.empty();
    }

    static Optional<Object> bool(YamlScalar scalar) {
        return switch (scalar.style() == YamlNode.Style.PLAIN ? scalar.value() : "") {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
