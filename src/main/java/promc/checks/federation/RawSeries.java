package promc.checks.federation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import promc.analysis.MatchLanguages;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ExporterTable;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;

/// A pattern of names that takes all an exporter shows, as it is scraped: a series or more of each metric for each target. Likely by promc's table of exporters.
public final class RawSeries implements Check.ScrapeJobCheck {
    private static final String NAME = "__name__";
    private static final CheckInfo INFO = CheckInfo.likely("federation/raw-series", Severity.INFO, "A selector copies what an exporter shows of each target");
    /// Exporters that show much of each machine, container, object or process.
    private static final Set<String> DETAILED = Set.of("node_exporter", "cadvisor", "kube-state-metrics", "kubelet", "kubernetes-apiserver");
    /// Fewer metrics of an exporter may be just those that are needed.
    private static final int MANY = 20;
    /// A pattern that takes as much of more exporters is about something else, such as all counters.
    private static final int MOST_EXPORTERS = 2;
    /// Asked for with one value, these make it the series of one target.
    private static final Set<String> PINNED = Set.of("instance", "node", "pod");

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
        List<Selected> all = Selected.of(job);
        for (Selected selected : all.size() > Selected.MOST_COMPARED ? List.<Selected>of() : all) {
            List<Matcher> names = selected.selector().matchers().stream().filter(matcher -> matcher.label().text().equals(NAME)).toList();
            if (names.stream().noneMatch(matcher -> matcher.op() == MatchOp.REGEX) || selected.set().names().isPresent() || selected.selector().matchers().stream().anyMatch(RawSeries::pins)) {
                continue;
            }
            Map<String, Integer> metrics = new TreeMap<>();
            ExporterTable.forEach((metric, exporter) -> {
                if (DETAILED.contains(exporter) && names.stream().noneMatch(matcher -> MatchLanguages.refuses(matcher, metric))) {
                    metrics.merge(exporter, 1, Integer::sum);
                }
            });
            metrics.values().removeIf(count -> count < MANY);
            if (!metrics.isEmpty() && metrics.size() <= MOST_EXPORTERS) {
                String what = metrics.entrySet().stream().map(known -> known.getValue() + " metrics of " + known.getKey()).collect(Collectors.joining(" and "));
                context.report(selected.expression().text(), selected.expression().text().span(), "this takes what exporters show of each target: promc's table has " + what
                        + " that it matches; record what is needed on that server and federate the records");
            }
        }
    }

    private static boolean pins(Matcher matcher) {
        return PINNED.contains(matcher.label().text()) && matcher.op() == MatchOp.EQUAL && !matcher.value().value().isEmpty();
    }
}
