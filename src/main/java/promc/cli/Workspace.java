package promc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import promc.lint.Config;
import promc.lint.ConfigReader;
import promc.model.Discovery;
import promc.model.Discovery.Unreadable;
import promc.source.SourceFile;
import promc.source.SourceReader;

/// The files of a run: those that are reported on, which the command line names, and those around them, which are read as context.
///
/// The context is the project: the folder of the uppermost `.promc.yaml` above what was named, no higher than one with `root: true` and than the top of the
/// repository (docs/adr/0003-context-of-named-files.md). Without such a file nothing but what was named is read.
final class Workspace {
    /// Below this many files, starting threads costs more than it saves.
    private static final int PARALLEL_FROM = 16;

    private final Session session;
    private final Configs configs;
    private final Map<String, SourceFile> sources = new TreeMap<>();
    private final Set<String> named = new TreeSet<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final List<Path> roots = new ArrayList<>();
    private boolean standardInput;

    private Workspace(Session session, Configs configs) {
        this.session = session;
        this.configs = configs;
    }

    /// Reads what `paths` name (the working folder if they are none) and its context.
    static Workspace of(List<String> paths, Session session, Configs configs) throws UsageException {
        Workspace workspace = new Workspace(session, configs);
        List<String> inputs = paths.isEmpty() ? List.of(".") : paths;
        Discovery.Found found = Discovery.find(inputs, session.environment().workingDirectory());
        workspace.unreadable.addAll(found.errors());
        configs.load(found.files());
        workspace.read(found.files(), found.named(), true);
        workspace.besides(found.named());
        List<Path> folders = inputs.stream().map(input -> path(input, session)).flatMap(Optional::stream).filter(Files::isDirectory).toList();
        workspace.roots.addAll(folders);
        Stream<Path> alone = found.files().stream().filter(file -> folders.stream().noneMatch(file::startsWith));
        workspace.context(Stream.concat(folders.stream(), alone).toList());
        return workspace;
    }

    /// Reads one file from standard input that stands for the file `name`, with the files on disk around it as context.
    static Workspace ofStandardInput(Optional<String> name, Session session, Configs configs) throws IOException, UsageException {
        Workspace workspace = new Workspace(session, configs);
        Optional<Path> file = path(name.orElse("stdin.yml"), session);
        if (file.isEmpty()) {
            throw new UsageException("`" + name.orElse("") + "` is no path");
        }
        workspace.standardInput = true;
        String shown = session.environment().display(file.get());
        byte[] bytes = session.in().readNBytes(SourceReader.MAX_BYTES + 1);
        workspace.add(bytes.length > SourceReader.MAX_BYTES ? new SourceReader.Result.Failed(shown, "is larger than " + (SourceReader.MAX_BYTES >> 20) + " MB")
                : SourceReader.decode(shown, bytes), true, true);
        configs.load(List.of(file.get()));
        if (name.isPresent()) {
            workspace.besides(Set.of(file.get()));
            workspace.context(List.of(file.get()));
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

    /// What the command line names and could not be read.
    List<Unreadable> unreadable() {
        return unreadable;
    }

    /// The folders that were walked for files.
    List<Path> roots() {
        return roots;
    }

    /// True if the named file was read from standard input, so that it need not be what is on the disk.
    boolean isStandardInput() {
        return standardInput;
    }

    private static Optional<Path> path(String text, Session session) {
        try {
            return Optional.of(session.environment().resolve(Path.of(text)));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private void context(List<Path> around) throws UsageException {
        Set<Path> folders = new LinkedHashSet<>();
        around.forEach(path -> folders.add(Files.isDirectory(path) ? path : path.getParent()));
        Set<Path> projects = new LinkedHashSet<>();
        for (Path folder : folders) {
            project(folder).filter(project -> !around.contains(project)).ifPresent(projects::add);
        }
        if (projects.isEmpty()) {
            return;
        }
        roots.addAll(projects);
        Discovery.Found found = Discovery.find(projects.stream().map(Path::toString).toList(), session.environment().workingDirectory());
        List<Path> files = found.files().stream().filter(file -> !sources.containsKey(session.environment().display(file))).toList();
        configs.load(files);
        read(files, Set.of(), false);
    }

    /// What Compose reads without being told beside files that were given by name.
    private void besides(Set<Path> files) {
        for (Path file : files) {
            List<Path> beside = Discovery.besideCompose(file);
            if (!beside.isEmpty()) {
                read(beside.stream().filter(other -> !sources.containsKey(session.environment().display(other))).toList(), Set.of(), false);
            }
        }
    }

    private Optional<Path> project(Path start) throws UsageException {
        Optional<Path> project = Optional.empty();
        Optional<Path> home = session.environment().variable("HOME").map(Path::of);
        for (Path folder = start; folder != null && folder.getParent() != null; folder = folder.getParent()) {
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

    private void read(List<Path> files, Set<Path> byName, boolean isNamed) {
        record Outcome(Path path, SourceReader.Result result) {}
        List<Path> ordered = files.stream().filter(file -> !file.endsWith(ConfigReader.FILE_NAME)).toList();
        Stream<Path> stream = ordered.size() >= PARALLEL_FROM ? ordered.parallelStream() : ordered.stream();
        for (Outcome outcome : stream.map(file -> new Outcome(file, SourceReader.read(file, session.environment().display(file)))).toList()) {
            // In a folder, a file that is no text is somebody else's, unless its name says that Prometheus will read it.
            add(outcome.result(), isNamed, byName.contains(outcome.path()) || Discovery.isNamedLikeYaml(outcome.path()));
        }
    }

    private void add(SourceReader.Result result, boolean isNamed, boolean wanted) {
        // No pattern switch where every cold run passes: the JVM makes a class for each at run time, which no AOT cache holds.
        if (result instanceof SourceReader.Result.Text text) {
            sources.put(text.file().path(), text.file());
            if (isNamed) {
                named.add(text.file().path());
            }
        } else if (result instanceof SourceReader.Result.NotText(String path, String reason)) {
            fail(path, reason, isNamed && wanted);
        } else if (result instanceof SourceReader.Result.Failed(String path, String reason)) {
            fail(path, reason, isNamed && wanted);
        }
    }

    private void fail(String path, String reason, boolean told) {
        if (told) {
            unreadable.add(new Unreadable(path, reason));
        }
    }
}
