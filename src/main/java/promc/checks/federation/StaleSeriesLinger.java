package promc.checks.federation;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.source.SourceFile;

/// A federation job without `track_timestamps_staleness`. Federated samples carry their timestamps, and of series with timestamps Prometheus does not note when they end
/// (`scrape/scrape.go`), so that they are returned for the whole lookback, where others are gone at once. A matter of how much that matters, hence off by default.
public final class StaleSeriesLinger implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/stale-series-linger", Severity.INFO, "Federated series that have ended are returned until the lookback is over")
            .fixable(Applicability.UNSAFE).offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        SourceFile file = context.file();
        Field<Boolean> tracked = job.switchedOn("track_timestamps_staleness");
        if (!job.isFederation() || tracked instanceof Field.Invalid<Boolean> || tracked.value().orElse(false) || !job.switchedOn("honor_timestamps").value().orElse(true)) {
            return;
        }
        context.report(file, tracked.isAbsent() ? job.metricsPath().span() : tracked.span(),
                        "when a series ends on the other server, here it is returned until the lookback is over, 5m by default: its samples carry timestamps, and no end is noted for those")
                .fix(edit(job, tracked, file).map(edit -> new Fix("Set `track_timestamps_staleness: true`", Applicability.UNSAFE, List.of(edit))));
    }

    private static Optional<TextEdit> edit(ScrapeJob job, Field<Boolean> tracked, SourceFile file) {
        return tracked instanceof Field.Present<Boolean> present ? Optional.of(new TextEdit(file, present.span(), "true"))
                : job.node().own("metrics_path").flatMap(entry -> YamlEdits.insertAfter(file, job.node(), entry, "track_timestamps_staleness: true"));
    }
}
