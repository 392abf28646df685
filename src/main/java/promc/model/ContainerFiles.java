package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import promc.model.ComposeService.Mount;

/// Which files of the estate a process sees at a path: through the mounts of the service that runs it, or, where no service in sight does, those that lie there.
final class ContainerFiles {
    private final EstatePaths paths;
    private final Optional<ComposeService> service;
    private final String folder;

    /// `compose` is the path of the compose file, whose folder sources of mounts count from.
    ContainerFiles(EstatePaths paths, Optional<ComposeService> service, String compose) {
        this.paths = paths;
        this.service = service;
        this.folder = EstatePaths.folder(compose);
    }

    /// The files at a path, which may have a glob in its last part, each once.
    List<EstateFile> at(String pattern) {
        if (service.isEmpty()) {
            return paths.at(pattern);
        }
        List<EstateFile> found = new ArrayList<>(hostPath(pattern).map(paths::at).orElse(List.of()));
        // By identity: to compare files would be to compare all that they hold.
        binds().filter(mount -> EstatePaths.globMatches(pattern, mount.target())).flatMap(mount -> paths.at(EstatePaths.resolve(folder, mount.source())).stream())
                .filter(file -> found.stream().noneMatch(known -> known == file)).forEach(found::add);
        return found;
    }

    /// Where the files of the path lie in the estate, if no more than one place does.
    Optional<String> hostPath(String path) {
        if (service.isEmpty()) {
            return Optional.of(path);
        }
        Mount best = null;
        for (Mount mount : service.get().mounts()) {
            String target = target(mount);
            boolean holds = path.equals(target) || path.startsWith(target + "/");
            if (holds && (best == null || mount.target().length() > best.target().length())) {
                best = mount;
            }
        }
        if (best == null || best.kind() != Mount.Kind.BIND) {
            return Optional.empty();
        }
        return Optional.of(EstatePaths.resolve(folder, best.source() + path.substring(target(best).length())));
    }

    /// True if a mount provides the place, or files at it: a mount above it, at it, or (for a glob) one that the glob matches. A mount whose target is not known counts.
    boolean isMounted(String path) {
        return service.isEmpty() || service.get().mounts().stream().map(Mount::target).anyMatch(target -> target.contains("$") || path.equals(target)
                || path.startsWith(target.endsWith("/") ? target : target + "/") || EstatePaths.globMatches(path, target)
                || target.startsWith(EstatePaths.folder(path) + "/") && path.contains("*"));
    }

    private Stream<Mount> binds() {
        return service.stream().flatMap(known -> known.mounts().stream()).filter(mount -> mount.kind() == Mount.Kind.BIND);
    }

    private static String target(Mount mount) {
        return mount.target().endsWith("/") ? mount.target().substring(0, mount.target().length() - 1) : mount.target();
    }
}
