package promc.checks.storage;

import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;
import promc.model.Mount.Kind;
import promc.model.Server;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.Workload;
import promc.model.Workload.Container;

/// A Prometheus in a pod whose blocks lie on what ends with the pod, or with the container. Where the samples leave for another place as well, less is lost, and the finding is for information.
public final class EphemeralVolume implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/ephemeral-volume", Severity.WARNING, "A Prometheus keeps its data where it ends with the pod");
    /// Of these a pod that ends is meant to.
    private static final Set<String> SHORT_LIVED = Set.of("Job", "CronJob");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (ServerProcess process : estate.processes()) {
            boolean inPod = process.origin() instanceof Origin.Pod(Workload workload, var ignored) && !SHORT_LIVED.contains(workload.kind()) || process.origin() instanceof Origin.Chart;
            if (inPod && process.told() && StoresData.is(process)) {
                process.dataPath().ifPresent(path -> check(process, path, estate, context));
            }
        }
    }

    private static void check(ServerProcess process, String path, Estate estate, Context context) {
        Optional<Mount> on = process.mountOf(path);
        Draft draft;
        if (on.isEmpty()) {
            draft = context.report(process.file(), process.place(), "no volume is mounted at `" + path + "`: the data is gone when the container starts anew");
        } else if (on.get().kind() == Kind.EPHEMERAL || on.get().kind() == Kind.TMPFS) {
            String what = on.get().kind() == Kind.TMPFS ? "in memory" : process.origin() instanceof Origin.Chart ? "on an `emptyDir`, as no volume is asked for" : "on a volume that ends with the pod";
            draft = context.report(on.get().file(), on.get().span(), "the data in `" + path + "` lies " + what + ": it is gone on each rollout, and whenever a node is drained");
        } else {
            return;
        }
        if (leaves(process, estate)) {
            draft.severity(Severity.INFO);
        }
    }

    /// True if a sidecar uploads the blocks, or the server sends on what it scrapes.
    private static boolean leaves(ServerProcess process, Estate estate) {
        boolean uploads = process.origin() instanceof Origin.Pod(Workload workload, var ignored) && workload.containers().stream().map(Container::flags).flatMap(Optional::stream)
                .anyMatch(flags -> flags.component().equals("thanos sidecar"));
        return uploads || estate.servers().stream().anyMatch(server -> server.runs().map(Server.Run::process).filter(own -> own == process).isPresent() && !server.config().remoteWrites().isEmpty());
    }
}
