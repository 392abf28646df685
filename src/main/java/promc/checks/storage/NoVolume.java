package promc.checks.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.ComposeEdits;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Image;
import promc.model.Mount;
import promc.model.ProcessEnvironment;
import promc.model.ServerFlags;
import promc.model.ServerProcess.Origin.Compose;

/// A Prometheus whose data directory lies on no named volume or bind mount. The image declares an anonymous volume for `/prometheus`, which `docker compose down`, `rm` and a
/// renewed anonymous volume leave behind: the history is gone.
public final class NoVolume implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/no-volume", Severity.WARNING, "A Prometheus or a Grafana keeps its data on no volume, so it is gone after `docker compose down`")
            .fixable(Applicability.UNSAFE);
    private static final String WORKDIR = "/prometheus";
    private static final String GRAFANA_DATA = "/var/lib/grafana";
    /// Variables that tell Grafana of another database or folder.
    private static final List<String> GRAFANA_ELSEWHERE = List.of("GF_DATABASE_TYPE", "GF_DATABASE_URL", "GF_DATABASE_HOST", "GF_PATHS_DATA", "GF_PATHS_CONFIG");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        Optional<ServerFlags> server = service.flags().filter(flags -> flags.component().equals("prometheus"));
        if (!service.told() || service.mounts().stream().anyMatch(mount -> mount.target().contains("$"))) {
            return;
        }
        if (server.isPresent() && server.get().flag("agent").isEmpty()) {
            dataPath(server.get(), service.image()).filter(path -> service.mounts().stream().noneMatch(mount -> keeps(mount, path))).ifPresent(path -> report(new Compose(file, service), path, "the data", context));
        } else if (service.image().filter(Image::isOfficialGrafana).isPresent() && service.node().get("build").isEmpty()) {
            grafana(new Compose(file, service), context);
        }
    }

    /// Grafana keeps users, settings and what is not provisioned in a database of its own, unless it is told of another. Where it is provisioned, less is lost.
    private static void grafana(Compose compose, Context context) {
        ComposeService service = compose.service();
        Map<String, Optional<String>> variables = ProcessEnvironment.of(context.estate(), service).variables();
        boolean elsewhere = GRAFANA_ELSEWHERE.stream().anyMatch(variables::containsKey) || service.mounts().stream().anyMatch(mount -> mount.target().equals("/etc/grafana") || mount.target().endsWith("/grafana.ini"));
        // Where everybody may do everything and files say what is shown, nothing is kept.
        elsewhere |= variables.containsKey("GF_AUTH_ANONYMOUS_ENABLED") && service.mounts().stream().anyMatch(mount -> mount.target().startsWith("/etc/grafana"));
        if (!elsewhere && service.mounts().stream().noneMatch(mount -> keeps(mount, GRAFANA_DATA))) {
            boolean provisioned = service.mounts().stream().anyMatch(mount -> mount.target().startsWith("/etc/grafana/provisioning"));
            report(compose, GRAFANA_DATA, provisioned ? "users and their settings" : "dashboards, users and alert rules", context).severity(provisioned ? Severity.INFO : Severity.WARNING);
        }
    }

    private static Draft report(Compose compose, String path, String what, Context context) {
        ComposeService service = compose.service();
        Optional<Mount> lost = service.mounts().stream().filter(mount -> covers(mount, path)).findFirst();
        boolean one = what.equals("the data");
        return lost.isPresent()
                ? context.report(lost.get().file(), lost.get().span(), (one ? "the data" : "what Grafana keeps") + " in `" + path + "` lies on " + (lost.get().kind() == Mount.Kind.TMPFS ? "a tmpfs" : "an anonymous volume")
                        + ": after `docker compose down` it is gone")
                : context.report(service.file(), service.nameSpan(), "no volume holds `" + path + "`: after `docker compose down` " + what + (one ? " is" : " are") + " gone; mount a named volume " + (place(path).equals(path) ? "there" : "at `" + place(path) + "`"))
                        .fix(volume(compose, place(path)));
    }

    /// Docker gives a new volume the owner that its folder has in the image, so it goes where the image has one: Prometheus, who is nobody, could not write to one at `/prometheus/data`.
    private static String place(String path) {
        return path.startsWith(WORKDIR + "/") ? WORKDIR : path;
    }

    /// A volume named after the service. What the container holds now is not moved into it.
    private static Optional<Fix> volume(Compose compose, String path) {
        String name = compose.service().name() + "_data";
        Optional<TextEdit> mount = ComposeEdits.mount(compose, name + ":" + path);
        Optional<TextEdit> declared = ComposeEdits.volume(compose.file(), name, List.of());
        boolean free = !compose.file().declared("volumes").contains(name);
        return free && mount.isPresent() && declared.isPresent() ? Optional.of(new Fix("Mount a volume `" + name + "` there", Applicability.UNSAFE, List.of(mount.get(), declared.get()))) : Optional.empty();
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
