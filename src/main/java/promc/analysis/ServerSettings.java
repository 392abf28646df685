package promc.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import promc.model.Field;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags;
import promc.model.ServerProcess;
import promc.model.Version;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.promql.PromDuration;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlScalar;

/// What the server that rules are for is set to, each setting with what tells it (Prometheus 3.14 `config/config.go`, `cmd/prometheus/main.go`). What no file tells, and no
/// [ServerDefaults] either, is empty. A default of Prometheus is told only where the place that could say otherwise is in sight. Used by one thread.
public final class ServerSettings {
    /// Of scrapes and evaluations, where the configuration does not set them.
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    /// Of `--query.lookback-delta`.
    public static final Duration DEFAULT_LOOKBACK = Duration.ofMillis(Reach.DEFAULT_LOOKBACK);

    private final Optional<Server> server;
    private final ServerDefaults defaults;
    private final SampleSources sources;
    // Asked for by every expression that has a range or an offset.
    private Optional<Told<Duration>> lookback;
    private Retention retention;
    private Optional<Duration> longestScrapeInterval;
    /// Of jobs of `scrape_config_files`, by identity; null until it is asked for.
    private Map<ScrapeJob, PrometheusConfig> places;

    ServerSettings(Optional<Server> server, ServerDefaults defaults, SampleSources sources) {
        this.server = server;
        this.defaults = defaults;
        this.sources = sources;
    }

    /// The server, if one of the estate loads the rules.
    public Optional<Server> server() {
        return server;
    }

    /// Its configuration, if it is in sight and holds more than templates.
    public Optional<PrometheusConfig> config() {
        return server.filter(found -> !found.file().template()).map(Server::config);
    }

    /// Its command line, if a service in sight runs it. What `extends` brings is not in sight. Those of a ruler say nothing of the servers that it reads.
    public Optional<ServerFlags> flags() {
        return server.flatMap(Server::runs).map(Server.Run::process).filter(process -> process.told() && process.runs("prometheus")).map(ServerProcess::flags);
    }

    /// Where the service that runs it is named.
    public Optional<Why> service() {
        return server.flatMap(Server::runs).map(run ->
                new Why("the server that loads this rule", Optional.of(EmbeddedText.whole(run.process().file())), run.process().place()));
    }

    /// How often a job of the server scrapes its targets. A target's own `__scrape_interval__` is not looked at.
    public Optional<Told<Duration>> scrapeInterval(ScrapeJob job) {
        return config().flatMap(config -> positive(job.interval()).map(own -> told(own, where(job), job.interval().span(), "this job scrapes every " + words(own)))
                .or(() -> job.interval() instanceof Field.Invalid ? Optional.empty()
                        : interval(config.scrapeInterval(), "scrape_interval", "jobs without an interval of their own scrape every ")))
                .or(defaults::scrapeInterval);
    }

    /// How often the rules of a group are evaluated.
    public Optional<Told<Duration>> evaluationInterval(RuleGroup group, SourceFile file) {
        Field<Duration> own = group.interval();
        if (own instanceof Field.Invalid) {
            return Optional.empty();
        }
        Optional<Duration> written = positive(own);
        if (written.isPresent()) {
            return Optional.of(new Told<>(written.get(), Why.in(file, own.span(), "this group is evaluated every " + words(written.get()))));
        }
        return usualEvaluationInterval();
    }

    /// How often groups are evaluated that do not say it themselves; subqueries without a step take it for theirs.
    public Optional<Told<Duration>> usualEvaluationInterval() {
        return config().flatMap(config -> interval(config.evaluationInterval(), "evaluation_interval", "groups without an interval of their own are evaluated every "))
                .or(defaults::evaluationInterval);
    }

    /// How far before their evaluation the rules of a group look.
    public Optional<Told<Duration>> queryOffset(RuleGroup group, SourceFile file) {
        Field<Duration> own = group.queryOffset();
        if (own.value().isPresent()) {
            return Optional.of(new Told<>(own.value().get(), Why.in(file, own.span(), "this group looks " + words(own.value().get()) + " back")));
        }
        return own instanceof Field.Invalid ? Optional.empty() : config().filter(config -> !(config.ruleQueryOffset() instanceof Field.Invalid))
                .map(config -> told(config.ruleQueryOffset().value().orElse(Duration.ZERO), config.ruleQueryOffset().span(), "rules look so far back"));
    }

    /// Its own duration, or that of Prometheus, which takes its place where none is written or it is zero.
    private Optional<Told<Duration>> interval( Field<Duration> global, String key, String what) {
        if (global instanceof Field.Invalid) {
            return Optional.empty();
        }
        Optional<Duration> written = positive(global);
        return Optional.of(told(written.orElse(DEFAULT_INTERVAL), global.span(), written.isPresent() ? what + words(written.get())
                : "without `" + key + "` in `global`, Prometheus takes " + words(DEFAULT_INTERVAL)));
    }

    /// How long a sample is taken for the present one.
    public Optional<Told<Duration>> lookback() {
        if (lookback == null) {
            lookback = flag("query.lookback-delta", DEFAULT_LOOKBACK, "instant selectors look back ").or(defaults::lookback);
        }
        return lookback;
    }

    /// How long samples are kept; empty too where only a size limits it, or nothing does.
    public Optional<Told<Duration>> retentionTime() {
        // Asked for by every expression that looks back, mostly with no server in sight.
        return server.isEmpty() ? defaults.retention() : retention().time().value();
    }

    /// How long samples are kept, and how many bytes of them.
    public Retention retention() {
        if (retention == null) {
            // A template of a configuration may bring the section that counts.
            retention = Retention.of(config(), server.isPresent() && config().isEmpty() ? Optional.empty() : flags(), defaults, version());
        }
        return retention;
    }

    /// What a flag sets, or its default where the command line is known to lack it.
    private Optional<Told<Duration>> flag(String name, Duration byDefault, String what) {
        Optional<ServerFlags> flags = flags();
        if (flags.isEmpty()) {
            return Optional.empty();
        }
        Optional<Flag> flag = flags.get().flag(name);
        if (flag.isPresent()) {
            OptionalLong millis = flags.get().value(name).map(PromDuration::parseMillis).orElse(OptionalLong.empty());
            return millis.isEmpty() ? Optional.empty() : Optional.of(new Told<>(Duration.ofMillis(millis.getAsLong()),
                    Why.in(flag.get().text().file(), flag.get().span(), what + PromDuration.format(millis.getAsLong()))));
        }
        return flags.get().isClosed() ? Optional.of(new Told<>(byDefault, Why.in(flags.get().file().file(), flags.get().place(), what + words(byDefault)
                + ", the default, as this command line has no `--" + name + "`"))) : Optional.empty();
    }

    /// The labels that leaving series and alerts get; one whose value is filled in from the environment is not among them. Empty if the configuration is not in sight.
    public Optional<Map<String, Told<String>>> externalLabels() {
        return config().map(config -> {
            Map<String, Told<String>> labels = new TreeMap<>();
            for (Pair pair : config.externalLabels()) {
                pair.value().value().filter(scalar -> !scalar.isNull() && scalar.value().indexOf('$') < 0).map(YamlScalar::value)
                        .ifPresent(value -> labels.put(pair.name(), told(value, pair.key().span(), "an external label of the server that loads this rule")));
            }
            return labels;
        });
    }

    /// Its version: what the configuration says it is, else the tag of the image, if the Prometheus project publishes it.
    public Optional<Version> version() {
        return defaults.version().or(() -> server.flatMap(Server::runs).flatMap(run -> run.process().prometheusVersion()));
    }

    /// What `--enable-feature` switches on: what the configuration says, else what the command line does, if all of it is in sight.
    public Optional<Set<String>> features() {
        return defaults.features().or(() -> flags().filter(flags -> flags.complete() && !flags.open()).flatMap(ServerSettings::features));
    }

    private static Optional<Set<String>> features(ServerFlags flags) {
        Set<String> features = new HashSet<>();
        for (Flag flag : flags.flags()) {
            if (flag.name().equals("enable-feature")) {
                if (flag.value().isEmpty() || flag.value().get().unknown()) {
                    return Optional.empty();
                }
                features.addAll(Arrays.asList(flag.value().get().value().split(",")));
            }
        }
        return Optional.of(features);
    }

    /// True if its rules read more than its own storage: what a remote one answers, too.
    public boolean readsRemote() {
        return config().filter(config -> config.root().get("remote_read").isEmpty()).isEmpty();
    }

    /// How far apart, at least, samples of the series lie that a selector reads: one duration for each job that can store such a series, and for each rule of the server that records it.
    /// Empty if it is not known who makes them: series that other servers send or that are read from them, jobs that are not in sight.
    public Optional<List<Told<Duration>>> distances(VectorSelector selector) {
        Optional<List<SampleSources.Recording>> rules = sources.recordings(selector);
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        boolean named = selector.metric().isPresent();
        boolean ofRules = named && selector.metric().get().indexOf(':') >= 0;
        if (server.isEmpty() && rules.get().isEmpty()) {
            return named && !ofRules ? defaults.scrapeInterval().map(List::of) : Optional.empty();
        }
        // Where no server is in sight, names with colons tell what rules record; what else a file records may come from jobs as well.
        Optional<List<ScrapeJob>> jobs = server.isPresent() ? sources.jobs(selector) : ofRules ? Optional.of(List.of()) : Optional.empty();
        if (jobs.isEmpty() || server.isPresent() && (readsRemote() || receives())) {
            return Optional.empty();
        }
        List<Told<Duration>> found = new ArrayList<>();
        for (ScrapeJob job : jobs.get()) {
            Optional<Told<Duration>> interval = SampleSources.setsInterval(job) ? Optional.empty() : scrapeInterval(job);
            if (interval.isEmpty()) {
                return Optional.empty();
            }
            found.add(interval.get());
        }
        for (SampleSources.Recording rule : rules.get()) {
            Optional<Told<Duration>> interval = evaluationInterval(rule.group(), rule.file().text().file());
            if (interval.isEmpty()) {
                return Optional.empty();
            }
            found.add(interval.get());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /// The same for a selector whose series are gone between two samples, since they lie farther apart than the lookback; empty for others and for those of rules, of which their groups are to blame.
    public Optional<List<Told<Duration>>> gaps(VectorSelector selector) {
        if (selector.metric().filter(name -> !recordings(name).isEmpty()).isPresent()) {
            return Optional.empty();
        }
        Duration visible = lookback().map(Told::value).orElse(DEFAULT_LOOKBACK);
        return distances(selector).filter(distances -> distances.stream().noneMatch(distance -> distance.value().compareTo(visible) <= 0));
    }

    /// The jobs that can store a series that the selector reads; empty if not all of them are in sight, or one collects what others scraped.
    public Optional<List<ScrapeJob>> jobs(VectorSelector selector) {
        return sources.jobs(selector);
    }

    /// False if no job of the server stores a series of the selector's metric that this matcher accepts, no rule that it loads records the metric, and no other server is known to send or show it any.
    public boolean mayMake(VectorSelector selector, Matcher matcher) {
        return server.isEmpty() || readsRemote() || receives() || sources.mayMake(selector, matcher);
    }

    /// The rules that the server loads and that record series of this name, or make them as alerts do.
    public List<SampleSources.Recording> recordings(String metric) {
        return sources.recordings(metric);
    }

    /// The longest interval at which any of its jobs scrapes, or the default; a cheap bound of what [#distances] tells. Empty if none is told.
    public Optional<Duration> longestScrapeInterval() {
        if (longestScrapeInterval == null) {
            longestScrapeInterval = findLongestScrapeInterval();
        }
        return longestScrapeInterval;
    }

    private Optional<Duration> findLongestScrapeInterval() {
        Optional<Duration> longest = defaults.scrapeInterval().filter(told -> server.isEmpty()).map(Told::value);
        for (ScrapeJob job : config().isEmpty() ? List.<ScrapeJob>of() : server.orElseThrow().jobs()) {
            Optional<Told<Duration>> interval = scrapeInterval(job);
            if (interval.isPresent() && (longest.isEmpty() || longest.get().compareTo(interval.get().value()) < 0)) {
                longest = interval.map(Told::value);
            }
        }
        return longest;
    }

    /// True if a target of the job may have an interval of its own, as far as the job tells.
    public static boolean setsInterval(ScrapeJob job) {
        return SampleSources.setsInterval(job);
    }

    /// True if others may write to the server, or that is not known.
    public boolean receives() {
        Optional<ServerFlags> flags = server.flatMap(Server::runs).map(run -> run.process().flags());
        return flags.isPresent() && (flags.get().open() || flags.get().flag("web.enable-remote-write-receiver").isPresent() || flags.get().flag("web.enable-otlp-receiver").isPresent()
                || features(flags.get()).filter(on -> !on.contains("remote-write-receiver") && !on.contains("otlp-write-receiver")).isEmpty());
    }

    /// The file that a job of the server stands in.
    private PrometheusConfig where(ScrapeJob job) {
        if (places == null) {
            places = new IdentityHashMap<>();
            server.orElseThrow().parts().forEach(part -> part.jobs().forEach(own -> places.put(own, part)));
        }
        return places.getOrDefault(job, server.orElseThrow().config());
    }

    private <T> Told<T> told(T value, Span place, String reason) {
        return told(value, server.orElseThrow().config(), place, reason);
    }

    private static <T> Told<T> told(T value, PrometheusConfig in, Span place, String reason) {
        return new Told<>(value, Why.in(in.text().file(), place, reason));
    }

    private static Optional<Duration> positive(Field<Duration> field) {
        return field.value().filter(duration -> !duration.isZero());
    }

    /// As Prometheus prints it.
    public static String words(Duration duration) {
        return PromDuration.format(duration.toMillis());
    }
}
