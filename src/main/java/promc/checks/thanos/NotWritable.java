package promc.checks.thanos;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;

/// Folders that a process of Thanos, or the Prometheus of a sidecar, has to write to and cannot: mounts that are read-only, folders of the host that Docker makes as root, and the folder of a Prometheus that runs as
/// another user than the sidecar beside it, which makes `thanos/upload` there and its own notes.
public final class NotWritable implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/not-writable", Severity.ERROR, "A process of Thanos, or the Prometheus of a sidecar, cannot write to its folder");

    private record Written(ServerProcess process, String path, Mount mount) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        Set<Mount> told = new HashSet<>();
        for (Pairing pairing : stack.pairings()) {
            Optional<Written> blocks = pairing.prometheus().dataPath().flatMap(path -> written(pairing.prometheus(), path));
            blocks.filter(found -> told.add(found.mount())).ifPresent(found -> check(found, estate, context));
            Optional<Written> shared = pairing.uploads() ? path(pairing.sidecar(), "tsdb.path").flatMap(path -> written(pairing.sidecar(), path)) : Optional.empty();
            if (shared.isPresent() && !readOnly(shared.get(), context)) {
                users(pairing, shared.get(), context);
            }
        }
        for (String component : List.of("store", "compact", "receive", "rule")) {
            for (ServerProcess process : stack.components(component)) {
                path(process, component.equals("receive") ? "tsdb.path" : "data-dir").flatMap(path -> written(process, path)).filter(found -> told.add(found.mount()))
                        .ifPresent(found -> check(found, estate, context));
            }
        }
    }

    private static Optional<Written> written(ServerProcess process, String path) {
        return process.mountOf(path).map(mount -> new Written(process, path, mount));
    }

    private static Optional<String> path(ServerProcess process, String flag) {
        return process.flags().value(flag).filter(path -> path.startsWith("/"));
    }

    private static void check(Written written, Estate estate, Context context) {
        if (!readOnly(written, context)) {
            madeByRoot(written, estate, context);
        }
    }

    private static boolean readOnly(Written written, Context context) {
        boolean closed = written.mount().readOnly();
        if (closed) {
            context.report(written.mount().file(), written.mount().span(), written.process().what() + " writes to `" + written.path() + "`, which is mounted read-only");
        }
        return closed;
    }

    /// What is not in the repository is made when it is first mounted, and then it is root's.
    private static void madeByRoot(Written written, Estate estate, Context context) {
        Mount mount = written.mount();
        Optional<String> user = Users.of(written.process());
        Optional<String> place = mount.place();
        if (mount.kind() != Mount.Kind.BIND || user.isEmpty() || Users.isRoot(user.get()) || place.isEmpty() || !mount.source().startsWith(".") || mount.source().contains("$")
                || isThere(place.get(), estate) || isPrepared(written, mount.source())) {
            return;
        }
        context.report(mount.file(), mount.span(), "Docker makes the folder `" + mount.source() + "` for root, and " + written.process().what() + " runs as user " + user.get() + ", who cannot write there: use a named volume,"
                + " or make the folder first and give it to that user").likely();
    }

    private static boolean isThere(String place, Estate estate) {
        return estate.files().stream().anyMatch(file -> file.source().path().startsWith(place + "/"));
    }

    /// True if another service mounts the same folder, which may be there to give it away; components of Thanos are not.
    private static boolean isPrepared(Written written, String source) {
        return written.process().compose().filter(compose -> compose.file().services().stream().filter(service -> service.flags().isEmpty()).flatMap(service -> service.mounts().stream())
                .anyMatch(mount -> mount.source().equals(source))).isPresent();
    }

    private static void users(Pairing pairing, Written shared, Context context) {
        Optional<String> own = Users.of(pairing.sidecar());
        Optional<String> other = Users.of(pairing.prometheus());
        boolean data = shared.mount().kind() == Mount.Kind.BIND || shared.mount().kind() == Mount.Kind.VOLUME;
        if (data && own.isPresent() && other.isPresent() && !Users.isRoot(own.get()) && !own.equals(other) && !isPrepared(shared, shared.mount().source())) {
            context.report(shared.mount().file(), shared.mount().span(), pairing.sidecar().what() + " runs as user " + own.get() + " and cannot write to the folder of " + pairing.prometheus().what()
                            + ", which user " + other.get() + " owns; it makes links to the blocks there before it uploads them: let both run as the same `user`").likely()
                    .note(pairing.prometheus().file(), pairing.prometheus().place(), "the Prometheus of this sidecar");
        }
    }
}
