package promc.checks.relabel;

import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.ScrapeJob;

/// A rule that looks at values and names no label: its pattern is matched against the empty text (Prometheus `relabel.doRelabel` joins no values).
public final class MissingSourceLabels implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/missing-source-labels", Severity.ERROR, "A relabel rule matches a pattern but names no labels to match");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        for (Turn turn : trace.turns()) {
            RelabelRule rule = turn.rule();
            if (turn.isReached() && Rules.lacksSources(turn) && !isMeant(turn)) {
                context.report(context.file(), Rules.pattern(rule), "this rule has no `" + Rules.key(trace, "source_labels") + "`, so " + outcome(turn, trace.list().subject().word()));
            }
        }
    }

    /// What drops all by a pattern that matches anything says so.
    private static boolean isMeant(Turn turn) {
        return switch (turn.rule().actionOrDefault()) {
            case KEEP, DROP -> turn.rule().regexOrDefault().orElseThrow().matchesEverything();
            default -> false;
        };
    }

    private static String outcome(Turn turn, String word) {
        RelabelRule rule = turn.rule();
        boolean matches = turn.mayMatch();
        String target = rule.targetLabel().value().map(label -> "`" + label + "`").orElse("the label");
        return switch (rule.actionOrDefault()) {
            case KEEP -> "its pattern is matched against the empty text: " + (matches ? "every " + word + " is kept" : "no " + word + " is kept");
            case DROP -> "its pattern is matched against the empty text: " + (matches ? "every " + word + " is dropped" : "no " + word + " is dropped");
            case REPLACE -> !matches ? "its pattern is matched against the empty text, and it changes nothing" : rule.replacement().isAbsent() ? "it removes " + target
                    : "the groups in its `replacement` are empty";
            case HASHMOD -> target + " gets the same number on every " + word;
            default -> "it removes " + target;
        };
    }
}
