package promc.checks.storage;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Mount;
import promc.model.Image;
import promc.model.ServerFlags;

/// A Prometheus whose data directory lies on no named volume or bind mount. The image declares an anonymous volume for `/prometheus`, which `docker compose down`, `rm` and a
/// renewed anonymous volume leave behind: the history is gone.
public final class NoVolume implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/no-volume", Severity.WARNING, "A Prometheus keeps its data on no volume, so it is gone after `docker compose down`");
    private static final String WORKDIR = "/prometheus";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        Optional<ServerFlags> server = service.flags().filter(flags -> flags.component().equals("prometheus"));
        boolean inherits = service.node().get("extends").isPresent() || service.node().get("volumes_from").isPresent()
                || service.mounts().stream().anyMatch(mount -> mount.target().contains("$"));
        if (server.isEmpty() || inherits || server.get().flag("agent").isPresent()) {
            return;
        }
        Optional<String> path = dataPath(server.get(), service.image());
        if (path.isEmpty() || service.mounts().stream().anyMatch(mount -> keeps(mount, path.get()))) {
            return;
        }
        Optional<Mount> lost = service.mounts().stream().filter(mount -> covers(mount, path.get())).findFirst();
        context.report(context.file(), lost.map(Mount::span).orElse(service.nameSpan()), lost.isPresent()
                ? "the data in `" + path.get() + "` lies on " + (lost.get().kind() == Mount.Kind.TMPFS ? "a tmpfs" : "an anonymous volume") + ": after `docker compose down` it is gone"
                : "no volume holds `" + path.get() + "`: after `docker compose down` the data is gone; mount a named volume there");
    }

    /// Where the blocks go; empty if the command line does not tell. A `command` that does not set the path leaves `data/` under the working directory.
    private static Optional<String> dataPath(ServerFlags flags, Optional<Image> image) {
        Optional<ServerFlags.Flag> flag = flags.flag("storage.tsdb.path");
        if (flag.isPresent()) {
            return flags.value("storage.tsdb.path").map(path -> path.startsWith("/") ? path : WORKDIR + "/" + path.replaceFirst("^\\./", ""));
        }
        boolean official = image.filter(Image::isOfficialPrometheus).isPresent();
        return official ? Optional.of(flags.complete() ? WORKDIR + "/data" : WORKDIR) : Optional.empty();
    }

    private static boolean keeps(Mount mount, String path) {
        return (mount.kind() == Mount.Kind.VOLUME || mount.kind() == Mount.Kind.BIND) && covers(mount, path);
    }

    private static boolean covers(Mount mount, String path) {
        String target = mount.target().replaceFirst("/+$", "");
        return path.equals(target) || path.replaceFirst("/+$", "").equals(target) || path.startsWith(target + "/");
    }
}
