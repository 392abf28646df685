package promc.checks.thanos;

import java.util.Optional;
import java.util.OptionalLong;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.promql.PromDuration;

/// Retentions that are over before the next resolution is made: 5m blocks are made of raw ones that span 40 hours, 1h blocks of 5m ones that span 10 days. The compactor refuses to start (`cmd/thanos/compact.go`).
public final class RetentionBelowDownsampling implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/retention-below-downsampling", Severity.ERROR, "Data is to be dropped before it can be downsampled, and the compactor refuses to start");
    private static final long HOUR = 3_600_000;
    private static final long FIVE_MINUTES_FROM = 40 * HOUR;
    private static final long HOUR_FROM = 240 * HOUR;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (flags.component().equals("thanos compact") && !flags.open() && flags.flag("downsampling.disable").isEmpty()) {
            check(flags, Resolutions.RAW, FIVE_MINUTES_FROM, "blocks of 5m resolution are made of raw blocks that span 40 hours", context);
            check(flags, Resolutions.FIVE, HOUR_FROM, "blocks of 1h resolution are made of 5m blocks that span 10 days", context);
        }
    }

    private static void check(ServerFlags flags, String name, long least, String why, Context context) {
        Optional<Flag> flag = flags.flag(name);
        OptionalLong millis = flags.value(name).map(PromDuration::parseMillis).orElse(OptionalLong.empty());
        if (flag.isPresent() && millis.isPresent() && millis.getAsLong() > 0 && millis.getAsLong() < least) {
            context.report(flag.get().text().file(), flag.get().span(), why + ": with " + flags.value(name).orElseThrow() + " the compactor refuses to start; keep at least "
                    + (least == HOUR_FROM ? "10d" : "40h") + ", or switch downsampling off");
        }
    }
}
