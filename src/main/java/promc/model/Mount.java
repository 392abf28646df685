package promc.model;

import java.util.Optional;
import java.util.OptionalLong;
import promc.source.SourceFile;
import promc.source.Span;

/// What a process has at a path of its file system that is not its image's. `source` is a folder of the host, the name of a volume, claim, ConfigMap or Secret, or empty; `target` the path. `span` is where
/// `file` says it. `place` is where in the estate the files lie that are seen there, if they may be in sight: a path, counted as those of [EstateFile], or what [EstatePaths#inside] makes.
/// `bytes` is how much fits in, where a file tells it.
public record Mount(Kind kind, String source, String target, boolean readOnly, SourceFile file, Span span, Optional<String> place, OptionalLong bytes) {
    /// Where the data is.
    public enum Kind {
        /// A folder or file of the host.
        BIND,
        /// A volume with a name, or a claim to one: it outlives the container.
        VOLUME,
        /// A volume without a name, which is left behind with the container.
        ANONYMOUS,
        /// Memory.
        TMPFS,
        /// A folder that lives as long as the pod (`emptyDir`, `ephemeral`).
        EPHEMERAL,
        /// Files of a ConfigMap, a Secret or the like: nothing can be written there.
        FILES,
        /// What no file in sight tells, such as a volume of a kind that promc does not know.
        UNTOLD
    }

    /// True if the path is the mount's or lies below it. Both are absolute.
    public boolean holds(String path) {
        String above = withoutSlash(target);
        return path.equals(above) || path.startsWith(above + "/");
    }

    /// Where a file of the estate is seen through the mount: by the path of a process. Empty if it is not.
    public Optional<String> shows(SourceFile shown) {
        String path = shown.path();
        return place.filter(folder -> folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/")).map(folder -> folder() + (folder.isEmpty() ? "/" + path : path.substring(folder.length())));
    }

    /// The target without a slash at its end.
    String folder() {
        return withoutSlash(target);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
