package promc.checks.thanos;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;
import promc.model.ObjectStore;
import promc.model.ObjectStore.Provider;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.ThanosStack;
import promc.source.Span;

/// A store of type FILESYSTEM whose folder lies inside the container: what is uploaded goes with the container, and no other component sees it.
public final class BucketWithoutVolume implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/bucket-without-volume", Severity.ERROR, "The folder that stands for an object store lies on no volume").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        Set<Span> told = new HashSet<>();
        for (ServerProcess process : stack.components()) {
            Optional<ObjectStore> store = stack.store(process).filter(known -> known.provider().filter(provider -> provider == Provider.FILESYSTEM).isPresent());
            Optional<String> folder = store.flatMap(known -> known.known("directory")).filter(path -> path.startsWith("/"));
            boolean container = process.origin() instanceof Origin.Compose || process.origin() instanceof Origin.Pod;
            if (folder.isEmpty() || !container || !process.told() || process.mounts().stream().anyMatch(mount -> mount.target().contains("$"))) {
                continue;
            }
            Optional<Mount> mount = process.mountOf(folder.get());
            if (mount.filter(known -> known.kind() != Mount.Kind.ANONYMOUS && known.kind() != Mount.Kind.TMPFS && known.kind() != Mount.Kind.EPHEMERAL).isEmpty() && told.add(process.place())) {
                boolean uploads = process.runs("thanos sidecar") || process.runs("thanos receive") || process.runs("thanos rule");
                context.report(process.file(), mount.map(Mount::span).orElse(process.place()), "no volume holds `" + folder.get() + "`, where " + process.what() + (uploads ? " puts its blocks: they go with the container, and"
                                + " no store gateway or compactor sees them" : " looks for blocks: nothing that others upload is ever seen there"))
                        .note(store.get().text().file(), store.get().setting("directory").orElseThrow().span(), "the object store is a folder inside the container")
                        .fix(SharedBucket.mount(stack, process, store.get(), folder.get()));
            }
        }
    }
}
