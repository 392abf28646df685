package promc.checks.storage;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;

/// A section `storage.tsdb.retention` that sets no limit. It does not stand for the default of 15 days but takes its place, and that of all flags: nothing is ever deleted. Who writes a zero means it. Before
/// Prometheus 3.11 an empty section says nothing.
public final class RetentionEmptyBlock implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("storage/retention-empty-block", Severity.WARNING, "An empty section `retention` takes every limit away, so nothing is ever deleted");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(PrometheusConfig.class).forEach(config -> config.retention()
                .filter(section -> section.time().isAbsent() && section.size().isAbsent() && section.percentage().isAbsent()
                        && context.servers(config).stream().flatMap(server -> server.version().stream()).allMatch(version -> version.isAtLeast(3, 11))).ifPresent(section ->
                        context.report(config.text().file(), section.key(), "this section sets no limit, and takes the place of the default of 15d and of all flags: nothing is ever deleted")));
    }
}
