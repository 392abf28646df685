package promc.checks.alert;

import java.time.Duration;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;

/// A `for` below the evaluation interval: an alert is pending at one evaluation and fires at the next (Prometheus 3.14 `rules/alerting.go`, Eval), so that it lasts one interval whatever is written.
public final class ForShorterThanInterval implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/for-shorter-than-interval", Severity.INFO, "`for` is shorter than the time between two evaluations");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert() || !(rule.hold() instanceof Field.Present<Duration> hold) || hold.content().isZero()) {
            return;
        }
        for (ServerSettings server : context.servers(context.file())) {
            Optional<Told<Duration>> interval = server.evaluationInterval(group, context.file());
            if (interval.isPresent() && interval.get().value().compareTo(hold.content()) > 0) {
                String every = ServerSettings.words(interval.get().value());
                context.report(context.file(), hold.span(), "the alert fires at the next evaluation, " + every + " later: `for` acts as if it were " + every).note(interval.get());
                return;
            }
        }
    }
}
