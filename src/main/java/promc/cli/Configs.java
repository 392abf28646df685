package promc.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import promc.lint.Config;
import promc.lint.ConfigFacts;
import promc.lint.ConfigReader;
import promc.lint.Target;
import promc.model.Inventory;
import promc.model.Version;
import promc.source.SourceFile;
import promc.yaml.Yaml;

/// The configurations that hold for the files of a run: the nearest `.promc.yaml` upwards of each, or the one of `--config` for all.
final class Configs implements Config.Lookup {
    private final Session session;
    private final Optional<Config> given;
    private final Path givenFolder;
    private final Map<Path, Optional<Config>> inFolder = new HashMap<>();
    private final Map<Path, Optional<Path>> nearest = new HashMap<>();
    private final Map<Path, String> projects = new HashMap<>();
    private final Map<String, Config.Settings> settings = new ConcurrentHashMap<>();
    private final List<Config> read = new ArrayList<>();
    private final Target target;
    private final Optional<Inventory> inventory;

    /// `file` is what `--config` says, `target` what `--target` does, `inventory` what `--inventory` names.
    Configs(Session session, Optional<String> file, List<String> target, Optional<Inventory> inventory) throws UsageException {
        this.target = target(target);
        this.inventory = inventory;
        this.session = session;
        Path path = session.environment().resolve(Path.of(file.orElse(ConfigReader.FILE_NAME)));
        this.givenFolder = path.getParent();
        if (file.isPresent() && !Files.isRegularFile(path)) {
            throw new UsageException("there is no configuration `" + file.get() + "`");
        }
        this.given = file.isPresent() ? Optional.of(read(path)) : Optional.empty();
    }

    /// Reads the configurations of these files and all above them; from now on [#forFile] and [#project] answer for them.
    void load(Collection<Path> files) throws UsageException {
        for (Path file : files) {
            folder(file);
            if (given.isEmpty() && file.getParent() != null) {
                loadProject(file.getParent());
            }
        }
    }

    /// The folder whose `root: true` makes what is below it a project of its own, nearest above a file; empty for what lies in none, and where `--config` holds for all.
    String project(String path) {
        return projects.getOrDefault(session.environment().resolve(Path.of(path)).getParent(), "");
    }

    private String loadProject(Path folder) throws UsageException {
        String known = projects.get(folder);
        if (known == null) {
            boolean root = in(folder).filter(Config::root).isPresent();
            known = root ? folder.toString() : folder.getParent() == null ? "" : loadProject(folder.getParent());
            projects.put(folder, known);
        }
        return known;
    }

    /// The configurations read so far that have problems.
    List<Config> broken() {
        return read.stream().filter(config -> !config.problems().isEmpty()).toList();
    }

    /// What `--inventory` and the configurations read so far tell, each on its own.
    List<Inventory> inventories() {
        List<Inventory> told = new ArrayList<>();
        inventory.ifPresent(told::add);
        read.forEach(config -> config.facts().ifPresent(facts -> told.add(facts.inventory())));
        return told;
    }

    /// The budgets of the first configuration read that has any.
    ConfigFacts.Budgets budgets() {
        return read.stream().flatMap(config -> config.facts().stream()).map(ConfigFacts::budgets).filter(budgets -> !budgets.equals(ConfigFacts.Budgets.NONE)).findFirst()
                .orElse(ConfigFacts.Budgets.NONE);
    }

    /// The configuration in this very folder.
    Optional<Config> in(Path folder) throws UsageException {
        Optional<Config> known = inFolder.get(folder);
        if (known == null) {
            Path file = folder.resolve(ConfigReader.FILE_NAME);
            known = Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
            inFolder.put(folder, known);
        }
        return known;
    }

    @Override
    public Config.Settings forFile(String path) {
        return settings.computeIfAbsent(path, this::find);
    }

    private Config.Settings find(String path) {
        Config.Settings found = configured(path).with(target);
        return inventory.isPresent() ? found.with(inventory.get()) : found;
    }

    private Config.Settings configured(String path) {
        return holding(path).map(config -> config.forFile(pathFor(config, path))).orElse(Config.Settings.DEFAULT);
    }

    /// The configuration that holds for a file of those whose configurations are loaded.
    Optional<Config> holding(String path) {
        Path file = session.environment().resolve(Path.of(path));
        return given.isPresent() ? given : nearest.getOrDefault(file.getParent(), Optional.empty()).flatMap(inFolder::get);
    }

    /// The path of a file as the configuration that holds for it takes it: below its folder, which is not always the working directory.
    String pathFor(Config config, String path) {
        Path file = session.environment().resolve(Path.of(path));
        Path folder = given.isPresent() ? givenFolder : nearest.get(file.getParent()).orElseThrow();
        String within = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return config.base().isEmpty() ? within : config.base() + "/" + within;
    }

    private static Target target(List<String> words) throws UsageException {
        Target told = Target.UNKNOWN;
        for (String word : words) {
            Optional<Version> version = word.startsWith("prometheus=") ? Version.parse(word.substring(word.indexOf('=') + 1)) : Optional.empty();
            if (version.isEmpty()) {
                throw new UsageException("`" + word + "` is no value of --target; it takes a version such as prometheus=3.5");
            }
            told = told.with(new Target(version, Optional.empty()));
        }
        return told;
    }

    private Optional<Path> folder(Path file) throws UsageException {
        if (given.isPresent()) {
            return Optional.of(givenFolder);
        }
        List<Path> asked = new ArrayList<>();
        Optional<Path> found = Optional.empty();
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            Optional<Path> known = nearest.get(folder);
            if (known != null) {
                found = known;
                break;
            }
            asked.add(folder);
            if (in(folder).isPresent()) {
                found = Optional.of(folder);
                break;
            }
        }
        for (Path folder : asked) {
            nearest.put(folder, found);
        }
        return found;
    }

    private Config read(Path file) throws UsageException {
        String shown = session.environment().display(file);
        try {
            SourceFile source = SourceFile.decode(shown, Files.readAllBytes(file));
            Config config = new ConfigReader(session.infos()).read(source, Yaml.parse(source), session.environment().display(file.getParent()));
            if (config.facts().isPresent() && config.facts().get().namesFiles()) {
                config = config.with(config.facts().get().load(path -> Inventories.open(path, file.getParent(), session)));
            }
            read.add(config);
            return config;
        } catch (CharacterCodingException notText) {
            throw new UsageException("the configuration `" + shown + "` is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new UsageException("the configuration `" + shown + "` cannot be read: " + Reasons.of(unreadable));
        }
    }
}
