package promc.checks.federation;

import java.util.HashMap;
import java.util.Map;
import promc.analysis.SelectorSet;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// A `match[]` whose matchers another one has as well. The other server merges what its selectors find, so that the second one only costs time.
public final class DuplicateSelector implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/duplicate-selector", Severity.WARNING, "A federation job has the same selector twice")
            .fixable(Applicability.SAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        Map<SelectorSet, Selected> first = new HashMap<>();
        for (Selected selected : Selected.of(job)) {
            Selected same = first.putIfAbsent(selected.set(), selected);
            if (same != null && !selected.set().isEmpty()) {
                context.report(selected.expression().text(), selected.expression().text().span(), "this selector stands in the list already")
                        .note(same.expression().text(), same.expression().text().span(), same.text().equals(selected.text()) ? "the same" : "it asks for the same")
                        .fix(selected.removal("Remove the second one", job, context.file()));
            }
        }
    }
}
