package promc.checks.storage;

import java.util.Optional;
import promc.analysis.Amounts;
import promc.analysis.Capacity;
import promc.analysis.Range;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.MemoryLimit;

/// A limit of memory below the least that the head of so many series takes. Rests on a number of series that the user's inventory or expositions tell.
public final class MemoryOverLimit implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("storage/memory-over-limit", Severity.WARNING, "The series of a server need more memory than its process may have");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            Optional<MemoryLimit> limit = capacity.memoryLimit();
            Optional<Range> need = capacity.memory();
            if (limit.isPresent() && need.isPresent() && capacity.series().isTold() && need.get().low() > limit.get().bytes()) {
                Draft draft = context.report(limit.get().file(), limit.get().span(), "the head takes about " + Amounts.range(need.get(), Amounts::bytes) + " (3 to 8 KiB for each series), and the process is "
                        + (limit.get().kills() ? "killed at " + Amounts.bytes(limit.get().bytes()) + ": it will start, read its log and be killed again"
                        : "slowed down above " + Amounts.bytes(limit.get().bytes()) + ", with its memory taken away as fast as it asks for more"));
                Notes.series(draft, capacity);
            }
        }
    }
}
