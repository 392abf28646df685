package promc.checks.storage;

import java.util.Locale;
import java.util.OptionalLong;
import promc.analysis.Amounts;
import promc.analysis.Capacity;
import promc.analysis.Retention;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;

/// A limit of size close to what the volume holds. Only blocks can be deleted, and only after new ones are written: the log, the chunks of the head and blocks that are made into a larger one need room
/// besides; Prometheus' own advice is to use 80 to 85 percent at most (`docs/storage.md`).
public final class SizeWithoutHeadroom implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("storage/size-without-headroom", Severity.WARNING, "Data may fill the volume up to where compaction has no room");
    static final double MOST = 85;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            if (capacity.retention().percentage() instanceof Retention.Limit.Set<Double>(Told<Double> share)) {
                if (share.value() > MOST && share.value() <= 100) {
                    report(share, share.value(), "of the file system", context);
                }
                continue;
            }
            OptionalLong volume = capacity.volume();
            if (volume.orElse(0) > 0) {
                capacity.retention().size().value().filter(size -> size.value() <= volume.getAsLong() && size.value() > volume.getAsLong() * MOST / 100).ifPresent(size -> {
                    Mount mount = capacity.server().volume().orElseThrow();
                    report(size, 100.0 * size.value() / volume.getAsLong(), "of a volume of " + Amounts.bytes(volume.getAsLong()), context)
                            .note(mount.file(), mount.span(), "the data lies on this volume");
                });
            }
        }
    }

    private static Draft report(Told<?> limit, double percent, String what, Context context) {
        return context.report(limit.why().elsewhere().orElseThrow(), limit.why().place(), "blocks may take " + String.format(Locale.ROOT, "%.0f", percent) + " % " + what
                + ": compaction writes a new block before it deletes the old ones, and needs room; 80 to 85 % is advised");
    }
}
