package promc.checks.storage;

import java.time.Duration;
import java.util.Optional;
import promc.analysis.Amounts;
import promc.analysis.Capacity.Limit;
import promc.analysis.Capacity.Stop;
import promc.analysis.Capacity;
import promc.analysis.Range;
import promc.analysis.Retention;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Mount;

/// Samples are kept for a time that the volume does not last for, and no size stops them before: the disk will be full. Rests on a number of series that the user's inventory or expositions tell.
public final class TimeOverVolume implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("storage/time-over-volume", Severity.WARNING, "The volume is full before the limit of time deletes anything");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            Optional<Stop> time = capacity.stop(Limit.TIME);
            boolean sized = !(capacity.retention().size() instanceof Retention.Limit.None) || !(capacity.retention().percentage() instanceof Retention.Limit.None);
            if (time.isEmpty() || sized || capacity.volume().isEmpty() || !capacity.series().isTold()) {
                continue;
            }
            Optional<Range> need = capacity.disk(time.get().seconds().likely());
            if (need.filter(disk -> disk.low() > capacity.volume().getAsLong()).isPresent()) {
                report(capacity, need.get(), context);
            }
        }
    }

    private static void report(Capacity capacity, Range need, Context context) {
        Told<Duration> time = capacity.retention().time().value().orElseThrow();
        Mount mount = capacity.server().volume().orElseThrow();
        Range full = capacity.stop(Limit.VOLUME).orElseThrow().seconds();
        Draft draft = context.report(mount.file(), mount.span(), "this volume of " + Amounts.bytes(capacity.volume().getAsLong()) + " is full after about " + Amounts.duration(full.likely()) + ": "
                + ServerSettings.words(time.value()) + " of this server's samples take " + Amounts.range(need, Amounts::bytes) + ", and no limit of size stops them");
        draft.note(time);
        Notes.samples(draft, capacity);
    }
}
