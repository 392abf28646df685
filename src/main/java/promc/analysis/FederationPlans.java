package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import promc.analysis.FederatingJob.Leaf;
import promc.analysis.FederationPlan.Need;
import promc.analysis.TopRead.Reader;
import promc.model.Estate;
import promc.model.Inventory;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.source.SourceFile;

/// Makes a [FederationPlan] of each federating job of an estate. What is the same for several is looked for once. Safe for use by several threads.
public final class FederationPlans {
    private final Estate estate;
    private final RuleGraph graph;
    private final Federation federation;
    private final Function<String, Inventory> inventories;
    // By identity: to compare servers would be to compare all that they hold.
    private final Map<Server, TopReads> reads = new IdentityHashMap<>();
    private final Map<List<MatchSelector>, MatchList> lists = new HashMap<>();
    private Optional<DashboardSelectors> dashboards = Optional.empty();
    private final Map<ScrapeJob, List<FederationPlan>> known = new IdentityHashMap<>();
    private final Map<Server, LeafRules> leafRules = new IdentityHashMap<>();

    FederationPlans(Estate estate, RuleGraph graph, Federation federation, Function<String, Inventory> inventories) {
        this.estate = estate;
        this.graph = graph;
        this.federation = federation;
        this.inventories = inventories;
    }

    /// Of every federating job, server by server; those of templates are among them, though it is not known what these will say.
    public List<FederationPlan> all() {
        List<FederationPlan> plans = new ArrayList<>();
        Set<ScrapeJob> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Server server : estate.servers()) {
            for (PrometheusConfig config : server.configs()) {
                config.jobs().stream().filter(ScrapeJob::isFederation).filter(seen::add).forEach(job -> plans.addAll(of(job, config, server)));
            }
        }
        return plans;
    }

    /// Of one job, once for each server that loads it. `config` is the file that it stands in.
    public List<FederationPlan> of(ScrapeJob job, PrometheusConfig config) {
        return estate.servers().stream().filter(server -> server.configs().stream().anyMatch(own -> own == config)).findFirst().map(server -> of(job, config, server)).orElse(List.of());
    }

    private synchronized List<FederationPlan> of(ScrapeJob job, PrometheusConfig config, Server server) {
        List<FederationPlan> plans = known.get(job);
        if (plans == null) {
            List<FederatingJob> jobs = federation.of(job);
            plans = (jobs.isEmpty() ? List.of(new FederatingJob(server, config, job, List.of(), false)) : jobs).stream().map(this::plan).toList();
            known.put(job, plans);
        }
        return plans;
    }

    private TopReads reads(Server top) {
        TopReads found = reads.get(top);
        if (found == null) {
            if (dashboards.isEmpty()) {
                dashboards = Optional.of(DashboardSelectors.of(estate));
            }
            found = TopReads.of(top, estate, graph, federation, dashboards.get());
            reads.put(top, found);
        }
        return found;
    }

    private LeafRules leafRules(Server leaf) {
        LeafRules found = leafRules.get(leaf);
        if (found == null) {
            found = LeafRules.of(leaf, graph);
            leafRules.put(leaf, found);
        }
        return found;
    }

    private FederationPlan plan(FederatingJob job) {
        TopReads top = reads(job.top());
        Inventory inventory = inventories.apply(job.config().text().file().path());
        LeafMatchers leaf = new LeafMatchers(job, inventory);
        List<LeafRules> rules = job.leaves().stream().map(Leaf::server).map(this::leafRules).toList();
        OwnSeries ownSeries = new OwnSeries(job);
        FederationEntries entries = new FederationEntries(job.job(), rules);
        Map<MatchSelector, Gathered> needed = new LinkedHashMap<>();
        Map<MatchSelector, Gathered> own = new LinkedHashMap<>();
        Map<MatchSelector, Gathered> unmade = new LinkedHashMap<>();
        List<Reader> untold = new ArrayList<>(top.untold());
        String renames = "";
        for (TopRead read : top.reads()) {
            LeafMatchers.Asked asked = leaf.ask(read.selector());
            if (!asked.known()) {
                untold.addAll(read.readers());
                renames = asked.reason();
            }
            boolean ours = ownSeries.isSure(read);
            for (MatchSelector selector : asked.selectors()) {
                boolean nowhere = !ours && job.complete() && !rules.isEmpty() && rules.stream().noneMatch(server -> server.mayHave(selector));
                (ours ? own : nowhere ? unmade : needed).computeIfAbsent(selector, key -> new Gathered()).add(read, asked.dropped(), ours ? List.of() : ownSeries.mayStore(read));
            }
        }
        for (TopRead read : top.dashboards()) {
            if (leaf.renames() || entries.shareName(read.selector())) {
                LeafMatchers.Asked asked = leaf.ask(read.selector());
                boolean ours = ownSeries.isSure(read);
                if (!asked.known()) {
                    untold.addAll(read.readers());
                    renames = asked.reason();
                }
                // Which server a dashboard asks is not known: of this one it needs no more than it has.
                asked.selectors().stream().filter(selector -> !ours).map(entries::parts).flatMap(List::stream)
                        .forEach(part -> needed.computeIfAbsent(part, key -> new Gathered()).add(read, asked.dropped(), List.of()));
            }
        }
        boolean kept = needed.isEmpty() && kept(job, entries, needed);
        List<Need> needs = needs(needed, entries);
        MatchList list = lists.computeIfAbsent(needs.stream().map(Need::selector).toList(), MatchSynthesis::of);
        boolean writes = job.top().config().root().get("remote_write").isPresent();
        return new FederationPlan(job, entries.of(needs), needs, needs(own, FederationEntries.NONE), needs(unmade, FederationEntries.NONE), proposals(needs, list.selectors()), list.proof(), list.minimal(), kept ? List.of() : untold.stream().distinct().toList(),
                kept ? Set.of() : top.missing(), writes && !kept, kept ? "" : renames, LeafRules.made(rules));
    }

    /// Where nothing in sight reads what a job collects: what its own relabelling lets through, if that tells.
    private static boolean kept(FederatingJob job, FederationEntries entries, Map<MatchSelector, Gathered> needed) {
        KeptNames.of(job.job().metricRelabelRules()).ifPresent(kept -> {
            SourceFile file = job.config().text().file();
            Reader reader = new Reader(TopRead.Kind.RELABELLING, job.job().name().value().orElse(""), file, kept.rule().node().span());
            kept.names().forEach(name -> entries.parts(MatchSelector.named(Set.of(name)))
                    .forEach(part -> needed.computeIfAbsent(part, key -> new Gathered()).add(new TopRead(part, List.of(reader)), new TreeSet<>(), List.of())));
        });
        return !needed.isEmpty();
    }

    /// The readers of one selector.
    private static final class Gathered {
        private final Set<Reader> readers = new LinkedHashSet<>();
        private final SortedSet<String> dropped = new TreeSet<>();
        private final Set<String> alsoHere = new LinkedHashSet<>();

        void add(TopRead read, SortedSet<String> more, List<String> jobs) {
            readers.addAll(read.readers());
            dropped.addAll(more);
            alsoHere.addAll(jobs);
        }
    }

    private static List<Need> needs(Map<MatchSelector, Gathered> gathered, FederationEntries entries) {
        List<Need> needs = new ArrayList<>();
        gathered.forEach((selector, of) -> needs.add(new Need(selector, List.copyOf(of.readers), of.dropped, entries.missing(selector), List.copyOf(of.alsoHere))));
        needs.sort((a, b) -> a.selector().text().compareTo(b.selector().text()));
        return needs;
    }

    private static List<FederationPlan.Proposal> proposals(List<Need> needs, List<MatchSelector> list) {
        ByMetric<MatchSelector> index = new ByMetric<>(list, Function.identity());
        Map<MatchSelector, List<Need>> covered = new LinkedHashMap<>();
        list.forEach(selector -> covered.put(selector, new ArrayList<>()));
        for (Need need : needs) {
            // One that names the metric, if there is one: most do, and patterns are slow to compare.
            List<MatchSelector> own = index.named(need.selector()).filter(selector -> selector.includes(need.selector())).toList();
            (own.isEmpty() ? index.near(need.selector()).filter(selector -> selector.overlaps(need.selector())) : own.stream()).forEach(selector -> covered.get(selector).add(need));
        }
        return list.stream().map(selector -> new FederationPlan.Proposal(selector, covered.get(selector))).toList();
    }

    /// What only the jobs of the federating server can have scraped.
    private static final class OwnSeries {
        private final FederatingJob federating;
        private final List<Scraped> jobs = new ArrayList<>();

        /// A job of the federating server by the value that its series have as `job`.
        private record Scraped(ScrapeJob job, String label) {}

        OwnSeries(FederatingJob federating) {
            this.federating = federating;
            for (PrometheusConfig config : federating.top().configs()) {
                for (ScrapeJob job : config.jobs()) {
                    labels(config, job).filter(values -> values.size() == 1).ifPresent(values -> jobs.add(new Scraped(job, values.first())));
                }
            }
        }

        private static Optional<SortedSet<String>> labels(PrometheusConfig config, ScrapeJob job) {
            LabelFact fact = TargetLabels.of(config, job).filter(shapes -> !shapes.isEmpty())
                    .map(shapes -> shapes.stream().map(shape -> shape.label(TargetLabels.JOB)).reduce(LabelFact::or).orElseThrow()).orElse(null);
            return fact != null && fact.isAlways() && fact.values() instanceof Values.OneOf one ? Optional.of(one.values()) : Optional.empty();
        }

        /// True if it asks for one job of this server that no federated server can have: they are in sight, and none has such a job; or it is what Prometheus reports of the federating job itself.
        boolean isSure(TopRead read) {
            for (Matcher matcher : read.selector().matchers(TargetLabels.JOB)) {
                if (matcher.op() == MatchOp.EQUAL) {
                    String wanted = matcher.value().value();
                    boolean reported = read.selector().metric().filter(BuiltInMetrics.OF_SCRAPES::contains).isPresent();
                    return jobs.stream().anyMatch(scraped -> scraped.label.equals(wanted) && (scraped.job == federating.job() ? reported : federating.complete() && noLeafHas(wanted)));
                }
            }
            return false;
        }

        private boolean noLeafHas(String label) {
            return federating.leaves().stream().map(Leaf::server).allMatch(leaf -> leaf.hasAllJobs() && leaf.rules().stream().allMatch(link -> !link.files().isEmpty())
                    && leaf.configs().stream().allMatch(config -> config.jobs().stream().allMatch(job -> !job.isFederation() && !job.honorLabels().value().orElse(false)
                    && job.metricRelabelRules().isEmpty() && labels(config, job).filter(values -> !values.contains(label)).isPresent()))
                    && leaf.rules().stream().flatMap(link -> link.files().stream()).flatMap(file -> file.groups().stream())
                    .allMatch(group -> group.labels().stream().noneMatch(pair -> pair.name().equals(TargetLabels.JOB))
                            && group.rules().stream().allMatch(rule -> rule.labels().stream().noneMatch(pair -> pair.name().equals(TargetLabels.JOB)))));
        }

        /// The jobs of this server that can have scraped it as well, where it names one.
        List<String> mayStore(TopRead read) {
            List<String> found = new ArrayList<>();
            for (Matcher matcher : read.selector().matchers(TargetLabels.JOB)) {
                if (!matcher.op().isNegative()) {
                    jobs.stream().filter(scraped -> scraped.job != federating.job() && !scraped.job.isFederation() && !MatchLanguages.refuses(matcher, scraped.label))
                            .forEach(scraped -> found.add(scraped.job.name().value().orElse("")));
                }
            }
            return found;
        }
    }
}
