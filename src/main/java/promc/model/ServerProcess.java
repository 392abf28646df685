package promc.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import promc.source.SourceFile;
import promc.source.Span;

/// One process of the estate whose command line promc reads: a Prometheus, a component of Thanos, an Alertmanager, wherever it is kept. `flags` are its command line, with its program, its image and the
/// place where it is named. `mounts` are what it sees of the world, in the order of the file. `told` is false if more may be set where promc does not look, so that nothing can be said of what is missing.
public record ServerProcess(String name, Origin origin, ServerFlags flags, List<Mount> mounts, boolean told) {
    /// Who starts it.
    public sealed interface Origin {
        /// A service of a compose file.
        record Compose(ComposeFile file, ComposeService service) implements Origin {}

        /// A container of a pod, which a Kubernetes object makes.
        record Pod(Workload workload, Workload.Container container) implements Origin {}

        /// A unit of systemd, with the settings of its drop-ins behind its own.
        record Unit(UnitFile unit) implements Origin {}

        /// A chart, with these values.
        record Chart(HelmValues values) implements Origin {}

        /// prometheus-operator, for an object of its own. `written` has of the command line only what the object says as flags (`additionalArgs`).
        record Operator(OperatorObject object, ServerFlags written) implements Origin {}

        /// The package of a distribution, whose unit is not in sight, with the flags that this file gives it.
        record Settings(EnvironmentFile file) implements Origin {}
    }

    public ServerProcess {
        mounts = List.copyOf(mounts);
    }

    /// The file that names it.
    public SourceFile file() {
        return flags.file().file();
    }

    /// What to underline for something that it lacks; in [#file].
    public Span place() {
        return flags.place();
    }

    public Optional<Image> image() {
        return flags.image();
    }

    /// The version in the tag of the image, if it is one that the Prometheus project publishes.
    public Optional<Version> prometheusVersion() {
        return image().filter(Image::isOfficialPrometheus).flatMap(Image::version);
    }

    /// True for `prometheus`, `thanos sidecar` and so on.
    public boolean runs(String component) {
        return flags.component().equals(component);
    }

    /// How a sentence names it: ``the service `prometheus` ``.
    public String what() {
        return switch (origin) {
            case Origin.Compose ignored -> "the service `" + name + "`";
            case Origin.Pod(Workload workload, var container) -> "the container `" + container.name() + "` of the " + workload.kind() + " `" + workload.name() + "`";
            case Origin.Unit(UnitFile unit) -> "the unit `" + unit.unit() + "`";
            case Origin.Chart ignored -> "the server of this chart";
            case Origin.Operator(OperatorObject object, var ignored) -> (runs("thanos sidecar") ? "the sidecar of " : "") + object.what();
            case Origin.Settings ignored -> "the service `" + name + "` of this host";
        };
    }

    /// What of its command line somebody wrote as flags: all of it, but where an operator makes it of other settings.
    public ServerFlags written() {
        return origin instanceof Origin.Operator(var ignored, ServerFlags written) ? written : flags;
    }

    /// The service of a compose file that it is.
    public Optional<Origin.Compose> compose() {
        return origin instanceof Origin.Compose compose ? Optional.of(compose) : Optional.empty();
    }

    /// The mount that a path, absolute, lies on: of those that hold it, the deepest.
    public Optional<Mount> mountOf(String path) {
        return mounts.stream().filter(mount -> mount.holds(path)).max(Comparator.comparingInt(mount -> mount.folder().length()));
    }

    /// Where Prometheus keeps its blocks (`--storage.tsdb.path`), absolute; empty if its command line does not tell. One that the flag is missing from writes to `data/` below the folder it is
    /// started in, which is `/prometheus` in the project's image, and with no command line of its own that image sets the flag to that folder itself.
    public Optional<String> dataPath() {
        if (origin instanceof Origin.Chart) {
            return Optional.of(mounts.getFirst().target());
        }
        boolean official = image().filter(Image::isOfficialPrometheus).isPresent();
        if (flags.flag("storage.tsdb.path").isPresent()) {
            return flags.value("storage.tsdb.path").filter(path -> path.startsWith("/") || official).map(path -> EstatePaths.resolve(Image.PROMETHEUS_FOLDER, path));
        }
        return !official || flags.open() ? Optional.empty() : Optional.of(flags.complete() ? Image.PROMETHEUS_FOLDER + "/data" : Image.PROMETHEUS_FOLDER);
    }
}
