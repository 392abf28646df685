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
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;

/// A limit of size that is met long before the limit of time, so that who reads the time believes in samples that are gone. Rests on a number of series that the user's inventory or expositions tell.
public final class TimeIsFiction implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("storage/time-is-fiction", Severity.WARNING, "The limit of size is met long before that of time")
            .fixable(Applicability.UNSAFE);
    /// What is kept, as a part of the time that is asked for, from which on the time means something.
    private static final double MEANT = 0.5;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            Optional<Stop> time = capacity.stop(Limit.TIME);
            Optional<Stop> size = capacity.stop(Limit.SIZE);
            if (time.isPresent() && size.isPresent() && capacity.series().isTold() && capacity.retention().source() != Retention.Source.DEFAULTS
                    && size.get().seconds().likely() < MEANT * time.get().seconds().likely() && size.get().seconds().high() < time.get().seconds().likely()) {
                report(capacity, size.get(), context);
            }
        }
    }

    private static void report(Capacity capacity, Stop size, Context context) {
        Told<Long> limit = capacity.retention().size().value().orElseThrow();
        Told<Duration> time = capacity.retention().time().value().orElseThrow();
        Range kept = size.seconds();
        Draft draft = context.report(limit.why().elsewhere().orElseThrow(), limit.why().place(), Amounts.bytes(limit.value()) + " hold about " + Amounts.duration(kept.likely()) + " of this server's samples ("
                + Amounts.range(kept, Amounts::duration) + "), not " + ServerSettings.words(time.value()) + ": the size deletes blocks long before the time does");
        double need = capacity.blocks(time.value().toSeconds()).orElseThrow().likely();
        draft.note(time.why().elsewhere().orElseThrow(), time.why().place(), ServerSettings.words(time.value()) + " would take about " + Amounts.bytes(need) + ", at 1.3 bytes for each sample");
        Notes.samples(draft, capacity);
        draft.fix(LargerSize.of(capacity, time.value()));
    }
}
