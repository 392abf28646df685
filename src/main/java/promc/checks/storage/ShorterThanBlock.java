package promc.checks.storage;

import java.util.Optional;
import java.util.OptionalLong;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.promql.PromDuration;

/// A retention that is no longer than a block. Prometheus deletes whole blocks, and a block once the newest one ends as much later as the retention says (`tsdb/db.go`, BeyondTimeRetention):
/// then one block is left, whatever less than its length is asked for.
public final class ShorterThanBlock implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/shorter-than-block", Severity.WARNING, "Data is to be kept no longer than a block spans, so one block is all that is ever kept");
    private static final String RETENTION = "storage.tsdb.retention.time";
    private static final String BLOCK = "storage.tsdb.min-block-duration";
    /// Prometheus' own, in milliseconds: two hours.
    private static final long DEFAULT_BLOCK = 7_200_000;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (!flags.component().equals("prometheus")) {
            return;
        }
        OptionalLong retention = millis(flags, RETENTION);
        OptionalLong block = flags.flag(BLOCK).isPresent() ? millis(flags, BLOCK) : OptionalLong.of(DEFAULT_BLOCK);
        if (retention.isEmpty() || block.isEmpty() || retention.getAsLong() == 0 || retention.getAsLong() > block.getAsLong()) {
            return;
        }
        Flag flag = flags.flag(RETENTION).orElseThrow();
        String span = PromDuration.format(block.getAsLong());
        var draft = context.report(flag.text().file(), flag.span(), "a block spans " + span + ", and only the newest is kept: a query beyond it finds nothing, and a sidecar that cannot upload for "
                + span + " has lost a block");
        flags.flag(BLOCK).ifPresent(set -> draft.note(set.text().file(), set.span(), "the length of a block is set here"));
    }

    private static OptionalLong millis(ServerFlags flags, String name) {
        Optional<String> value = flags.value(name);
        return value.isPresent() ? PromDuration.parseMillis(value.get()) : OptionalLong.empty();
    }
}
