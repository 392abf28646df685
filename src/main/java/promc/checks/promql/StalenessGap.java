package promc.checks.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Expression;
import promc.promql.Expr;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;

/// An instant selector of series that get a sample less often than the lookback is long: between two scrapes they are gone for a while. Records of groups are for `group/interval-over-lookback`.
public final class StalenessGap implements Check.ExprCheck {
    private static final CheckInfo INFO = CheckInfo.proved("promql/staleness-gap", Severity.WARNING, "A selector reads series that are gone between two scrapes");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Expr root, Expression expression, Context context) {
        for (ServerSettings server : context.servers(expression.text().file())) {
            Optional<Duration> longest = server.longestScrapeInterval();
            Duration lookback = server.lookback().map(Told::value).orElse(ServerSettings.DEFAULT_LOOKBACK);
            if (longest.isPresent() && longest.get().compareTo(lookback) > 0 && report(root, server, lookback, expression, context)) {
                return;
            }
        }
    }

    private static boolean report(Expr root, ServerSettings server, Duration lookback, Expression expression, Context context) {
        boolean found = false;
        List<Expr> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Expr node = open.removeLast();
            if (node instanceof VectorSelector selector) {
                found |= report(selector, server, lookback, expression, context);
            } else if (!(node instanceof MatrixSelector)) {
                open.addAll(node.children());
            }
        }
        return found;
    }

    private static boolean report(VectorSelector selector, ServerSettings server, Duration lookback, Expression expression, Context context) {
        Optional<List<Told<Duration>>> distances = server.gaps(selector);
        if (distances.isEmpty()) {
            return false;
        }
        Told<Duration> interval = distances.get().getFirst();
        Draft draft = context.report(expression.text(), selector.span(), "there is a sample every " + ServerSettings.words(interval.value()) + ", and each counts for "
                + ServerSettings.words(lookback) + " only: the series is gone in between").note(interval);
        server.lookback().ifPresentOrElse(draft::note, () -> draft.likely().note(expression.text(), selector.span(),
                "5m is Prometheus' default; no command line is in sight that sets `--query.lookback-delta`"));
        return true;
    }
}
