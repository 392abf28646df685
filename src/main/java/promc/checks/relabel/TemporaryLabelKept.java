package promc.checks.relabel;

import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.analysis.Shape;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.RelabelRule;
import promc.model.ScrapeJob;

/// A label beginning with `__` that is set where series or alerts are relabelled: only targets lose such labels at the end (`scrape.PopulateLabels`), series and alerts keep them.
public final class TemporaryLabelKept implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/temporary-label-kept", Severity.WARNING, "A label that is meant to be temporary stays on the series");

    /// Of what is sent, other labels may be meant for whoever gets it, such as `__replica__`.
    private static final String TEMPORARY = "__tmp";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        if (trace.list().subject() == RelabelList.Subject.TARGETS) {
            return;
        }
        for (Turn turn : trace.turns()) {
            RelabelRule rule = turn.rule();
            String target = setsLabel(turn) ? rule.targetLabel().value().orElse("") : "";
            if (target.startsWith(trace.list().subject() == RelabelList.Subject.SERIES ? "__" : TEMPORARY) && !target.equals(Shape.NAME) && !target.contains("$") && !MisplacedLabel.isSetting(target) && turn.mayMatch() && !trace.endsWithout(target)) {
                context.report(context.file(), rule.targetLabel().span(), "`" + target + "` stays: labels that begin with `__` are taken away from targets only, so each "
                        + trace.list().subject().word() + (trace.list().subject() == RelabelList.Subject.SERIES ? " is stored with it" : " is sent with it"));
            }
        }
    }

    private static boolean setsLabel(Turn turn) {
        return switch (turn.rule().actionOrDefault()) {
            case REPLACE -> turn.hasReferences() || !turn.rule().replacementOrDefault().isEmpty();
            case HASHMOD, LOWERCASE, UPPERCASE -> true;
            case KEEP, DROP, KEEPEQUAL, DROPEQUAL, LABELMAP, LABELDROP, LABELKEEP -> false;
        };
    }
}
