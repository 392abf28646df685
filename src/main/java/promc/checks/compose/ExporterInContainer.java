package promc.checks.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.ComposeEdits;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.model.Mount;
import promc.model.ServerProcess.Origin.Compose;

/// A node_exporter that sees nothing of the host: none of the host's `/`, `/proc` or `/sys` is mounted, or its command line does not say where. The kernel tells any process of the processors and memory of the host; file systems, networks,
/// mounts and the process table are those of the container (README of node_exporter).
public final class ExporterInContainer implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("compose/exporter-in-container", Severity.WARNING, "A node_exporter measures the file systems and networks of its own container, not the host's").fixable(Applicability.UNSAFE);
    private static final String ROOT = "/host";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        if (MonitoringProgram.of(service).filter(program -> program == MonitoringProgram.NODE_EXPORTER).isEmpty() || !service.told() || service.node().get("entrypoint").isPresent()
                || service.commandText().contains("$(") || service.commandText().contains("collector.disable-defaults")) {
            return;
        }
        Optional<Mount> root = service.mounts().stream().filter(mount -> mount.source().equals("/") || mount.source().equals("/proc") || mount.source().startsWith("/proc/") || mount.source().equals("/sys")
                || mount.source().startsWith("$")).findFirst();
        if (root.isEmpty()) {
            context.report(service.file(), service.nameSpan(), "without the host's root directory this node_exporter measures the file systems and networks of its own container; mount `/:/host:ro,rslave`, "
                    + "set `pid: host` and `network_mode: host`, and say `--path.rootfs=/host`").fix(ofHost(new Compose(file, service)));
        } else if (root.get().source().equals("/") && !service.commandText().contains("--path.") && !service.commandText().contains("$")) {
            context.report(root.get().file(), root.get().span(), "nothing says that this is the root directory of the host: without `--path.rootfs=" + root.get().target()
                    + "` node_exporter measures the file systems of its own container")
                    .fix(rootAt(new Compose(file, service), root.get().target()).map(edit -> new Fix("Say it", Applicability.UNSAFE, List.of(edit))));
        }
    }

    /// All but the network: others reach the container by its name, which one in the network of the host does not have.
    private static Optional<Fix> ofHost(Compose compose) {
        Optional<TextEdit> mount = ComposeEdits.mount(compose, "/:" + ROOT + ":ro,rslave");
        Optional<TextEdit> flag = rootAt(compose, ROOT);
        if (mount.isEmpty() || flag.isEmpty()) {
            return Optional.empty();
        }
        List<TextEdit> edits = new ArrayList<>(List.of(mount.get(), flag.get()));
        if (compose.service().node().get("pid").isEmpty()) {
            ComposeEdits.key(compose, "pid: host", List.of()).ifPresent(edits::add);
        }
        return Optional.of(new Fix("Show it the host's root directory and processes, though not its network", Applicability.UNSAFE, edits));
    }

    private static Optional<TextEdit> rootAt(Compose compose, String root) {
        return ComposeEdits.item(compose, "command", "--path.rootfs=" + root);
    }
}
