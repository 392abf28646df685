package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.StaticTargets;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;

/// Who makes the series of one server: its jobs and the rules that it loads. Safe for use by several threads.
public final class SampleSources {
    private final Optional<Server> server;
    private final List<RuleFile> files;
    private List<Source> scraped;
    private final Map<Asked, Boolean> mayBeScraped = new ConcurrentHashMap<>();
    private Map<String, List<Recording>> recordings;

    private SampleSources(Optional<Server> server, List<RuleFile> files) {
        this.server = server;
        this.files = files;
    }

    static SampleSources of(Server server) {
        List<RuleFile> files = new ArrayList<>();
        server.rules().forEach(link -> files.addAll(link.files()));
        return new SampleSources(Optional.of(server), files);
    }

    /// Of a server that is not in sight and loads these files among others.
    static SampleSources of(List<RuleFile> files) {
        return new SampleSources(Optional.empty(), files);
    }

    /// A job with what its series look like.
    private record Source(ScrapeJob job, ScrapedSeries series) {}

    /// A matcher on the series of a metric.
    private record Asked(String metric, String label, MatchOp op, String value) {}

    /// A rule that makes series, where it stands.
    public record Recording(Rule rule, RuleGroup group, RuleFile file) {}

    /// The rules that record a metric of this name. Those of templates are not known.
    synchronized List<Recording> recordings(String metric) {
        if (recordings == null) {
            recordings = new HashMap<>();
            files.forEach(this::index);
        }
        return recordings.getOrDefault(metric, List.of());
    }

    private void index(RuleFile file) {
        for (RuleGroup group : file.groups()) {
            for (Rule rule : group.rules()) {
                if (rule.isRecording() && rule.name().value().isPresent()) {
                    recordings.computeIfAbsent(rule.name().value().get(), name -> new ArrayList<>()).add(new Recording(rule, group, file));
                }
            }
        }
    }

    /// The rules that can record a series that the selector reads, by its name; empty if it does not tell one.
    Optional<List<Recording>> recordings(VectorSelector selector) {
        Set<String> names = SelectorSeries.names(selector);
        if (names.isEmpty() || names.stream().anyMatch(RuleSeries.OF_ALERTS::contains)) {
            return Optional.empty();
        }
        List<Recording> found = new ArrayList<>();
        names.forEach(name -> found.addAll(recordings(name)));
        return Optional.of(found);
    }

    /// The jobs that can store a series that the selector reads; empty if not all of them are in sight, or one collects what others scraped.
    Optional<List<ScrapeJob>> jobs(VectorSelector selector) {
        Set<String> names = SelectorSeries.names(selector);
        if (names.isEmpty() || server.isEmpty() || !server.get().hasAllJobs()) {
            return Optional.empty();
        }
        List<ScrapeJob> found = new ArrayList<>();
        for (Source source : scraped()) {
            if (names.stream().anyMatch(name -> mayStore(source, name, selector.matchers()))) {
                if (source.job.isFederation()) {
                    return Optional.empty();
                }
                found.add(source.job);
            }
        }
        return Optional.of(found);
    }

    /// False if it is proved that no job of the server stores a series of the selector's metric that this matcher accepts, and no rule that it loads records the metric. True where not all jobs are in
    /// sight, or one collects what others scraped and does not say what.
    boolean mayMake(VectorSelector selector, Matcher matcher) {
        Optional<List<Recording>> made = recordings(selector);
        if (made.isEmpty() || !made.get().isEmpty() || server.isEmpty() || !server.get().hasAllJobs()) {
            return true;
        }
        for (String name : SelectorSeries.names(selector)) {
            Asked asked = new Asked(name, matcher.label().text(), matcher.op(), matcher.value().value());
            Boolean known = mayBeScraped.get(asked);
            if (known == null) {
                known = mayBeScraped(name, matcher);
                mayBeScraped.put(asked, known);
            }
            if (known) {
                return true;
            }
        }
        return false;
    }

    /// A job of the name that is asked for is most likely the one, so that those come first.
    private boolean mayBeScraped(String metric, Matcher matcher) {
        List<Source> others = new ArrayList<>();
        for (Source source : scraped()) {
            if (MatchLanguages.refuses(matcher, source.job.name().value().orElse(""))) {
                others.add(source);
            } else if (mayStore(source, metric, List.of(matcher))) {
                return true;
            }
        }
        return others.stream().anyMatch(source -> mayStore(source, metric, List.of(matcher)));
    }

    private synchronized List<Source> scraped() {
        if (scraped == null) {
            scraped = new ArrayList<>();
            for (PrometheusConfig config : server.orElseThrow().configs()) {
                ScrapedSeries series = ScrapedSeries.of(config);
                config.jobs().forEach(job -> scraped.add(new Source(job, series)));
            }
        }
        return scraped;
    }

    private boolean mayStore(Source source, String metric, List<Matcher> matchers) {
        // Colons are for what rules record: a job has such names only if it collects from another Prometheus.
        if (metric.indexOf(':') >= 0 && !source.job.isFederation() && !recordings(metric).isEmpty()) {
            return false;
        }
        for (Shape shape : source.series.of(source.job, metric)) {
            boolean possible = true;
            for (Matcher matcher : matchers) {
                possible &= matcher.label().text().equals(Shape.NAME) || !SelectorSeries.fact(matcher).excludes(shape.label(matcher.label().text()));
            }
            if (possible) {
                return true;
            }
        }
        return false;
    }

    /// True if a target of the job may have an interval of its own, as far as the job tells.
    static boolean setsInterval(ScrapeJob job) {
        for (RelabelRule rule : job.relabelRules()) {
            String target = rule.targetLabel().value().orElse("");
            if (target.equals(TargetLabels.SCRAPE_INTERVAL) || target.indexOf('$') >= 0
                    || rule.actionOrDefault() == RelabelRule.Action.LABELMAP && !rule.replacementOrDefault().equals(RelabelRule.DEFAULT_REPLACEMENT)) {
                return true;
            }
        }
        for (StaticTargets targets : job.staticConfigs()) {
            for (Pair label : targets.labels()) {
                if (label.name().equals(TargetLabels.SCRAPE_INTERVAL)) {
                    return true;
                }
            }
        }
        return false;
    }
}
