package promc.checks.scrape;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// A question mark in `metrics_path`: Prometheus takes all of it for the path and escapes it (`scrape.Target.URL` in `scrape/target.go`).
public final class QueryInPath implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/query-in-path", Severity.WARNING, "Parameters in `metrics_path` become part of the path");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        String path = job.metricsPath().value().orElse("");
        boolean replaced = job.relabelRules().stream().anyMatch(rule -> rule.targetLabel().value().filter("__metrics_path__"::equals).isPresent());
        if (path.indexOf('?') >= 0 && !replaced) {
            context.report(config.text().file(), job.metricsPath().span(), "the `?` is escaped, so that each scrape asks for the path `" + path.replace("?", "%3F") + "`, which hardly any target has;"
                    + " parameters stand under `params`");
        }
    }
}
