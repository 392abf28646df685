package promc.checks.kubernetes;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;
import promc.model.ServerFlags;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.Workload;

/// A configuration that is mounted with `subPath`, in a pod that is meant to read it anew. The kubelet never updates such a mount, so that a reload finds what was there when the pod started.
public final class SubpathNotUpdated implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("kubernetes/subpath-not-updated", Severity.INFO, "A configuration is mounted with `subPath`, so that no change of it ever arrives");
    private static final List<String> RELOADS = List.of("web.enable-lifecycle", "config.auto-reload");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (ServerProcess process : estate.processes()) {
            if (process.origin() instanceof Origin.Pod(Workload workload, Workload.Container container) && (process.runs("prometheus") || process.runs("alertmanager"))) {
                Optional<Mount> mount = process.flags().value("config.file").filter(path -> path.startsWith("/")).flatMap(process::mountOf).filter(on -> on.kind() == Mount.Kind.FILES && container.hasSubPath(on.target()));
                mount.ifPresent(on -> report(process, workload, on, context));
            }
        }
    }

    private static void report(ServerProcess process, Workload workload, Mount mount, Context context) {
        Optional<ServerFlags.Flag> flag = RELOADS.stream().map(process.flags()::flag).flatMap(Optional::stream).findFirst();
        Optional<Workload.Container> reloader = workload.containers().stream().filter(beside -> beside.image().filter(image -> image.baseName().matches(".*(config|configmap)-?reload(er)?")).isPresent())
                .findFirst();
        if (flag.isEmpty() && reloader.isEmpty()) {
            return;
        }
        Draft draft = context.report(mount.file(), mount.span(), "what is mounted with `subPath` is never updated: a change of `" + mount.source() + "` arrives with the next pod, whatever reloads the configuration; "
                + "mount the folder");
        flag.ifPresent(set -> draft.note(set.text().file(), set.span(), "it is to be read anew while it runs"));
        reloader.filter(beside -> flag.isEmpty()).ifPresent(beside -> draft.note(workload.text().file(), beside.nameSpan(), "it is to be read anew while it runs"));
    }
}
