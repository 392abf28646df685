package promc.checks.thanos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
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
    private static final CheckInfo INFO = CheckInfo.proved("thanos/raw-expires-before-downsampled", Severity.INFO, "Data of a coarse resolution is kept longer than the data it is made of").fixable(Applicability.UNSAFE);

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
                report(compactor, retention, raw, estate, context);
            }
        }
    }

    private static void report(ServerProcess compactor, Resolutions retention, boolean raw, Estate estate, Context context) {
        Flag flag = compactor.flags().flag(raw ? Resolutions.RAW : Resolutions.FIVE).orElseThrow();
        Optional<ServerProcess> query = raw ? estate.thanos().components("query").stream().filter(process -> ThanosStack.together(process, compactor) && ThanosStack.isClosed(process)
                && process.flags().flag("query.auto-downsampling").isEmpty()).findFirst() : Optional.empty();
        String lengths = raw ? "raw data is kept " + Resolutions.words(compactor, Resolutions.RAW) + ", data of 5m resolution " + Resolutions.words(compactor, Resolutions.FIVE) + ", of 1h " + Resolutions.words(compactor, Resolutions.HOUR)
                : "data of 5m resolution is kept " + Resolutions.words(compactor, Resolutions.FIVE) + ", of 1h " + Resolutions.words(compactor, Resolutions.HOUR);
        Draft draft = context.report(flag.text().file(), flag.span(), lengths + ": " + (query.isPresent() ? "queries over what is older find nothing, since " + query.get().what() + " asks for raw data unless a request says otherwise"
                : "zooming in on what is older shows coarse data, or nothing where a query asks for finer"));
        query.ifPresent(asks -> draft.severity(Severity.WARNING).note(asks.file(), asks.place(), "it lacks `--query.auto-downsampling`").fix(longest(compactor, retention)));
    }

    /// Keeps raw data, and that of 5m, as long as what is kept longest. `--query.auto-downsampling` would not do: it takes data of a fifth of the step at most (`max_source_resolution`), so that a panel of ninety days with a step of
    /// two hours still asks for nothing coarser than 5m.
    private static Optional<Fix> longest(ServerProcess compactor, Resolutions retention) {
        boolean forEver = retention.five() == 0 || retention.hour() == 0;
        String longest = forEver ? "0d" : compactor.flags().value(retention.hour() >= retention.five() ? Resolutions.HOUR : Resolutions.FIVE).orElseThrow();
        long millis = forEver ? 0 : Math.max(retention.five(), retention.hour());
        List<TextEdit> edits = new ArrayList<>();
        for (String name : List.of(Resolutions.RAW, Resolutions.FIVE)) {
            if (Resolutions.outlives(millis, name.equals(Resolutions.RAW) ? retention.raw() : retention.five())) {
                Optional<TextEdit> edit = compactor.flags().flag(name).flatMap(Flag::value).flatMap(value -> Fix.edit(value.text(), value.within(), longest));
                if (edit.isEmpty()) {
                    return Optional.empty();
                }
                edits.add(edit.get());
            }
        }
        return Optional.of(new Fix("Keep finer data " + (forEver ? "for ever" : "for " + longest) + " too, which takes more of the store", Applicability.UNSAFE, edits));
    }
}
