package promc.checks.storage;

import promc.model.Mount;
import promc.model.Mount.Kind;
import promc.model.ServerProcess;

/// What the checks of this area ask of processes and of what is mounted in them.
final class StoresData {
    private StoresData() {}

    /// True if what is written there outlives the container.
    static boolean isKept(Mount mount) {
        return mount.kind() == Kind.VOLUME || mount.kind() == Kind.BIND;
    }

    /// True for a Prometheus that keeps blocks of its own.
    static boolean is(ServerProcess process) {
        return process.runs("prometheus") && process.flags().flag("agent").isEmpty();
    }
}
