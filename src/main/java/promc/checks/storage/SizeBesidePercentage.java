package promc.checks.storage;

import promc.analysis.Amounts;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;

/// A limit of size beside one of percent. Prometheus takes the percentage and only logs that it leaves the size alone.
public final class SizeBesidePercentage implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/size-beside-percentage", Severity.WARNING, "A limit of size does not count beside one of percent");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(PrometheusConfig.class).forEach(config -> config.retention()
                .filter(section -> section.percentage().value().orElse(0.0) > 0 && section.size().value().orElse(0L) > 0)
                .ifPresent(section -> context.report(config.text().file(), section.size().span(), "this size does not count: where `percentage` is set, only that share of the file system does, even where it is more than "
                        + Amounts.bytes(section.size().value().orElseThrow())).note(config.text().file(), section.percentage().span(), "the percentage is set here")));
    }
}
