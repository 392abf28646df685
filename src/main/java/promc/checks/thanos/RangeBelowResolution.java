package promc.checks.thanos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Dashboard;
import promc.model.Dashboard.Filled;
import promc.model.Dashboard.Query;
import promc.model.Estate;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.MatrixSelector;
import promc.promql.PromDuration;

/// A dashboard that opens on more than is kept raw, with ranges too short for the samples that are left of old data: these lie 5m apart, or 1h (Thanos `pkg/compact/downsample`). Since 0.38 Thanos Query asks for raw data where a range holds
/// fewer than two samples of a coarser resolution (`pkg/query/querier.go`, maxResolutionFromSelectHints); older ones were given them, and found nothing as well.
public final class RangeBelowResolution implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/range-below-resolution", Severity.WARNING, "A range of a dashboard is too short for the downsampled data that is left of the time it shows");
    private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    /// Those of which Thanos knows that one sample in a range is not enough (`promqlFuncRequiresTwoSamples`).
    private static final Set<String> NEED_TWO = Set.of("rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "holt_winters", "double_exponential_smoothing");
    private static final String NOW = "now-";
    /// A unit that Prometheus does not have.
    private static final String MONTHS = "M";

    private record Found(Query query, Call call, MatrixSelector range) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        if (estate.thanos().components().isEmpty()) {
            return;
        }
        Optional<KeptRaw> kept = KeptRaw.of(estate);
        kept.ifPresent(raw -> estate.dashboards().forEach(dashboard -> check(dashboard, raw, context)));
    }

    private static void check(Dashboard dashboard, KeptRaw kept, Context context) {
        String from = dashboard.from().value().orElse("");
        OptionalLong back = from.startsWith(NOW) && !from.endsWith(MONTHS) ? PromDuration.parseMillis(from.substring(NOW.length())) : OptionalLong.empty();
        if (back.isEmpty() || back.getAsLong() <= kept.raw()) {
            return;
        }
        long apart = FIVE_MINUTES;
        List<Found> found = found(dashboard, FIVE_MINUTES);
        if (found.isEmpty() && kept.five() > 0 && back.getAsLong() > Math.max(kept.five(), kept.raw())) {
            apart = HOUR;
            found = found(dashboard, HOUR);
        }
        if (found.isEmpty()) {
            return;
        }
        Found first = found.getFirst();
        long queries = found.stream().map(Found::query).distinct().count();
        String written = first.range.range().seconds().isPresent() ? PromDuration.format((long) (first.range.range().seconds().getAsDouble() * 1000)) : "";
        long age = apart == HOUR ? Math.max(kept.five(), kept.raw()) : kept.raw();
        Draft draft = context.report(first.query.expression().text(), first.range.brackets(), "of data older than " + PromDuration.format(age) + " only samples " + (apart == HOUR ? "1h" : "5m or more") + " apart are left, and `["
                + written + "]` " + (NEED_TWO.contains(first.call.function().name()) ? "does not hold two of them, as `" + first.call.function().name() + "` needs" : "lies between them most of the time") + ": of the last "
                + PromDuration.format(back.getAsLong()) + ", on which this dashboard opens, the oldest part stays empty" + (queries > 1 ? ", here and in " + (queries - 1) + (queries == 2 ? " more query" : " more queries") : ""));
        draft.note(dashboard.text().file(), dashboard.from().span(), "the time range of the dashboard");
        kept.note(draft);
    }

    /// The ranges that hold too few samples that far apart.
    private static List<Found> found(Dashboard dashboard, long apart) {
        List<Found> found = new ArrayList<>();
        for (Query query : dashboard.queries()) {
            Optional<Expr> valid = query.filled() == Filled.SYNTAX ? Optional.empty() : query.expression().valid();
            valid.ifPresent(root -> root.forEach(node -> {
                if (node instanceof Call call) {
                    for (Expr argument : call.args()) {
                        if (argument instanceof MatrixSelector range && !query.isFilled(range.brackets()) && isShort(range, call, apart)) {
                            found.add(new Found(query, call, range));
                        }
                    }
                }
            }));
        }
        return found;
    }

    private static boolean isShort(MatrixSelector range, Call call, long apart) {
        OptionalDouble seconds = range.range().seconds();
        return seconds.isPresent() && range.selector().modifiers().at().isEmpty() && seconds.getAsDouble() * 1000 < (NEED_TWO.contains(call.function().name()) ? 2 * apart : apart);
    }
}
