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
import promc.model.ScrapeJob;

/// A rule that nothing passes: no target is scraped, no series stored, no alert or series sent.
public final class DropsEverything implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/drops-everything", Severity.ERROR, "A relabel rule drops all that reaches it");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        if (trace.list().subject() == RelabelList.Subject.SENT_SERIES) {
            // That nothing is sent is told by a check of remote write.
            return;
        }
        for (Turn turn : trace.turns()) {
            if (turn.dropsAll()) {
                report(trace, turn, job, context);
                return;
            }
        }
    }

    private static void report(RelabelTrace trace, Turn turn, Optional<ScrapeJob> job, Context context) {
        // Why the label is not there is what must be mended, and another finding tells it.
        if (Rules.readsMisplaced(trace, turn) || Rules.lacksSources(turn)) {
            return;
        }
        RelabelList.Subject subject = trace.list().subject();
        boolean keeps = switch (turn.rule().actionOrDefault()) {
            case KEEP, KEEPEQUAL -> true;
            default -> false;
        };
        Draft draft = context.report(context.file(), Rules.pattern(turn.rule()), (keeps ? "no " + subject.word() + " that reaches this rule is kept by it" : "every " + subject.word() + " that reaches this rule is dropped by it")
                + ": " + outcome(subject));
        if (keeps) {
            Evidence.add(draft, trace, turn, job, context.file());
        } else {
            // Often that is how a job is switched off.
            draft.severity(Severity.WARNING);
        }
    }

    private static String outcome(RelabelList.Subject subject) {
        return switch (subject) {
            case TARGETS -> "the job scrapes nothing";
            case SERIES -> "the job stores nothing of what it scrapes";
            case ALERTS -> "no alert is sent";
            case SENT_SERIES -> "nothing is sent";
        };
    }
}
