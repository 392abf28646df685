package promc.checks.thanos;

import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.model.ThanosStack;

/// A finer resolution that is dropped before a coarser one. What is left of old data is then seen by queries only that ask for coarse data: Thanos Query asks for raw data unless the request names a
/// `max_source_resolution`, or `--query.auto-downsampling` is set.
public final class RawExpiresBeforeDownsampled implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/raw-expires-before-downsampled", Severity.INFO, "Data of a coarse resolution is kept longer than the data it is made of");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (ServerProcess compactor : estate.thanos().components("compact")) {
            Optional<Resolutions> kept = Resolutions.of(compactor);
            if (kept.isEmpty() || compactor.flags().flag("downsampling.disable").isPresent()) {
                continue;
            }
            Resolutions retention = kept.get();
            boolean raw = Resolutions.outlives(retention.five(), retention.raw()) || Resolutions.outlives(retention.hour(), retention.raw());
            if (raw || Resolutions.outlives(retention.hour(), retention.five())) {
                report(compactor, raw, estate, context);
            }
        }
    }

    private static void report(ServerProcess compactor, boolean raw, Estate estate, Context context) {
        Flag flag = compactor.flags().flag(raw ? Resolutions.RAW : Resolutions.FIVE).orElseThrow();
        Optional<ServerProcess> query = raw ? estate.thanos().components("query").stream().filter(process -> ThanosStack.together(process, compactor) && ThanosStack.isClosed(process)
                && process.flags().flag("query.auto-downsampling").isEmpty()).findFirst() : Optional.empty();
        String lengths = raw ? "raw data is kept " + Resolutions.words(compactor, Resolutions.RAW) + ", data of 5m resolution " + Resolutions.words(compactor, Resolutions.FIVE) + ", of 1h " + Resolutions.words(compactor, Resolutions.HOUR)
                : "data of 5m resolution is kept " + Resolutions.words(compactor, Resolutions.FIVE) + ", of 1h " + Resolutions.words(compactor, Resolutions.HOUR);
        Draft draft = context.report(flag.text().file(), flag.span(), lengths + ": " + (query.isPresent() ? "queries over what is older find nothing, since " + query.get().what() + " asks for raw data unless a request says otherwise"
                : "zooming in on what is older shows coarse data, or nothing where a query asks for finer"));
        query.ifPresent(asks -> draft.severity(Severity.WARNING).note(asks.file(), asks.place(), "it lacks `--query.auto-downsampling`"));
    }
}
