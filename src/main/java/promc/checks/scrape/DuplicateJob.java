package promc.checks.scrape;

import java.util.HashMap;
import java.util.Map;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;

/// Two jobs of one configuration with the same name: Prometheus refuses it (`found multiple scrape configs with job name`, `config/config.go`).
public final class DuplicateJob implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/duplicate-job", Severity.ERROR, "Two scrape jobs have the same name, so the configuration does not load");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(PrometheusConfig.class).forEach(config -> {
            Map<String, ScrapeJob> first = new HashMap<>();
            for (ScrapeJob job : config.jobs()) {
                if (job.name() instanceof Field.Present<String> name) {
                    ScrapeJob before = first.putIfAbsent(name.content(), job);
                    if (before != null) {
                        context.report(file.source(), name.span(), "a job `" + name.content() + "` stands in this configuration already; Prometheus refuses two of one name")
                                .note(file.source(), before.name().span(), "the first one");
                    }
                }
            }
        });
    }
}
