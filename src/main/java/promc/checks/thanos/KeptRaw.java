package promc.checks.thanos;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Retention;
import promc.analysis.ServerDefaults;
import promc.analysis.Told;
import promc.lint.Draft;
import promc.model.Estate;
import promc.model.Server;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;

/// How far back samples are kept as they were scraped, by the compactor, Prometheus or receiver in sight that keeps them longest, in milliseconds. `five` is how far back samples 5m apart are kept, or longer ones: 0 is for ever. `flag` is
/// the compactor's for raw data.
record KeptRaw(long raw, long five, Flag flag) {
    private static final String RECEIVED = "tsdb.retention";

    /// Empty if all is kept, or it is not known of every process in sight what it keeps.
    static Optional<KeptRaw> of(Estate estate) {
        KeptRaw kept = null;
        for (ServerProcess compactor : estate.thanos().components("compact")) {
            Optional<Resolutions> known = Resolutions.of(compactor);
            if (known.isEmpty() || known.get().raw() == 0 || compactor.flags().flag("downsampling.disable").isPresent()) {
                return Optional.empty();
            }
            Resolutions own = known.get();
            long five = kept != null && (kept.five == 0 || own.five() == 0) ? 0 : Math.max(own.five(), kept == null ? 0 : kept.five);
            kept = kept != null && kept.raw >= own.raw() ? new KeptRaw(kept.raw, five, kept.flag) : new KeptRaw(own.raw(), five, compactor.flags().flag(Resolutions.RAW).orElseThrow());
        }
        if (kept == null) {
            return Optional.empty();
        }
        for (ServerProcess process : estate.processes()) {
            if (process.runs("prometheus") || process.runs("thanos receive")) {
                OptionalLong own = process.runs("prometheus") ? scraped(process, estate) : received(process);
                if (own.isEmpty() || own.getAsLong() > kept.raw) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(kept);
    }

    private static OptionalLong scraped(ServerProcess process, Estate estate) {
        Optional<Server> server = estate.servers().stream().filter(one -> one.runs().filter(run -> run.process() == process).isPresent()).findFirst();
        Optional<Told<Duration>> told = process.told() ? Retention.of(server.map(Server::config), Optional.of(process.flags()), ServerDefaults.NONE,
                process.prometheusVersion()).time().value() : Optional.empty();
        return told.isPresent() ? OptionalLong.of(told.get().value().toMillis()) : OptionalLong.empty();
    }

    private static OptionalLong received(ServerProcess process) {
        OptionalLong written = Resolutions.millis(process, RECEIVED);
        return process.flags().flag(RECEIVED).isEmpty() ? OptionalLong.of(Retention.DEFAULT.toMillis()) : written.orElse(0) == 0 ? OptionalLong.empty() : written;
    }

    Draft note(Draft draft) {
        return draft.note(flag.text().file(), flag.span(), "raw data is kept " + flag.value().map(value -> "for " + value.value()).orElse(""));
    }
}
