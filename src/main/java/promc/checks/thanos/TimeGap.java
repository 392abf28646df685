package promc.checks.thanos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.model.ThanosStack;
import promc.model.ThanosStack.Pairing;
import promc.promql.PromDuration;

/// Windows of time that leave nothing, or a gap: a store gateway whose `--min-time` is later than its `--max-time` does not start; one that ends before the retention of Prometheus begins leaves a time that nobody serves.
public final class TimeGap implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/time-gap", Severity.ERROR, "Between the store gateway and Prometheus lies a time that nobody serves");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        ThanosStack stack = estate.thanos();
        for (ServerProcess store : stack.components("store")) {
            Optional<Long> from = back(store, "min-time");
            Optional<Long> to = back(store, "max-time");
            if (from.isPresent() && to.isPresent() && from.get() < to.get()) {
                Flag flag = store.flags().flag("min-time").orElseThrow();
                Flag other = store.flags().flag("max-time").orElseThrow();
                context.report(flag.text().file(), flag.span(), "this is later than `--max-time`: the store gateway refuses to start").note(other.text().file(), other.span(), "the end of its window");
            }
        }
        for (Pairing pairing : stack.pairings()) {
            List<ServerProcess> stores = stack.components("store").stream().filter(store -> ThanosStack.together(store, pairing.sidecar())).toList();
            if (!stores.isEmpty() && stores.stream().allMatch(store -> back(store, "max-time").isPresent())) {
                gap(pairing, stores, context);
            }
        }
    }

    private static void gap(Pairing pairing, List<ServerProcess> stores, Context context) {
        ServerProcess latest = stores.stream().min((a, b) -> Long.compare(back(a, "max-time").orElseThrow(), back(b, "max-time").orElseThrow())).orElseThrow();
        long end = back(latest, "max-time").orElseThrow();
        Optional<Told<Duration>> kept = pairing.server().flatMap(server -> context.servers(server.config()).stream().filter(known -> known.server().filter(own -> own == server).isPresent()).findFirst())
                .flatMap(ServerSettings::retentionTime);
        Optional<Long> own = pairing.sidecar().flags().flag("min-time").isPresent() ? back(pairing.sidecar(), "min-time") : Optional.of(Long.MAX_VALUE);
        if (kept.isEmpty() || own.isEmpty()) {
            return;
        }
        long begin = Math.min(kept.get().value().toMillis(), own.get());
        if (end > begin) {
            Flag flag = latest.flags().flag("max-time").orElseThrow();
            context.report(flag.text().file(), flag.span(), "the store gateway serves what is older than " + PromDuration.format(end) + ", and " + pairing.prometheus().what() + " what is younger than " + PromDuration.format(begin)
                    + ": queries find nothing in between").severity(Severity.WARNING).note(kept.get());
        }
    }

    /// How far back a relative time lies, in milliseconds.
    private static Optional<Long> back(ServerProcess process, String name) {
        Optional<String> value = process.flags().value(name).filter(text -> text.startsWith("-"));
        OptionalLong millis = value.isPresent() ? PromDuration.parseMillis(value.get().substring(1)) : OptionalLong.empty();
        return millis.isPresent() ? Optional.of(millis.getAsLong()) : Optional.empty();
    }
}
