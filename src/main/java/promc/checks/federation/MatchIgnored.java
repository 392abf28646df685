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
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;

/// `match[]` at a job that reads `/metrics`, where nothing looks at it: what is collected are the other server's own metrics. Likely, since an exporter of one's own may have such a
/// parameter.
public final class MatchIgnored implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/match-ignored", Severity.WARNING, "`match[]` is given to a path that does not look at it")
            .fixable(Applicability.UNSAFE);
    private static final String DEFAULT_PATH = "/metrics";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        SourceFile file = context.file();
        if (job.matches().isEmpty() || job.metricsPath() instanceof Field.Invalid<String> || !job.metricsPath().value().orElse(DEFAULT_PATH).endsWith(DEFAULT_PATH)
                || job.node().span().of(file.text()).contains("__metrics_path__")) {
            return;
        }
        context.report(file, job.matchParam().orElseThrow().span(), "the path of this job is `" + job.metricsPath().value().orElse(DEFAULT_PATH)
                        + "`, which does not look at `match[]`: only the server's own metrics are collected")
                .fix(edit(job, file).map(edit -> new Fix("Read `/federate`", Applicability.UNSAFE, List.of(edit))));
    }

    private static Optional<TextEdit> edit(ScrapeJob job, SourceFile file) {
        if (job.metricsPath() instanceof Field.Present<String>(String ignored, YamlNode node)) {
            int at = node.span().of(file.text()).lastIndexOf(DEFAULT_PATH);
            int start = node.span().start() + at;
            return at < 0 ? Optional.empty() : Optional.of(new TextEdit(file, new Span(start, start + DEFAULT_PATH.length()), "/federate"));
        }
        Optional<Entry> before = job.node().own("job_name");
        return before.flatMap(entry -> YamlEdits.insertAfter(file, job.node(), entry, "metrics_path: /federate"));
    }
}
