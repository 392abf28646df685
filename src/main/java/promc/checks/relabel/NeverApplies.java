package promc.checks.relabel;

import java.util.regex.Pattern;
import promc.analysis.ScrapedSeries;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.ScrapeJob;
import promc.source.SourceFile;

/// A rule of `metric_relabel_configs` whose pattern matches no series that comes this far: the job's `match[]` selects none, or the rules before it leave none.
public final class NeverApplies implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("relabel/never-applies", Severity.WARNING, "The pattern of a relabel rule matches no series that reaches it");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public boolean judgesTemplates() {
        return true;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        SourceFile file = config.text().file();
        if (job.metricRelabelRules().isEmpty() || isWritten("metric_relabel_configs", job, file) || isWritten("params", job, file)) {
            return;
        }
        for (RelabelRule rule : ScrapedSeries.of(config).neverMatching(job)) {
            Field<?> telling = rule.regex().isAbsent() ? rule.sourceLabels() : rule.regex();
            Draft draft = context.report(file, telling.span(), "no series that reaches this rule matches its pattern, so it " + outcome(rule));
            job.matchParam().filter(match -> job.isFederation()).ifPresent(match -> draft.note(file, match.span(), "only these series are collected"));
        }
    }

    /// True if a template writes some of it: Helm's and Jinja's have braces, Terraform's and Compose's `$` before a name, and `$$` for one that stays.
    private static boolean isWritten(String key, ScrapeJob job, SourceFile file) {
        return job.node().entry(key).filter(entry -> Written.TEMPLATE.matcher(entry.span().of(file.text())).find()).isPresent();
    }

    private static final class Written {
        static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\$\\$|\\$\\{[a-zA-Z_]");
    }

    private static String outcome(RelabelRule rule) {
        return switch (rule.actionOrDefault()) {
            case KEEP -> "drops them all";
            default -> "changes nothing";
        };
    }
}
