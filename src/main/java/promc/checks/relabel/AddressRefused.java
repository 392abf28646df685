package promc.checks.relabel;

import java.util.List;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// A target whose address has a `/` once it is relabelled, such as a URL: Prometheus refuses it when it is discovered (`config.CheckTargetAddress`), and goes on without it. Where a job has no
/// rules it refuses the whole configuration, which is another finding, and so are targets that stand in files of `file_sd_configs`.
public final class AddressRefused implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/address-refused", Severity.ERROR, "A target has no valid address after relabelling, so it is not scraped");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        if (job.relabelRules().isEmpty() || job.targets().stream().noneMatch(target -> target.value().indexOf('/') >= 0) && job.relabelRules().stream()
                .noneMatch(rule -> rule.targetLabel().value().filter("__address__"::equals).isPresent())) {
            return;
        }
        List<StaticRun> refused = StaticRun.of(config, job).stream().filter(run -> run.address().indexOf('/') >= 0 && !isProbe(run)).toList();
        if (refused.isEmpty()) {
            return;
        }
        StaticRun first = refused.getFirst();
        String others = refused.size() == 1 ? "" : refused.size() == 2 ? " (nor is another one of this job)" : " (nor are " + (refused.size() - 1) + " others of this job)";
        Draft draft = context.report(context.file(), first.target().span(), "this target is not scraped" + others + ": " + (first.address().equals(first.target().value()) ? "it stays `" : "after relabelling its address is `") + first.address()
                + "`, and an address is a host and a port, without `/`");
        job.relabelRules().stream().filter(rule -> rule.targetLabel().value().filter("__address__"::equals).isPresent()).reduce((a, b) -> b)
                .ifPresent(rule -> draft.note(context.file(), rule.node().span(), "the last rule that sets the address"));
        if (first.address().equals(first.target().value()) && first.labels().containsKey("__param_target")) {
            draft.note(context.file(), job.name().span(), "it is handed on as `__param_target`; a rule that puts the exporter's address into `__address__` seems to be missing");
        }
    }

    /// True if another check knows what is missing: the job probes hosts, and no rule puts the exporter in their place.
    private static boolean isProbe(StaticRun run) {
        String path = run.labels().getOrDefault("__metrics_path__", "");
        return run.address().equals(run.target().value()) && run.labels().containsKey("__param_target") && run.labels().containsKey("__param_module") && (path.endsWith("/probe") || path.endsWith("/snmp"));
    }
}
