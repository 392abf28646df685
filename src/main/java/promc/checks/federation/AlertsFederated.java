package promc.checks.federation;

import promc.analysis.SelectorSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// `ALERTS_FOR_STATE` that comes along with `ALERTS`, or that is forgotten where `ALERTS` is left out. It holds since when alerts wait, and serves the server that wrote it when that
/// starts anew (Prometheus `rules/alerting.go`). Likely an oversight, since nobody else has a use for it.
public final class AlertsFederated implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/alerts-federated", Severity.INFO, "A selector that means `ALERTS` selects `ALERTS_FOR_STATE` as well");
    private static final String ALERTS = "ALERTS";
    private static final String FOR_STATE = "ALERTS_FOR_STATE";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public boolean judgesTemplates() {
        return true;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        for (Selected selected : Selected.of(job)) {
            if (selected.text().contains(ALERTS) && !selected.set().names().filter(names -> names.size() == 1).isPresent() && selects(selected, FOR_STATE)) {
                context.report(selected.expression().text(), selected.expression().text().span(), selects(selected, ALERTS)
                        ? "this selects `" + FOR_STATE + "` too, which only the server that wrote it has a use for"
                        : "this leaves out `" + ALERTS + "`, but not `" + FOR_STATE + "`, which alerts write as well: names are compared as a whole");
            }
        }
    }

    private static boolean selects(Selected selected, String metric) {
        return !selected.set().common(SelectorSet.named(metric)).isCovered();
    }
}
