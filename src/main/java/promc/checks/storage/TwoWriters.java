package promc.checks.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;
import promc.model.Mount.Kind;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.Workload;

/// Two processes on one data folder: the second does not get the lock and ends, or, where locks do not reach across nodes, both write. So are several pods of a Deployment that has one claim, and the old and
/// the new pod during a rollout.
public final class TwoWriters implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/two-writers", Severity.WARNING, "Two servers are given the same data folder");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        Map<String, Mount> services = new HashMap<>();
        for (ServerProcess process : estate.processes()) {
            if (!StoresData.is(process)) {
                continue;
            }
            Optional<String> path = process.dataPath();
            Optional<Mount> mount = path.flatMap(process::mountOf).filter(on -> !on.source().isEmpty() && !on.source().contains("$"));
            if (mount.isEmpty()) {
                continue;
            }
            switch (process.origin()) {
                // Services of profiles may never run together.
                case Origin.Compose(var ignored, var known) when StoresData.isKept(mount.get()) && known.node().get("profiles").isEmpty() -> service(process, path.get(), mount.get(), services, context);
                case Origin.Pod(Workload workload, var ignored) when workload.kind().equals("Deployment") && process.told() && mount.get().kind() == Kind.VOLUME -> pods(workload, mount.get(), context);
                default -> { }
            }
        }
    }

    private static void service(ServerProcess process, String path, Mount mount, Map<String, Mount> services, Context context) {
        String inside = path.substring(Math.min(path.length(), mount.target().replaceFirst("/+$", "").length()));
        Mount other = services.putIfAbsent(process.file().path() + "\n" + mount.source() + "\n" + inside, mount);
        if (other != null) {
            Draft draft = context.report(mount.file(), mount.span(), "another server keeps its data in the same place of `" + mount.source() + "`: the second to start does not get the lock and ends");
            draft.note(other.file(), other.span(), "it is mounted here too");
        }
    }

    private static void pods(Workload workload, Mount mount, Context context) {
        int replicas = workload.replicas().orElse(1);
        if (replicas > 1) {
            context.report(mount.file(), mount.span(), replicas + " pods share the claim `" + mount.source() + "`: only one of them gets the lock, or can mount it at all; a StatefulSet gives each its own");
        } else if (workload.overlaps()) {
            context.report(mount.file(), mount.span(), "a rollout starts the new pod before the old one ends, and both use the claim `" + mount.source()
                    + "`: the new one waits for the volume or its lock, and the rollout for the new one; `strategy: {type: Recreate}` ends the old one first");
        }
    }
}
