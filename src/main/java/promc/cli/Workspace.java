package promc.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import promc.lint.Config;
import promc.lint.ConfigReader;
import promc.model.Discovery;
import promc.source.SourceFile;

/// The files of a run: those that are reported on, which the command line names, and those around them, which are read as context.
///
/// The context is the project: the folder of the uppermost `.promc.yaml` above what was named, no higher than one with `root: true` and than the top of the
/// repository (docs/adr/context-of-named-files.md). Without such a file nothing but what was named is read.
final class Workspace {
    /// A rule file of this size would hold some 200,000 rules; what is larger is data that happens to end in `.yml`, and reading it costs memory times ten.
    private static final long MAX_BYTES = 32L << 20;
    /// Below this many files, starting threads costs more than it saves.
    private static final int PARALLEL_FROM = 16;

    /// A file that could not be read, and why.
    record Unreadable(String path, String reason) {}

    private final Session session;
    private final Configs configs;
    private final Map<String, SourceFile> sources = new TreeMap<>();
    private final Set<String> named = new TreeSet<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    private Workspace(Session session, Configs configs) {
        this.session = session;
        this.configs = configs;
    }

    /// Reads what `paths` name (the working folder if they are none) and its context.
    static Workspace of(List<String> paths, Session session, Configs configs) throws UsageException {
        Workspace workspace = new Workspace(session, configs);
        Set<Path> inputs = new LinkedHashSet<>();
        Set<Path> files = new LinkedHashSet<>();
        for (String path : paths.isEmpty() ? List.of(".") : paths) {
            workspace.input(path, inputs, files);
        }
        workspace.discover(inputs, files);
        configs.load(files);
        workspace.read(files, true);
        workspace.context(Stream.concat(inputs.stream(), files.stream()).toList());
        return workspace;
    }

    /// Reads one file from standard input that stands for the file `name`, with the files on disk around it as context.
    static Workspace ofStandardInput(Optional<String> name, Session session, Configs configs) throws IOException, UsageException {
        Workspace workspace = new Workspace(session, configs);
        Path file = session.environment().resolve(path(name.orElse("stdin.yml")));
        String shown = session.environment().display(file);
        byte[] bytes = session.in().readNBytes((int) MAX_BYTES + 1);
        try {
            if (bytes.length > MAX_BYTES) {
                workspace.unreadable.add(new Unreadable(shown, tooLarge()));
            } else {
                workspace.sources.put(shown, SourceFile.decode(shown, bytes));
                workspace.named.add(shown);
            }
        } catch (CharacterCodingException notText) {
            workspace.unreadable.add(new Unreadable(shown, "not UTF-8 text"));
        }
        configs.load(List.of(file));
        if (name.isPresent()) {
            workspace.context(List.of(file));
        }
        return workspace;
    }

    /// All files read, by the path that is shown for them.
    Map<String, SourceFile> sources() {
        return sources;
    }

    /// True if the command line named this file or a folder above it.
    boolean isNamed(String path) {
        return named.contains(path);
    }

    int namedCount() {
        return named.size();
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException impossible) {
            throw new UsageException("`" + text + "` is no path: " + impossible.getReason());
        }
    }

    private void input(String text, Set<Path> inputs, Set<Path> files) throws UsageException {
        Path given = session.environment().resolve(path(text));
        if (Files.exists(given)) {
            inputs.add(given);
        } else if (text.matches(".*[*?\\[{].*")) {
            glob(text, files);
        } else {
            unreadable.add(new Unreadable(session.environment().display(given), "no such file or folder"));
        }
    }

    /// A glob that no shell has expanded: what discovery finds below its fixed part and matches the rest.
    private void glob(String text, Set<Path> files) throws UsageException {
        int fixed = 0;
        for (int i = 0; i < text.length() && "*?[{".indexOf(text.charAt(i)) < 0; i++) {
            fixed = text.charAt(i) == '/' ? i + 1 : fixed;
        }
        Path base = session.environment().resolve(path(text.substring(0, fixed)));
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + text.substring(fixed));
        } catch (PatternSyntaxException broken) {
            throw new UsageException("`" + text + "` is no glob: " + broken.getDescription());
        }
        Set<Path> found = new LinkedHashSet<>();
        if (Files.isDirectory(base)) {
            for (Path file : Discovery.find(List.of(base), session.environment().workingDirectory()).files()) {
                Path absolute = session.environment().resolve(file);
                if (absolute.startsWith(base) && matcher.matches(base.relativize(absolute))) {
                    found.add(absolute);
                }
            }
        }
        if (found.isEmpty()) {
            unreadable.add(new Unreadable(text, "no file matches"));
        }
        files.addAll(found);
    }

    private void discover(Set<Path> inputs, Set<Path> files) {
        if (!inputs.isEmpty()) {
            Discovery.Found found = Discovery.find(List.copyOf(inputs), session.environment().workingDirectory());
            found.files().forEach(file -> files.add(session.environment().resolve(file)));
            found.errors().forEach(error -> unreadable.add(new Unreadable(error.path(), error.reason())));
        }
    }

    private void context(List<Path> around) throws UsageException {
        Set<Path> projects = new LinkedHashSet<>();
        for (Path path : around) {
            project(path).filter(project -> !around.contains(project)).ifPresent(projects::add);
        }
        if (projects.isEmpty()) {
            return;
        }
        Set<Path> files = new LinkedHashSet<>();
        Discovery.find(List.copyOf(projects), session.environment().workingDirectory()).files()
                .forEach(file -> files.add(session.environment().resolve(file)));
        files.removeIf(file -> sources.containsKey(session.environment().display(file)));
        configs.load(files);
        read(files, false);
    }

    private Optional<Path> project(Path path) throws UsageException {
        Optional<Path> project = Optional.empty();
        Optional<Path> home = session.environment().variable("HOME").map(Path::of);
        for (Path folder = Files.isDirectory(path) ? path : path.getParent(); folder != null && folder.getParent() != null; folder = folder.getParent()) {
            Optional<Config> config = home.filter(folder::equals).isPresent() ? Optional.empty() : configs.in(folder);
            if (config.isPresent()) {
                project = Optional.of(folder);
            }
            if (config.filter(Config::root).isPresent() || Files.exists(folder.resolve(".git"))) {
                return project;
            }
        }
        return project;
    }

    private void read(Set<Path> files, boolean isNamed) {
        record Outcome(String path, Optional<SourceFile> source, String reason) {}
        List<Path> ordered = files.stream().filter(file -> !file.endsWith(ConfigReader.FILE_NAME)).toList();
        Stream<Path> stream = ordered.size() >= PARALLEL_FROM ? ordered.parallelStream() : ordered.stream();
        List<Outcome> outcomes = stream.map(file -> {
            String shown = session.environment().display(file);
            try {
                if (Files.size(file) > MAX_BYTES) {
                    return new Outcome(shown, Optional.empty(), tooLarge());
                }
                return new Outcome(shown, Optional.of(SourceFile.decode(shown, Files.readAllBytes(file))), "");
            } catch (CharacterCodingException notText) {
                return new Outcome(shown, Optional.empty(), "not UTF-8 text");
            } catch (IOException unreadableFile) {
                return new Outcome(shown, Optional.empty(), Reasons.of(unreadableFile));
            }
        }).toList();
        for (Outcome outcome : outcomes) {
            outcome.source().ifPresent(source -> sources.put(outcome.path(), source));
            if (isNamed) {
                named.add(outcome.path());
                if (outcome.source().isEmpty()) {
                    unreadable.add(new Unreadable(outcome.path(), outcome.reason()));
                }
            }
        }
    }

    private static String tooLarge() {
        return "larger than " + (MAX_BYTES >> 20) + " MiB";
    }
}
