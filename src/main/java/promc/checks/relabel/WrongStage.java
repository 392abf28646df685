package promc.checks.relabel;

import java.util.List;
import java.util.Optional;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.analysis.Shape;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.model.ServiceDiscovery;

/// A rule in a list in which the label that it reads or sets has no meaning: labels of discoveries where series are relabelled, metric names where targets are.
public final class WrongStage implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/wrong-stage", Severity.WARNING, "A relabel rule is about labels that another stage of relabelling has");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        for (Turn turn : trace.turns()) {
            if (turn.isReached()) {
                check(trace, turn, context);
            }
        }
    }

    private static void check(RelabelTrace trace, Turn turn, Context context) {
        RelabelRule rule = turn.rule();
        RelabelList.Subject subject = trace.list().subject();
        if (rule.actionOrDefault() == Action.LABELMAP && subject != RelabelList.Subject.TARGETS && rule.regex().value().filter(regex -> regex.pattern().startsWith(ServiceDiscovery.META)).isPresent()) {
            context.report(context.file(), rule.regex().span(), "labels that begin with `__meta_` are gone when " + plural(subject) + " are relabelled, so this rule copies none").likely()
                    .note(context.file(), trace.list().key().span(), "they are there in `" + Rules.key(trace, "relabel_configs") + "`");
            return;
        }
        List<String> sources = rule.actionOrDefault().isOnNames() ? List.of() : rule.sourceLabels().value().orElse(List.of());
        for (String label : sources) {
            Optional<MisplacedLabel> misplaced = MisplacedLabel.of(trace, turn, label);
            if (misplaced.isPresent() && misplaced.get() == MisplacedLabel.METRIC_NAME) {
                Draft draft = context.report(context.file(), rule.sourceLabels().span(), subject == RelabelList.Subject.ALERTS
                        ? "an alert has no `__name__`" + outcome(turn, subject) : "a target has no `__name__`: metrics are known only when it is scraped" + outcome(turn, subject));
                draft.note(context.file(), trace.list().key().span(), subject == RelabelList.Subject.ALERTS ? "the name of an alert is in `alertname`" : "series are relabelled in `" + Rules.key(trace, "metric_relabel_configs") + "`");
                return;
            }
            if (misplaced.isPresent() && misplaced.get() == MisplacedLabel.TARGET_ONLY) {
                context.report(context.file(), rule.sourceLabels().span(), "`" + label + "` is gone when " + plural(subject) + " are relabelled" + outcome(turn, subject)).likely()
                        .note(context.file(), trace.list().key().span(), "labels of targets that begin with `__` are there in `" + Rules.key(trace, "relabel_configs") + "` only");
                return;
            }
        }
        rule.targetLabel().value().filter(target -> rule.actionOrDefault().hasTarget()).ifPresent(target -> checkTarget(target, trace, turn, context));
    }

    private static void checkTarget(String target, RelabelTrace trace, Turn turn, Context context) {
        RelabelList.Subject subject = trace.list().subject();
        if (turn.rule().actionOrDefault() == Action.KEEPEQUAL || turn.rule().actionOrDefault() == Action.DROPEQUAL) {
            return;
        }
        if (subject == RelabelList.Subject.TARGETS && target.equals(Shape.NAME) && !isReadLater(trace, turn, target)) {
            context.report(context.file(), turn.rule().targetLabel().span(), "a target loses its `__name__` when it is relabelled, so no series is renamed")
                    .note(context.file(), trace.list().key().span(), "series are relabelled in `" + Rules.key(trace, "metric_relabel_configs") + "`");
        } else if (subject != RelabelList.Subject.TARGETS && MisplacedLabel.isSetting(target) && !isReadLater(trace, turn, target)) {
            context.report(context.file(), turn.rule().targetLabel().span(), "`" + target + "` says how a target is scraped; here it becomes one more label of each " + subject.word())
                    .note(context.file(), trace.list().key().span(), "what is scraped is decided in `" + Rules.key(trace, "relabel_configs") + "`");
        }
    }

    private static boolean isReadLater(RelabelTrace trace, Turn turn, String label) {
        List<RelabelRule> rules = trace.list().rules();
        return rules.subList(rules.indexOf(turn.rule()) + 1, rules.size()).stream().anyMatch(rule -> rule.actionOrDefault().isOnNames() || rule.sourceLabels().value().orElse(List.of()).contains(label));
    }

    private static String plural(RelabelList.Subject subject) {
        return switch (subject) {
            case TARGETS -> "targets";
            case SERIES, SENT_SERIES -> "series";
            case ALERTS -> "alerts";
        };
    }

    /// What the rule does with a label that is always empty.
    private static String outcome(Turn turn, RelabelList.Subject subject) {
        RelabelRule rule = turn.rule();
        if (rule.sourceLabels().value().orElse(List.of()).size() > 1) {
            return turn.dropsAll() ? ", so this rule drops every " + subject.word() : !turn.mayMatch() ? ", so this rule changes nothing" : "";
        }
        boolean matches = rule.regexOrDefault().orElseThrow().matches("");
        return switch (rule.actionOrDefault()) {
            case KEEP -> matches ? "" : ", so this rule drops every " + subject.word();
            case DROP -> matches ? ", so this rule drops every " + subject.word() : ", so this rule drops nothing";
            case REPLACE -> !matches ? ", so this rule changes nothing" : turn.hasReferences() ? ", so this rule removes " + rule.targetLabel().value().map(target -> "`" + target + "`").orElse("a label") : "";
            default -> "";
        };
    }
}
