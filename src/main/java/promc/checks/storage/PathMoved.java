package promc.checks.storage;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.ProcessEdits;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Image;
import promc.model.Mount;
import promc.model.ServerFlags;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;

/// A command line that takes the place of the image's own, and with it of `--storage.tsdb.path=/prometheus`: blocks go to `data/` below the folder that Prometheus starts in.
public final class PathMoved implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/path-moved", Severity.INFO, "A command line drops the image's `--storage.tsdb.path`, so the data lies in another folder")
            .fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (ServerProcess process : estate.processes()) {
            if (process.runs("prometheus") && isMoved(process)) {
                report(process, context);
            }
        }
    }

    private static boolean isMoved(ServerProcess process) {
        ServerFlags flags = process.flags();
        boolean ofImage = process.origin() instanceof Origin.Compose || process.origin() instanceof Origin.Pod;
        return ofImage && flags.complete() && !flags.open() && flags.flag("storage.tsdb.path").isEmpty() && flags.flag("agent").isEmpty() && process.image().filter(Image::isOfficialPrometheus).isPresent();
    }

    private static void report(ServerProcess process, Context context) {
        String path = Image.PROMETHEUS_FOLDER + "/data";
        Optional<Mount> on = process.mountOf(path);
        if (on.isPresent()) {
            if (!on.get().holds(Image.PROMETHEUS_FOLDER) || !StoresData.isKept(on.get())) {
                return;
            }
            context.report(process.file(), process.place(), "this command line takes the place of the image's, which sets `--storage.tsdb.path=" + Image.PROMETHEUS_FOLDER + "`: the blocks go to `" + path
                    + "`, where whoever adds the flag later, or a sidecar at `" + Image.PROMETHEUS_FOLDER + "`, finds no history")
                    .fix(ProcessEdits.flags(process, List.of("--storage.tsdb.path=" + path)).map(edit -> new Fix("Say where they go", Applicability.SAFE, List.of(edit))));
            return;
        }
        Optional<Mount> meant = process.mounts().stream().filter(mount -> mount.kind() == Mount.Kind.VOLUME && !mount.readOnly()).findFirst();
        if (meant.isPresent() && process.told()) {
            Draft draft = context.report(process.file(), process.place(), "without `--storage.tsdb.path` the blocks go to `" + path + "`, which lies on no volume; `" + meant.get().target()
                    + "`, where `" + meant.get().source() + "` is mounted, stays empty").severity(Severity.WARNING);
            draft.note(meant.get().file(), meant.get().span(), "the volume that is mounted here");
        }
    }
}
