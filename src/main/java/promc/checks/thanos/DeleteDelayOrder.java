package promc.checks.thanos;

import java.util.Optional;
import java.util.OptionalLong;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.promql.PromDuration;

/// A compactor that deletes blocks before a store gateway stops using them: the gateway leaves a marked block aside after `--ignore-deletion-marks-delay` (24h), and the compactor deletes it after `--delete-delay` (48h).
public final class DeleteDelayOrder implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/delete-delay-order", Severity.WARNING, "A compactor deletes blocks that store gateways still use");
    private static final String DELETE = "delete-delay";
    private static final String IGNORE = "ignore-deletion-marks-delay";
    private static final long HOUR = 3_600_000;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (ServerProcess compactor : stack.components("compact")) {
            OptionalLong deleted = millis(compactor, DELETE, 48 * HOUR);
            if (deleted.isEmpty()) {
                continue;
            }
            for (ServerProcess store : stack.components("store")) {
                OptionalLong ignored = millis(store, IGNORE, 24 * HOUR);
                boolean written = compactor.flags().flag(DELETE).isPresent() || store.flags().flag(IGNORE).isPresent();
                if (written && ignored.isPresent() && deleted.getAsLong() <= ignored.getAsLong() && ThanosStack.together(compactor, store)) {
                    ServerProcess process = compactor.flags().flag(DELETE).isPresent() ? compactor : store;
                    Flag flag = process.flags().flag(process == compactor ? DELETE : IGNORE).orElseThrow();
                    ServerProcess other = process == compactor ? store : compactor;
                    context.report(flag.text().file(), flag.span(), "blocks are deleted " + after(deleted.getAsLong()) + " they are marked, and " + store.what() + " leaves them aside after " + PromDuration.format(ignored.getAsLong())
                            + ": queries fail that read them in between; delete them later than that").note(other.file(), ThanosStack.place(other, process == compactor ? IGNORE : DELETE), "the other delay");
                }
            }
        }
    }

    private static String after(long millis) {
        return millis == 0 ? "as soon as" : PromDuration.format(millis) + " after";
    }

    private static OptionalLong millis(ServerProcess process, String name, long byDefault) {
        if (process.flags().flag(name).isEmpty()) {
            return ThanosStack.isClosed(process) ? OptionalLong.of(byDefault) : OptionalLong.empty();
        }
        Optional<String> value = process.flags().value(name);
        return value.isPresent() ? PromDuration.parseMillis(value.get()) : OptionalLong.empty();
    }
}
