package promc.checks.relabel;

import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;

/// A rule whose pattern matches nothing that comes this far: the job's targets have no such label, its `match[]` selects no such series, or the rules before it leave none.
public final class NeverApplies implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/never-applies", Severity.WARNING, "The pattern of a relabel rule matches nothing that reaches it");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        for (Turn turn : trace.turns()) {
            if (turn.isReached() && isOfInterest(trace, turn) && !turn.mayMatch()) {
                report(trace, turn, job, context);
            }
        }
    }

    /// A `keep` that matches nothing drops everything, which is another finding; and so are labels that cannot be there.
    private static boolean isOfInterest(RelabelTrace trace, Turn turn) {
        return switch (turn.rule().actionOrDefault()) {
            case DROP, REPLACE, LABELMAP -> !Rules.lacksSources(turn) && !Rules.readsMisplaced(trace, turn);
            case LABELDROP, LABELKEEP, KEEP, KEEPEQUAL, DROPEQUAL, HASHMOD, LOWERCASE, UPPERCASE -> false;
        };
    }

    private static void report(RelabelTrace trace, Turn turn, Optional<ScrapeJob> job, Context context) {
        RelabelList.Subject subject = trace.list().subject();
        String message = turn.rule().actionOrDefault() == Action.LABELMAP ? "no " + subject.word() + " that reaches this rule has a label whose name matches its pattern, so it changes nothing"
                : "no " + subject.word() + " that reaches this rule matches its pattern, so it changes nothing";
        Draft draft = context.report(context.file(), Rules.pattern(turn.rule()), message);
        Evidence.add(draft, trace, turn, job, context.file());
    }
}
