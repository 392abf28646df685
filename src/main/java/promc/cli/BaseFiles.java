package promc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import promc.git.Base;
import promc.git.GitException;
import promc.model.BaseEstate;
import promc.model.Discovery;
import promc.model.EstateReader;
import promc.source.SourceFile;
import promc.source.SourceReader;

/// The files of a run as they were at the commit to compare with: what `before` they held, by the path that reports show now. Files that git does not know there are not among them.
final class BaseFiles {
    private final Environment environment;
    private final Path workingDirectory;
    private final Map<String, SourceFile> before = new HashMap<>();
    private final Map<String, String> pathsThen = new TreeMap<>();
    private final List<SourceFile> removed = new ArrayList<>();

    private BaseFiles(Environment environment) {
        this.environment = environment;
        this.workingDirectory = real(environment.workingDirectory());
    }

    /// Reads the older texts of all files of `workspace`, and those of removed files that it would have had: all in one run of git.
    static BaseFiles read(Base base, Workspace workspace, Environment environment) throws GitException {
        BaseFiles files = new BaseFiles(environment);
        Map<String, String> wanted = new TreeMap<>(); // what reports show for a file, and where it was in the repository
        Set<String> known = new HashSet<>();
        for (SourceFile source : workspace.sources().values()) {
            Path path = real(environment.resolve(Path.of(source.path())));
            Optional<String> then = base.pathThen(path);
            then.ifPresent(known::add);
            switch (base.state(path)) {
                case SAME -> {
                    // Standard input stands for a file, but may hold something else than it.
                    if (workspace.isStandardInput() && then.isPresent() && workspace.isNamed(source.path())) {
                        wanted.put(source.path(), then.get());
                    } else {
                        files.before.put(source.path(), source);
                    }
                }
                case MAY_DIFFER -> then.ifPresent(name -> wanted.put(source.path(), name));
                case NEW -> { }
            }
        }
        List<String> gone = base.gone().stream().filter(name -> !known.contains(name) && files.wouldBeRead(base.top().resolve(name), workspace)).toList();
        List<String> all = new ArrayList<>(wanted.values());
        all.addAll(gone);
        files.take(base, wanted, gone, base.contents(all));
        return files;
    }

    private void take(Base base, Map<String, String> wanted, Collection<String> gone, Map<String, byte[]> contents) {
        wanted.forEach((now, name) -> {
            String then = shown(base.top().resolve(name));
            boolean renamed = !base.top().resolve(name).equals(real(environment.resolve(Path.of(now))));
            if (renamed) {
                pathsThen.put(now, then);
            }
            text(renamed ? then : now, contents.get(name)).ifPresent(file -> before.put(now, file));
        });
        gone.forEach(name -> text(shown(base.top().resolve(name)), contents.get(name)).ifPresent(removed::add));
    }

    /// What was no text then is as good as not there.
    private static Optional<SourceFile> text(String path, byte[] bytes) {
        return bytes.length <= SourceReader.MAX_BYTES && SourceReader.decode(path, bytes) instanceof SourceReader.Result.Text text ? Optional.of(text.file()) : Optional.empty();
    }

    private boolean wouldBeRead(Path file, Workspace workspace) {
        return workspace.roots().stream().anyMatch(root -> Discovery.wouldFind(real(root), file));
    }

    private String shown(Path path) {
        return environment.display(environment.workingDirectory().resolve(workingDirectory.relativize(path)));
    }

    /// What a file held, if it was there.
    Optional<SourceFile> before(String path) {
        return Optional.ofNullable(before.get(path));
    }

    /// The estate of that commit, made only if a check asks for it.
    BaseEstate estate() {
        List<SourceFile> all = new ArrayList<>(before.values());
        all.addAll(removed);
        return new BaseEstate(() -> EstateReader.read(all), pathsThen);
    }

    /// Without symbolic links, as git has paths. The last part of what is not on the disk stays as it is.
    static Path real(Path path) {
        try {
            if (Files.exists(path)) {
                return path.toRealPath();
            }
            Path folder = path.getParent();
            return folder == null ? path : real(folder).resolve(path.getFileName());
        } catch (IOException unreadable) {
            return path;
        }
    }
}
