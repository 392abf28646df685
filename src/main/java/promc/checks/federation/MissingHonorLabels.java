package promc.checks.federation;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.source.SourceFile;
import promc.yaml.YamlNode.Entry;

/// A federation job without `honor_labels: true`: the `job` and `instance` of every series become `exported_job` and `exported_instance`, and selectors on them find nothing.
/// A job whose relabelling deals with `exported_` labels knows what it does.
public final class MissingHonorLabels implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/missing-honor-labels", Severity.WARNING,
            "A federation job overwrites `job` and `instance` of the series it collects").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        SourceFile file = context.file();
        if (!job.isFederation() || job.honorLabels().value().orElse(false) || job.honorLabels() instanceof Field.Invalid<Boolean>
                || job.node().span().of(file.text()).contains("exported_")) {
            return;
        }
        context.report(file, job.honorLabels().isAbsent() ? job.metricsPath().span() : job.honorLabels().span(),
                        "without `honor_labels: true` the series collected here get this job's `job` and `instance`; their own become `exported_job` and `exported_instance`")
                .fix(edit(job, file).map(edit -> new Fix("Set `honor_labels: true`", Applicability.UNSAFE, List.of(edit))));
    }

    private static Optional<TextEdit> edit(ScrapeJob job, SourceFile file) {
        if (job.honorLabels() instanceof Field.Present<Boolean> present) {
            return Optional.of(new TextEdit(file, present.span(), "true"));
        }
        Optional<Entry> after = job.node().own("job_name").or(() -> job.node().own("metrics_path"));
        return after.flatMap(entry -> YamlEdits.insertAfter(file, job.node(), entry, "honor_labels: true"));
    }
}
