package promc.checks.relabel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.analysis.RelabelTrace;
import promc.analysis.RelabelTrace.Turn;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.regex.Regex;

/// `labeldrop` or `labelkeep` in `metric_relabel_configs` that takes away what tells series apart: `instance` where several targets differ in nothing else, `le` of buckets. What federation
/// jobs drop is told by a check of federation.
public final class LabeldropMergesSeries implements Check.RelabelCheck {
    private static final CheckInfo INFO = CheckInfo.likely("relabel/labeldrop-merges-series", Severity.WARNING, "A rule drops labels that tell series apart, so several become one");
    /// Labels by which series of one histogram or summary differ.
    private static final List<String> OF_FAMILIES = List.of("le", "quantile");
    private static final String INSTANCE = "instance";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RelabelTrace trace, Optional<ScrapeJob> job, PrometheusConfig config, Context context) {
        if (trace.list().subject() != RelabelList.Subject.SERIES || job.isEmpty() || job.get().isFederation()) {
            return;
        }
        for (Turn turn : trace.turns()) {
            RelabelRule rule = turn.rule();
            boolean drops = rule.actionOrDefault() == Action.LABELDROP;
            if (copies(rule)) {
                // The values live on under other names.
                return;
            }
            if ((drops || rule.actionOrDefault() == Action.LABELKEEP) && turn.removes(INSTANCE)) {
                collision(rule, drops, config, job.get()).ifPresent(pair -> context.report(context.file(), Rules.pattern(rule),
                                "this drops `instance`, in which alone the targets of this job differ: series that two of them have become one, and samples are lost")
                        .note(context.file(), pair.get(0).target().span(), "one of them").note(context.file(), pair.get(1).target().span(), "another one"));
            }
            if (drops && !rule.regexOrDefault().orElseThrow().matchesEverything()) {
                OF_FAMILIES.stream().filter(label -> rule.regexOrDefault().orElseThrow().matches(label)).findFirst().ifPresent(label -> context.report(context.file(), Rules.pattern(rule),
                        "this drops `" + label + "`: " + (label.equals("le") ? "all buckets of a histogram become one series" : "all quantiles of a summary become one series") + ", and all samples but one are lost"));
            }
        }
    }

    private static boolean copies(RelabelRule rule) {
        return switch (rule.actionOrDefault()) {
            case REPLACE -> rule.sourceLabels().value().orElse(List.of()).contains(INSTANCE);
            case LABELMAP -> rule.regex().value().filter(regex -> regex.matches(INSTANCE)).isPresent();
            default -> false;
        };
    }

    /// Two targets that are told apart by no label that is left; empty if there are none among those that are written down.
    private static Optional<List<StaticRun>> collision(RelabelRule rule, boolean drops, PrometheusConfig config, ScrapeJob job) {
        Regex names = rule.regexOrDefault().orElseThrow();
        Map<Map<String, String>, StaticRun> first = new HashMap<>();
        for (StaticRun run : StaticRun.of(config, job)) {
            Map<String, String> left = new TreeMap<>(run.own());
            left.keySet().removeIf(name -> names.matches(name) == drops);
            StaticRun before = first.putIfAbsent(left, run);
            if (before != null && !before.own().equals(run.own())) {
                return Optional.of(List.of(before, run));
            }
        }
        return Optional.empty();
    }
}
