package promc.checks.compose;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.model.Mount;

/// A node_exporter that sees nothing of the host: none of the host's `/`, `/proc` or `/sys` is mounted, or its command line does not say where. The kernel tells any process of the processors and memory of the host; file systems, networks,
/// mounts and the process table are those of the container (README of node_exporter).
public final class ExporterInContainer implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("compose/exporter-in-container", Severity.WARNING, "A node_exporter measures the file systems and networks of its own container, not the host's");

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
                    + "set `pid: host` and `network_mode: host`, and say `--path.rootfs=/host`");
        } else if (root.get().source().equals("/") && !service.commandText().contains("--path.") && !service.commandText().contains("$")) {
            context.report(root.get().file(), root.get().span(), "nothing says that this is the root directory of the host: without `--path.rootfs=" + root.get().target()
                    + "` node_exporter measures the file systems of its own container");
        }
    }
}
