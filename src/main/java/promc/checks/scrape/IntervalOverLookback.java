package promc.checks.scrape;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Field;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.VectorSelector;
import promc.promql.Expr;
import promc.source.SourceFile;
import promc.source.Span;

/// A job that scrapes less often than the lookback is long. Where rules of the server read its series with instant selectors, `promql/staleness-gap` says so at each of them, and nothing
/// is said here.
public final class IntervalOverLookback implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("scrape/interval-over-lookback", Severity.WARNING, "What a job scrapes is gone between two scrapes");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            if (server.config().jobs().stream().anyMatch(job -> job.interval().value().isPresent()) || server.config().scrapeInterval().value().isPresent()) {
                context.servers(server.config()).stream().filter(settings -> settings.server().filter(own -> own == server).isPresent())
                        .forEach(settings -> check(server, settings, context));
            }
        }
    }

    private static void check(Server server, ServerSettings settings, Context context) {
        Duration lookback = settings.lookback().map(Told::value).orElse(ServerSettings.DEFAULT_LOOKBACK);
        if (settings.longestScrapeInterval().filter(longest -> longest.compareTo(lookback) > 0).isEmpty()) {
            return;
        }
        Set<ScrapeJob> told = read(server, settings);
        PrometheusConfig config = server.config();
        SourceFile file = config.text().file();
        for (ScrapeJob job : config.jobs()) {
            boolean own = job.interval().value().filter(interval -> !interval.isZero()).isPresent();
            Optional<Duration> interval = settings.scrapeInterval(job).map(Told::value);
            // A default of the configuration of promc says nothing of a job in sight.
            boolean written = own || config.scrapeInterval().value().isPresent() && !(job.interval() instanceof Field.Invalid);
            if (!written || interval.isEmpty() || interval.get().compareTo(lookback) <= 0 || told.contains(job) || ServerSettings.setsInterval(job)) {
                continue;
            }
            Span place = own ? job.interval().span() : config.scrapeInterval().span();
            Draft draft = context.report(file, place, "what is scraped every " + ServerSettings.words(interval.get()) + " counts for " + ServerSettings.words(lookback)
                    + " only: in between, the series and `up` are gone for queries and alerts that do not look back themselves");
            settings.lookback().ifPresentOrElse(draft::note, () -> draft.likely().note(file, place,
                    "5m is Prometheus' default; no command line is in sight that sets `--query.lookback-delta`"));
        }
    }

    /// The jobs whose series rules of the server read with instant selectors.
    private static Set<ScrapeJob> read(Server server, ServerSettings settings) {
        Set<ScrapeJob> read = Collections.newSetFromMap(new IdentityHashMap<>());
        server.rules().forEach(link -> link.files().forEach(file -> {
            for (RuleGroup group : file.groups()) {
                for (Rule rule : group.rules()) {
                    rule.expr().value().flatMap(Expression::valid).ifPresent(root -> read(root, settings, read));
                }
            }
        }));
        return read;
    }

    private static void read(Expr root, ServerSettings settings, Set<ScrapeJob> read) {
        List<Expr> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Expr node = open.removeLast();
            if (node instanceof VectorSelector selector) {
                if (settings.gaps(selector).isPresent()) {
                    settings.jobs(selector).ifPresent(read::addAll);
                }
            } else if (!(node instanceof MatrixSelector)) {
                open.addAll(node.children());
            }
        }
    }
}
