package promc.checks.federation;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// A federation job without any `match[]`: `/federate` answers 200 with nothing in it, the target is up, and nothing is collected.
public final class NoMatch implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/no-match", Severity.ERROR, "A federation job selects nothing, because it has no `match[]`");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        boolean setByRelabelling = job.node().span().of(context.file().text()).contains("__param_match");
        boolean inPath = job.metricsPath().value().filter(path -> path.contains("match")).isPresent();
        if (job.isFederation() && job.matches().isEmpty() && !setByRelabelling && !inPath && MatchWithoutBrackets.entry(job).isEmpty()) {
            context.report(context.file(), job.matchParam().map(node -> node.span()).filter(span -> !span.isEmpty()).orElse(job.metricsPath().span()),
                    "without `params: match[]` the federated server answers with nothing: the target is up and no series are collected");
        }
    }
}
