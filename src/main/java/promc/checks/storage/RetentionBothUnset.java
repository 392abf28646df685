package promc.checks.storage;

import java.util.Optional;
import promc.analysis.Capacity;
import promc.analysis.Retention;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;

/// A retention of zero by flag, which elsewhere stands for no limit. With no size set either Prometheus takes its default of 15 days (`cmd/prometheus/main.go`: if both are zero).
public final class RetentionBothUnset implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/retention-both-unset", Severity.WARNING, "A retention of zero, which counts as not set, so that samples are deleted after 15 days");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Capacity capacity : context.capacities()) {
            Optional<Flag> flag = capacity.server().flags().flatMap(flags -> flags.flag(Retention.TIME_FLAG));
            boolean operated = capacity.server().process().filter(process -> process.origin() instanceof ServerProcess.Origin.Operator).isPresent();
            if (flag.isPresent() && !operated && capacity.retention().source() == Retention.Source.UNSET) {
                Draft draft = context.report(flag.get().text().file(), flag.get().span(), "zero counts as not set, and no size is set either: Prometheus takes its default and deletes samples after 15d");
                if (!capacity.server().isRetentionTold()) {
                    draft.likely();
                }
            }
        }
    }
}
