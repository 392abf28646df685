package promc.checks.federation;

import java.util.List;
import promc.analysis.Escape;
import promc.analysis.SelectorSet;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.regex.Effort;

/// Two `match[]` that can select the same series, though neither selects all that the other does. Such a series is sent once, so this is for those who want to know which selector
/// brings what.
public final class OverlappingSelectors implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/overlapping-selectors", Severity.INFO, "Two selectors of a federation job can select the same series").offByDefault();
    /// For all pairs of one job together; pairs that are not settled by then are not reported.
    private static final long MAX_STEPS = 10_000_000;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        List<Selected> all = Selected.of(job);
        Effort effort = new Effort(MAX_STEPS);
        for (int i = 1; i < all.size() && all.size() <= Selected.MOST_COMPARED; i++) {
            for (int j = 0; j < i; j++) {
                if (reports(all.get(j), all.get(i), effort, context)) {
                    break;
                }
            }
        }
    }

    private static boolean reports(Selected first, Selected second, Effort effort, Context context) {
        if (!(SelectorSet.escape(first.set().and(second.set()), List.of(), effort) instanceof Escape.Witness common) || isIn(first, second, effort) || isIn(second, first, effort)) {
            return false;
        }
        context.report(second.expression().text(), second.expression().text().span(), "this and `" + first.text() + "` both select series such as `" + common + "`")
                .note(first.expression().text(), first.expression().text().span(), "the other selector");
        return true;
    }

    private static boolean isIn(Selected narrow, Selected wide, Effort effort) {
        return SelectorSet.escape(narrow.set(), List.of(wide.set()), effort).isCovered();
    }
}
