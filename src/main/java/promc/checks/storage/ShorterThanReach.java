package promc.checks.storage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import promc.analysis.Reach;
import promc.analysis.Reach.Extent;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Dashboard;
import promc.model.Dashboard.Filled;
import promc.model.Dashboard.Query;
import promc.model.Estate;
import promc.model.Server;
import promc.promql.PromDuration;

/// A dashboard that asks for more than any server in sight keeps: by the time range with which it opens, or by a range in a query. Which server a dashboard asks is not known, so that all of them must keep less, and
/// nothing may be in sight that keeps samples for others.
public final class ShorterThanReach implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("storage/shorter-than-reach", Severity.WARNING, "A dashboard shows more than any server in sight keeps");
    /// Images of programs that keep what Prometheus sends them.
    private static final Set<String> LONG_TERM = Set.of("mimir", "cortex", "victoria-metrics", "vmstorage", "vmselect", "m3query", "promscale", "influxdb", "enterprise-metrics");
    private static final String NOW = "now-";
    /// Units that Prometheus does not have.
    private static final String MONTHS = "M";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        if (estate.dashboards().findAny().isEmpty() || keepsElsewhere(estate)) {
            return;
        }
        Optional<Told<Duration>> longest = longest(estate, context);
        longest.ifPresent(kept -> estate.dashboards().forEach(dashboard -> check(dashboard, kept, context)));
    }

    private static boolean keepsElsewhere(Estate estate) {
        return estate.processes().stream().anyMatch(process -> process.flags().component().startsWith("thanos "))
                || estate.composeFiles().flatMap(file -> file.services().stream()).flatMap(service -> service.image().stream()).anyMatch(image -> LONG_TERM.contains(image.baseName()));
    }

    /// The longest retention by time; empty unless that of every server is told, and none sends or reads elsewhere.
    private static Optional<Told<Duration>> longest(Estate estate, Context context) {
        Told<Duration> longest = null;
        for (Server server : estate.servers()) {
            if (server.file().template() || server.config().hasMoreJobs() || !server.config().remoteWrites().isEmpty() || !server.config().remoteReads().isEmpty()) {
                return Optional.empty();
            }
            List<ServerSettings> settings = context.servers(server.config()).stream().filter(known -> known.server().filter(own -> own == server).isPresent()).toList();
            Optional<Told<Duration>> kept = settings.isEmpty() ? Optional.empty() : settings.getFirst().retentionTime();
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            longest = longest == null || kept.get().value().compareTo(longest.value()) > 0 ? kept.get() : longest;
        }
        return estate.unconfiguredServers().isEmpty() ? Optional.ofNullable(longest) : Optional.empty();
    }

    private static void check(Dashboard dashboard, Told<Duration> kept, Context context) {
        String from = dashboard.from().value().orElse("");
        OptionalLong back = from.startsWith(NOW) && !from.endsWith(MONTHS) ? PromDuration.parseMillis(from.substring(NOW.length())) : OptionalLong.empty();
        if (back.isPresent() && back.getAsLong() > kept.value().toMillis()) {
            context.report(dashboard.text().file(), dashboard.from().span(), "this dashboard opens on the last " + PromDuration.format(back.getAsLong()) + ", and no server in sight keeps samples for longer than "
                    + ServerSettings.words(kept.value()) + ": the rest of each graph is empty").note(kept);
        }
        for (Query query : dashboard.queries()) {
            if (query.filled() == Filled.NOTHING && query.expression().valid().isPresent() && Reach.of(query.expression().valid().get()).reads().stream()
                    .anyMatch(read -> read.extent() instanceof Extent.Relative(long oldest, long ahead) && oldest > kept.value().toMillis() + Reach.DEFAULT_LOOKBACK)) {
                context.report(query.expression().text(), query.expression().text().span(), "this reads further back than " + ServerSettings.words(kept.value()) + ", the longest that a server in sight keeps samples").note(kept);
            }
        }
    }
}
