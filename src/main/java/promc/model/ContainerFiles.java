package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which files of the estate a process sees at a path: through its mounts, or, where it is not known who runs it, those that lie there.
final class ContainerFiles {
    private final EstatePaths paths;
    private final Optional<ServerProcess> process;

    ContainerFiles(EstatePaths paths, Optional<ServerProcess> process) {
        this.paths = paths;
        this.process = process;
    }

    /// The files at a path, which may have a glob in its last part, each once.
    List<EstateFile> at(String pattern) {
        if (process.isEmpty()) {
            return paths.at(pattern);
        }
        List<EstateFile> found = new ArrayList<>(hostPath(pattern).map(paths::at).orElse(List.of()));
        // By identity: to compare files would be to compare all that they hold.
        placed().filter(mount -> EstatePaths.globMatches(pattern, mount.target())).flatMap(mount -> paths.at(mount.place().orElseThrow()).stream())
                .filter(file -> found.stream().noneMatch(known -> known == file)).forEach(found::add);
        return found;
    }

    /// Where the files of the path lie in the estate, if no more than one place does.
    Optional<String> hostPath(String path) {
        if (process.isEmpty()) {
            return Optional.of(path);
        }
        return process.get().mountOf(path).flatMap(mount -> mount.place().map(place -> EstatePaths.resolve("", place + path.substring(mount.folder().length()))));
    }

    /// True if a mount provides the place, or files at it: a mount above it, at it, or (for a glob) one that the glob matches. A mount whose target is not known counts.
    boolean isMounted(String path) {
        return process.isEmpty() || process.get().mounts().stream().map(Mount::target).anyMatch(target -> target.contains("$") || path.equals(target)
                || path.startsWith(target.endsWith("/") ? target : target + "/") || EstatePaths.globMatches(path, target)
                || target.startsWith(EstatePaths.folder(path) + "/") && path.contains("*"));
    }

    private Stream<Mount> placed() {
        return process.stream().flatMap(known -> known.mounts().stream()).filter(mount -> mount.place().isPresent());
    }
}
