package promc.checks.scrape;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.Shape;
import promc.analysis.TargetLabels;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.ScrapeJob;
import promc.source.SourceFile;

/// A job that asks an exporter to probe others, as blackbox_exporter and snmp_exporter do, and never tells it whom, or asks the probed hosts themselves. By habit such jobs have the path
/// `/probe` or `/snmp` and a parameter `module`.
public final class ProbeWithoutTarget implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("scrape/probe-without-target", Severity.WARNING, "A probing exporter is not told whom to probe, or is not the one that is asked");
    private static final Set<String> PATHS = Set.of("/probe", "/snmp");
    private static final String ADDRESS = "__address__";
    private static final String TARGET = "__param_target";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        if (job.metricsPath().value().filter(PATHS::contains).isEmpty() || job.params().stream().noneMatch(param -> param.name().equals("module"))) {
            return;
        }
        Optional<List<Shape>> requests = TargetLabels.requests(config, job);
        SourceFile file = config.text().file();
        if (requests.isEmpty() || requests.get().isEmpty()) {
            return;
        }
        String path = job.metricsPath().value().get();
        if (requests.get().stream().allMatch(request -> request.label(TARGET).isNever())) {
            context.report(file, job.metricsPath().span(), "nothing sets the parameter `target`, so the exporter is not told whom to probe and answers each scrape with an error;"
                    + " relabelling must copy `" + ADDRESS + "` to `" + TARGET + "`, and then put the address of the exporter into `" + ADDRESS + "`");
            return;
        }
        Optional<RelabelRule> copy = job.relabelRules().stream().filter(ProbeWithoutTarget::copiesAddress).findFirst();
        if (copy.isPresent() && job.relabelRules().stream().noneMatch(ProbeWithoutTarget::mayMove)) {
            context.report(file, copy.get().targetLabel().span(), "this names whom to probe, but `" + ADDRESS + "` stays the same: each host is asked for `" + path
                    + "` of its own, and the exporter never; a further rule must put its address into `" + ADDRESS + "`");
        }
    }

    private static boolean copiesAddress(RelabelRule rule) {
        return rule.actionOrDefault() == RelabelRule.Action.REPLACE && rule.targetLabel().value().filter(TARGET::equals).isPresent()
                && rule.sourceLabels().value().filter(List.of(ADDRESS)::equals).isPresent();
    }

    /// True if the rule may change the address.
    private static boolean mayMove(RelabelRule rule) {
        String target = rule.targetLabel().value().orElse("");
        return target.equals(ADDRESS) || target.indexOf('$') >= 0 || rule.actionOrDefault() == RelabelRule.Action.LABELMAP;
    }
}
