package promc.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import promc.analysis.LeafSetting;
import promc.analysis.ServerDefaults;
import promc.model.Glob;
import promc.model.Inventory;
import promc.source.Problem;
import promc.source.SourceFile;
import promc.source.Span;

/// One `.promc.yaml` as read. `base` is the folder its path patterns count from (with `/`, empty for the working directory).
/// `problems` are what is wrong with it, at spans of `source`; a config with problems is refused by the command line (exit 2).
public record Config(Optional<SourceFile> source, String base, boolean root, Map<String, Setting> checks, List<PathRule> paths, Target target,
        Optional<ConfigFacts> facts, List<Problem> problems) {
    /// The configuration without any file: every check with its defaults.
    public static final Config DEFAULT = new Config(Optional.empty(), "", true, Map.of(), List.of(), Target.UNKNOWN, Optional.empty(), List.of());

    public Config {
        checks = Map.copyOf(checks);
        paths = List.copyOf(paths);
        problems = List.copyOf(problems);
    }

    /// This with the facts of the files that its inventory names; what is wrong with them joins the problems.
    public Config with(ConfigFacts.Loaded loaded) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(loaded.problems());
        return new Config(source, base, root, checks, paths, target, Optional.of(loaded.facts()), all);
    }

    /// What is set for one check, or for a pattern of checks such as `recording/*`, and where its name and its options stand in the configuration.
    public record Setting(boolean off, Optional<Severity> severity, Map<String, Object> options, Span place, Map<String, Span> optionPlaces) {
        public Setting {
            optionPlaces = Map.copyOf(optionPlaces);
            options = Map.copyOf(options);
        }
    }

    /// Settings for the files that match a glob, counted from the config's folder. Later rules win over earlier ones, and over the config's own settings.
    public record PathRule(String glob, Map<String, Setting> checks) {
        public PathRule {
            checks = Map.copyOf(checks);
        }
    }

    /// Finds the settings that hold for a file.
    @FunctionalInterface
    public interface Lookup {
        Settings forFile(String path);
    }

    /// What holds for one file: `layers` from weakest to strongest, the server its rules are for, what is known of its database, and its `path` counted from the configuration's
    /// folder (empty where there is none).
    public record Settings(List<Map<String, Setting>> layers, Target target, Optional<ConfigFacts> facts, String path) {
        public static final Settings DEFAULT = new Settings(List.of(), Target.UNKNOWN, Optional.empty(), "");

        public Settings with(Target stronger) {
            return new Settings(layers, target.with(stronger), facts, path);
        }

        /// This, with what another inventory tells besides.
        public Settings with(Inventory more) {
            ConfigFacts known = facts.orElse(ConfigFacts.NONE);
            return new Settings(layers, target, Optional.of(new ConfigFacts(known.files(), Inventory.merge(List.of(known.inventory(), more)), known.budgets(), known.defaults(), known.leaves())), path);
        }

        /// What is known about metrics here.
        public Inventory inventory() {
            return facts.map(ConfigFacts::inventory).orElse(Inventory.NONE);
        }

        public ConfigFacts.Budgets budgets() {
            return facts.map(ConfigFacts::budgets).orElse(ConfigFacts.Budgets.NONE);
        }

        /// What holds of the server where no file says otherwise.
        public ServerDefaults defaults() {
            return facts.map(ConfigFacts::defaults).orElse(ServerDefaults.NONE);
        }

        /// What is said of the servers that others federate.
        public List<LeafSetting> leaves() {
            return facts.map(told -> told.leaves().settings()).orElse(List.of());
        }

        /// This, where checks that are off by default are on unless something says `off`.
        public Settings with(List<CheckInfo> wanted) {
            Map<String, Setting> on = new HashMap<>();
            wanted.forEach(check -> on.put(check.id(), new Setting(false, Optional.empty(), Map.of(), Span.at(0), Map.of())));
            return new Settings(Stream.concat(Stream.of(on), layers.stream()).toList(), target, facts, path);
        }

        /// The severity a finding of this check has here, or empty if the check is off. A setting without a severity leaves the one that held before; it turns on what was off.
        /// What is off by default is turned on by its own name only, not by that of its area.
        public Optional<Severity> severity(CheckInfo check, Severity byDefault) {
            Severity severity = byDefault;
            boolean on = !check.optIn();
            for (Map<String, Setting> layer : layers) {
                for (String name : names(check)) {
                    Setting setting = layer.get(name);
                    if (setting != null) {
                        on = !setting.off() && (on || !check.optIn() || name.equals(check.id()));
                        severity = setting.off() ? byDefault : setting.severity().orElse(severity);
                    }
                }
            }
            return on ? Optional.of(severity) : Optional.empty();
        }

        /// True if findings of this check are reported here.
        public boolean isOn(CheckInfo check) {
            return severity(check, check.severity()).isPresent();
        }

        /// The value an option has here. The reader has checked its type.
        @SuppressWarnings("unchecked")
        public <T> T option(CheckInfo check, Option<T> option) {
            T value = option.defaultValue();
            for (Map<String, Setting> layer : layers) {
                for (Setting setting : settings(layer, check)) {
                    value = (T) setting.options().getOrDefault(option.key(), value);
                }
            }
            return value;
        }

        /// What one layer says of a check: of its area first, then of itself.
        private static List<Setting> settings(Map<String, Setting> layer, CheckInfo check) {
            return names(check).stream().map(layer::get).filter(Objects::nonNull).toList();
        }

        /// The names under which a layer may have a setting for a check, the weaker one first.
        static List<String> names(CheckInfo check) {
            return List.of(check.area() + "/*", check.id());
        }
    }

    /// The settings of this config for a file.
    public Settings forFile(String path) {
        if (checks.isEmpty() && paths.isEmpty()) {
            return new Settings(List.of(), target, facts, path);
        }
        String within = within(path);
        List<Map<String, Setting>> layers = new ArrayList<>();
        layers.add(checks);
        rulesFor(within).forEach(rule -> layers.add(rule.checks()));
        return new Settings(List.copyOf(layers), target, facts, within);
    }

    /// The items of `paths` that hold for a path counted from the config's folder, in their order.
    public List<PathRule> rulesFor(String within) {
        return paths.stream().filter(rule -> matches(rule.glob(), within)).toList();
    }

    /// A path, counted from the config's folder.
    public String within(String path) {
        return base.isEmpty() || !path.startsWith(base + "/") ? path : path.substring(base.length() + 1);
    }

    private static boolean matches(String glob, String path) {
        return Glob.of(glob).matches(Path.of(path));
    }
}
