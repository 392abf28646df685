package promc.checks.storage;

import promc.analysis.Capacity;
import promc.analysis.Retention;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.analysis.StoringServer;

/// A server whose retention nobody chose: 15 days, however large they become. Off by default, since those are often just right.
public final class NoRetention implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/no-retention", Severity.WARNING, "Neither flags nor the configuration say how long samples are kept").offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            StoringServer server = capacity.server();
            boolean written = server.flags().filter(flags -> flags.flag(Retention.TIME_FLAG).isPresent()).isPresent();
            if (capacity.retention().source() == Retention.Source.UNSET && !written && server.isRetentionTold()) {
                context.report(server.file(), server.place(), "nothing says how long samples are kept: they are for 15d, the default, and no size limits them");
            }
        }
    }
}
