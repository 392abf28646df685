package promc.checks.group;

import java.time.Duration;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.Span;

/// A group that is evaluated less often than the lookback is long: what it records is gone between two evaluations. Of alerts, only `ALERTS` has the gaps.
public final class IntervalOverLookback implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("group/interval-over-lookback", Severity.WARNING, "What a group records is gone between two evaluations");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        for (ServerSettings server : context.servers(context.file())) {
            Optional<Told<Duration>> interval = server.evaluationInterval(group, context.file());
            Duration lookback = server.lookback().map(Told::value).orElse(ServerSettings.DEFAULT_LOOKBACK);
            if (interval.isPresent() && interval.get().value().compareTo(lookback) > 0 && report(group, server, interval.get(), lookback, context)) {
                return;
            }
        }
    }

    private static boolean report(RuleGroup group, ServerSettings server, Told<Duration> interval, Duration lookback, Context context) {
        boolean records = false;
        boolean alerts = false;
        for (Rule rule : group.rules()) {
            records |= rule.isRecording();
            alerts |= rule.isAlert() && rule.keepFiringFor().value().filter(held -> held.compareTo(interval.value()) >= 0).isEmpty();
        }
        if (!records && !alerts) {
            return false;
        }
        boolean own = group.interval().value().filter(written -> !written.isZero()).isPresent();
        Span place = own ? group.interval().span() : group.name().span();
        String every = ServerSettings.words(interval.value());
        String visible = ServerSettings.words(lookback);
        Draft draft = context.report(context.file(), place, records ? "what is recorded every " + every + " counts for " + visible + " only: in between, the series of this group are gone"
                : "alerts that are evaluated every " + every + " are in `ALERTS` for " + visible + " only: in between, nothing shows that they fire");
        if (!records) {
            draft.severity(Severity.INFO);
        }
        if (!own) {
            draft.note(interval);
        }
        server.lookback().ifPresentOrElse(draft::note, () -> draft.likely().note(context.file(), place,
                "5m is Prometheus' default; no command line is in sight that sets `--query.lookback-delta`"));
        return true;
    }
}
