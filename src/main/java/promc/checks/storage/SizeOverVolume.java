package promc.checks.storage;

import java.util.OptionalLong;
import promc.analysis.Amounts;
import promc.analysis.Capacity;
import promc.analysis.Retention;
import promc.analysis.StoringServer;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;

/// A limit of size that the volume does not hold: the disk is full before the limit deletes anything.
public final class SizeOverVolume implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/size-over-volume", Severity.WARNING, "More data is to be kept than the volume holds");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            StoringServer server = capacity.server();
            OptionalLong volume = capacity.volume();
            if (volume.isPresent() && !(capacity.retention().percentage() instanceof Retention.Limit.Set)) {
                capacity.retention().size().value().filter(size -> size.value() > volume.getAsLong()).ifPresent(size -> report(server, size, volume.getAsLong(), context));
            }
        }
    }

    private static void report(StoringServer server, Told<Long> size, long volume, Context context) {
        Mount mount = server.volume().orElseThrow();
        Draft draft = context.report(size.why().elsewhere().orElseThrow(), size.why().place(), "blocks may grow to " + Amounts.bytes(size.value()) + " on a volume of " + Amounts.bytes(volume)
                + ": the disk is full, and Prometheus stops, before anything is deleted");
        draft.note(mount.file(), mount.span(), "the data lies on this volume");
        if (!server.isRetentionTold()) {
            draft.likely();
        }
    }
}
