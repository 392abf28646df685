package promc.checks.thanos;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;

/// A sidecar whose `--tsdb.path` is not the folder of its Prometheus: it lies on another volume, or on none. The sidecar then finds no blocks to upload (`WAL dir is not accessible`).
public final class TsdbPathNotShared implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/tsdb-path-not-shared", Severity.ERROR, "A sidecar looks for blocks in another folder than the one that its Prometheus writes to");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Pairing pairing : estate.thanos().pairings()) {
            Optional<String> theirs = pairing.prometheus().dataPath();
            Optional<String> own = pairing.sidecar().flags().value("tsdb.path").filter(path -> path.startsWith("/")).map(path -> path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
            if (pairing.uploads() && theirs.isPresent() && own.isPresent() && isTold(pairing.sidecar()) && isTold(pairing.prometheus()) && ThanosStack.together(pairing.sidecar(), pairing.prometheus())) {
                check(pairing, own.get(), theirs.get(), context);
            }
        }
    }

    private static boolean isTold(ServerProcess process) {
        return process.told() && (process.compose().isEmpty() || process.compose().get().service().node().get("volumes_from").isEmpty())
                && process.mounts().stream().noneMatch(mount -> mount.target().contains("$") || mount.kind() == Mount.Kind.UNTOLD);
    }

    private static void check(Pairing pairing, String own, String theirs, Context context) {
        ServerProcess sidecar = pairing.sidecar();
        Optional<Mount> here = sidecar.mountOf(own);
        Optional<Mount> there = pairing.prometheus().mountOf(theirs);
        boolean same = here.isPresent() && there.isPresent() && here.get().kind() == there.get().kind() && here.get().source().equals(there.get().source())
                && (pairing.sidecar().compose().isEmpty() || below(here.get(), own).equals(below(there.get(), theirs)));
        if (same || here.filter(mount -> there.isPresent() && mount.kind() == Mount.Kind.BIND && there.get().kind() == Mount.Kind.BIND && mayBeOne(mount, own, there.get(), theirs)).isPresent()) {
            return;
        }
        String why = here.isEmpty() ? "no volume holds `" + own + "`, so that it is empty" : there.isEmpty() ? "`" + theirs + "`, where Prometheus writes, lies on no volume"
                : "`" + own + "` lies on " + words(here.get(), own) + ", and Prometheus writes to " + words(there.get(), theirs);
        Draft draft = context.report(sidecar.file(), ThanosStack.place(sidecar, "tsdb.path"), "the sidecar finds no blocks: " + why);
        there.ifPresentOrElse(mount -> draft.note(mount.file(), mount.span(), pairing.prometheus().what() + " keeps its blocks here"),
                () -> draft.note(pairing.prometheus().file(), pairing.prometheus().place(), "the Prometheus of this sidecar"));
    }

    /// Folders of the host, one of which is mounted as a part of the other.
    private static boolean mayBeOne(Mount here, String own, Mount there, String theirs) {
        return here.source().contains("$") || there.source().contains("$") || (here.place().orElse(here.source()) + below(here, own)).equals(there.place().orElse(there.source()) + below(there, theirs));
    }

    private static String below(Mount mount, String path) {
        String target = mount.target().endsWith("/") ? mount.target().substring(0, mount.target().length() - 1) : mount.target();
        return path.length() > target.length() ? path.substring(target.length()) : "";
    }

    private static String words(Mount mount, String path) {
        String rest = below(mount, path);
        String inside = rest.isEmpty() ? "" : "`" + rest.substring(1) + "` in ";
        return inside + switch (mount.kind()) {
            case BIND -> "the folder `" + mount.source() + "` of the host";
            case VOLUME, EPHEMERAL -> "the volume `" + mount.source() + "`";
            case ANONYMOUS -> "a volume without a name";
            case TMPFS -> "memory of its own";
            default -> "files";
        };
    }
}
