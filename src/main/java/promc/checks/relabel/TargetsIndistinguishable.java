package promc.checks.relabel;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.ScrapeJob;
import promc.model.StaticTargets;

/// Two targets of a job that differ in what is scraped and not in a label: each has an `up` of the same labels, and whatever else both expose.
public final class TargetsIndistinguishable implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/targets-indistinguishable", Severity.ERROR, "Two targets of a job end up with the same labels, so their series collide");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        if (job.targets().size() < 2 || job.relabelRules().isEmpty() && job.staticConfigs().stream().noneMatch(TargetsIndistinguishable::setsInstance)) {
            return;
        }
        Map<Map<String, String>, StaticRun> first = new HashMap<>();
        StaticRun one = null;
        StaticRun other = null;
        int collisions = 0;
        for (StaticRun run : StaticRun.of(config, job)) {
            if (run.address().isEmpty() || run.address().indexOf('/') >= 0) {
                continue;
            }
            StaticRun before = first.putIfAbsent(run.own(), run);
            if (before != null && !before.request().equals(run.request())) {
                collisions++;
                one = one == null ? before : one;
                other = other == null ? run : other;
            }
        }
        if (one != null) {
            report(one, other, collisions, job, context);
        }
    }

    private static boolean setsInstance(StaticTargets targets) {
        return targets.labels().stream().map(Pair::name).anyMatch("instance"::equals);
    }

    private static void report(StaticRun one, StaticRun other, int collisions, ScrapeJob job, Context context) {
        Draft draft = context.report(context.file(), other.target().span(), "this target gets the same labels as another one of the job, " + text(other.own())
                + ": their `up` and all other series that both have collide, and samples are lost" + (collisions == 1 ? "" : collisions == 2 ? " (another target collides, too)" : " (" + (collisions - 1) + " other targets collide, too)"));
        draft.note(context.file(), one.target().span(), "the other one");
        for (RelabelRule rule : job.relabelRules()) {
            if (rule.targetLabel().value().filter("instance"::equals).isPresent()) {
                draft.note(context.file(), rule.node().span(), "`instance` is set here");
                return;
            }
        }
        if (other.labels().containsKey("__param_target") && !other.labels().containsKey("instance")) {
            draft.note(context.file(), job.name().span(), "without a rule that puts `__param_target` into `instance`, that is the address of the exporter for all of them");
        }
    }

    private static String text(Map<String, String> labels) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(labels).forEach((name, value) -> text.append(text.isEmpty() ? "`{" : ", ").append(name).append("=\"").append(value).append('"'));
        return text.append("}`").toString();
    }
}
