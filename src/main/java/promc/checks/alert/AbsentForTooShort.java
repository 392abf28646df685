package promc.checks.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Expression;
import promc.model.Field;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.promql.Expr;
import promc.promql.Expr.Call;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// `absent(x)` with a `for` that a single failed scrape outlasts: after it, the series is marked as gone until the next scrape succeeds. `up` stays, with 0.
public final class AbsentForTooShort implements Check.RuleCheck {
    private static final CheckInfo INFO = CheckInfo.likely("alert/absent-for-too-short", Severity.WARNING, "An alert on `absent` fires when a single scrape fails");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Rule rule, RuleGroup group, Context context) {
        if (!rule.isAlert() || rule.hold() instanceof Field.Invalid || !(rule.validExpr().orElse(null) instanceof Expression expression)
                || !(expression.valid().orElseThrow().unwrapped() instanceof Call call) || !call.function().name().equals("absent")
                || !(call.args().getFirst().unwrapped() instanceof VectorSelector selector) || selector.modifiers().offset().isPresent()
                || selector.metric().filter(name -> !name.equals("up")).isEmpty()) {
            return;
        }
        Duration hold = rule.hold().value().orElse(Duration.ZERO);
        for (ServerSettings server : context.servers(context.file())) {
            if (server.recordings(selector.metric().get()).isEmpty() && report(rule, hold, call, selector, expression, server, context)) {
                return;
            }
        }
    }

    /// Reports it for a job of one target. With more of them, no series is left only if all their scrapes fail.
    private static boolean report(Rule rule, Duration hold, Call call, VectorSelector selector, Expression expression, ServerSettings server, Context context) {
        Optional<ScrapeJob> job = server.jobs(selector).filter(jobs -> jobs.size() == 1).map(List::getFirst).filter(only -> only.discoveries().isEmpty() && only.targets().size() == 1);
        Optional<Told<Duration>> interval = job.isEmpty() ? Optional.empty() : server.distances(selector).map(List::getFirst);
        if (interval.isEmpty() || hold.compareTo(interval.get().value()) >= 0) {
            return false;
        }
        Span place = rule.hold() instanceof Field.Present<Duration> written ? written.span() : expression.text().toFile(call.name().span());
        context.report(context.file(), place, "a single failed scrape makes `" + selector.metric().get() + "` absent for " + ServerSettings.words(interval.get().value())
                        + ", and the alert fires " + (hold.isZero() ? "at once" : "after " + ServerSettings.words(hold)))
                .note(interval.get());
        return true;
    }
}
