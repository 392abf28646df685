package promc.checks.federation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.analysis.FederatingJob;
import promc.analysis.Federation;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.source.Span;

/// A federation job that scrapes more often than the servers behind it get new samples: `/federate` answers with the newest one and its time, so that all but the first copy are thrown away
/// (Prometheus `web/federate.go`; a sample of the same time and value is no new one).
public final class IntervalMismatch implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/interval-mismatch", Severity.WARNING,
            "A federation job scrapes more often than the federated server has new samples");
    /// Where nothing is known of the server: that often hardly any scrapes or evaluates.
    private static final Duration HARDLY = Duration.ofSeconds(5);
    /// To look twice as often as something changes is to see it sooner.
    private static final int SOONER = 2;
    /// Nobody means to look as often as this.
    private static final int WASTE = 10;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        Federation federation = context.federation();
        for (FederatingJob job : federation.jobs()) {
            federation.interval(job).ifPresent(own -> check(job, own, federation, context));
        }
    }

    private static void check(FederatingJob job, Told<Duration> own, Federation federation, Context context) {
        List<Told<Duration>> fresh = job.leaves().stream().map(leaf -> federation.freshness(job, leaf)).flatMap(Optional::stream).toList();
        String collects = "this collects every " + ServerSettings.words(own.value());
        Span place = job.job().interval().value().isPresent() ? job.job().interval().span() : job.job().metricsPath().span();
        if (job.complete() && fresh.size() == job.leaves().size()) {
            Told<Duration> least = fresh.stream().reduce((a, b) -> b.value().compareTo(a.value()) < 0 ? b : a).orElseThrow();
            long times = least.value().toMillis() / Math.max(1, own.value().toMillis());
            if (times > SOONER) {
                Draft draft = context.report(job.config().text().file(), place, collects + " what is new every " + ServerSettings.words(least.value())
                        + " at most: the scrapes in between bring the same samples again").note(least);
                if (job.job().interval().value().isEmpty()) {
                    draft.note(own);
                }
                if (times < WASTE) {
                    draft.severity(Severity.INFO);
                }
            }
        } else if (own.value().compareTo(HARDLY) <= 0) {
            context.report(job.config().text().file(), place, collects
                    + "; servers mostly scrape and evaluate less often, every minute by default: the scrapes in between bring the same samples again").likely();
        }
    }
}
