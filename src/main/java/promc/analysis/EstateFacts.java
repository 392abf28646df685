package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import promc.analysis.MetricKind.Known;
import promc.model.Estate;
import promc.model.EstateFile;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.PrometheusConfig;
import promc.model.RuleFile;
import promc.model.Server;
import promc.promql.Expr.VectorSelector;
import promc.promql.Expr;
import promc.source.SourceFile;

/// What is known about the expressions of an estate, given what the estate tells about the series they read. Safe for use by several threads.
public final class EstateFacts {
    private final Estate estate;
    private final Function<String, Inventory> inventories;
    private final Function<String, List<LeafSetting>> leaves;
    private Federation federation;
    private FederationPlans plans;
    private RecordedSeries recorded;
    private Map<String, List<Server>> loading;
    private Map<PrometheusConfig, List<Server>> running;
    private final Map<String, EstateFile> byPath = new HashMap<>();
    // By identity: to compare servers would be to compare all that they hold.
    private final Map<Server, SampleSources> sources = Collections.synchronizedMap(new IdentityHashMap<>());
    private MetricVotes votes;
    private List<Capacity> capacities;
    /// By syntax tree, which expressions of the same text share.
    private final Map<Expr, NormalForm> forms = Collections.synchronizedMap(new IdentityHashMap<>(0));

    /// `inventories` tells, for the path of a file, what is known about the metrics of the database that its expressions are for.
    public EstateFacts(Estate estate, Function<String, Inventory> inventories) {
        this(estate, inventories, path -> List.of());
    }

    /// `leaves` tells, for the path of a configuration, what the user says of the servers that it federates.
    public EstateFacts(Estate estate, Function<String, Inventory> inventories, Function<String, List<LeafSetting>> leaves) {
        this.estate = estate;
        this.inventories = inventories;
        this.leaves = leaves;
    }

    /// Which servers of the estate collect from which.
    public synchronized Federation federation() {
        if (federation == null) {
            federation = Federation.of(estate, leaves);
        }
        return federation;
    }

    /// What federating jobs collect, and what is read of it.
    public synchronized FederationPlans plans() {
        if (plans == null) {
            plans = new FederationPlans(estate, graph(), federation(), inventories);
        }
        return plans;
    }

    /// What holds on every database that agrees with what the estate declares: the ground for PROVED findings.
    public Facts proved(Expression expression) {
        Inventory inventory = inventories.apply(expression.text().file().path());
        return Facts.of(expression.valid().orElseThrow(), inventory.isEmpty() ? this::remade : metric -> described(metric, expression, inventory).or(() -> remade(metric)));
    }

    /// What rules of the estate record under the name of a metric that Prometheus makes may have other values.
    private Optional<Production> remade(String metric) {
        if (!BuiltInMetrics.isBounded(metric) || !recorded().records(metric)) {
            return Optional.empty();
        }
        Why why = Why.unplaced("rules record `" + metric + "` here");
        return Optional.of(new Production(List.of(new Shape(Map.of(), false, why, Samples.ANY)), false));
    }

    /// What holds if, besides, series that are recorded here come from nowhere else: the ground for LIKELY findings.
    /// Empty if the expression reads nothing that is recorded here: then no more holds than is proved.
    public Optional<Facts> likely(Expression expression) {
        Expr root = expression.valid().orElseThrow();
        RecordedSeries records = recorded();
        Optional<RuleFile> reader = records.fileOf(expression);
        boolean[] reads = new boolean[1];
        root.forEach(node -> reads[0] |= node instanceof VectorSelector selector && selector.metric().filter(records::knows).isPresent());
        return reader.filter(file -> reads[0]).map(file -> Facts.of(root, metric -> records.seen(metric, file)));
    }

    /// What an inventory describes and what rules record here; both, where a metric is both.
    private Optional<Production> described(String metric, Expression reader, Inventory inventory) {
        RecordedSeries records = recorded();
        Optional<Production> described = InventorySeries.of(metric, inventory, records.fileOf(reader).map(records::scraped).orElse(List.of()));
        if (described.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<Shape>> written = records.knows(metric) ? records.fileOf(reader).flatMap(file -> records.of(metric, file)) : Optional.of(List.of());
        // Records that cannot be told are anything.
        return written.map(shapes -> new Production(Stream.concat(described.get().shapes().stream(), shapes.stream()).toList(), true));
    }

    /// How many series an expression and its parts return, if what is recorded here comes from nowhere else. `facts` are what holds of it then.
    public Cardinality cardinality(Expression expression, Facts facts) {
        Expr root = expression.valid().orElseThrow();
        RecordedSeries records = recorded();
        Optional<RuleFile> reader = records.fileOf(expression);
        return Cardinality.of(root, facts, reader.map(file -> (SeriesCounts) metric -> records.bound(metric, file)).orElse(SeriesCounts.UNKNOWN));
    }

    /// Which rules read which.
    public RuleGraph graph() {
        return recorded().graph();
    }

    /// True if a rule of the estate records a metric of this name.
    public boolean isRecorded(String metric) {
        return recorded().knows(metric);
    }

    /// The servers that load the rules of a file, with what they are set to; if none is in sight, one of which only `defaults` tell.
    public List<ServerSettings> servers(SourceFile file, ServerDefaults defaults) {
        List<ServerSettings> settings = new ArrayList<>(1);
        for (Server server : loading().getOrDefault(file.path(), List.of())) {
            settings.add(new ServerSettings(Optional.of(server), defaults, sources.computeIfAbsent(server, SampleSources::of)));
        }
        return settings.isEmpty() ? List.of(new ServerSettings(Optional.empty(), defaults, SampleSources.of(rulesIn(file)))) : List.copyOf(settings);
    }

    /// The servers that load this configuration, with what they are set to.
    public List<ServerSettings> servers(PrometheusConfig config, ServerDefaults defaults) {
        List<ServerSettings> settings = new ArrayList<>(1);
        for (Server server : running().getOrDefault(config, List.of())) {
            settings.add(new ServerSettings(Optional.of(server), defaults, sources.computeIfAbsent(server, SampleSources::of)));
        }
        return List.copyOf(settings);
    }

    /// What the servers of the estate need that store samples. `defaults` tells by the path of a file what the user says of servers there, the same at each call.
    public synchronized List<Capacity> capacities(Function<String, ServerDefaults> defaults) {
        if (capacities == null) {
            // Rule files alone, which most runs are of, have no servers, and need none of what reckons with them.
            boolean none = estate.processes().isEmpty() && estate.configs().findAny().isEmpty();
            capacities = none ? List.of() : Capacities.of(estate, StoringServer.of(estate, this, defaults), inventories, Capacity.Assumptions.USUAL);
        }
        return capacities;
    }

    /// The same with other assumptions.
    public List<Capacity> capacities(Function<String, ServerDefaults> defaults, Capacity.Assumptions assumptions) {
        return Capacities.of(estate, StoringServer.of(estate, this, defaults), inventories, assumptions);
    }

    /// The servers by their configurations.
    private synchronized Map<PrometheusConfig, List<Server>> running() {
        if (running == null) {
            running = new IdentityHashMap<>();
            estate.servers().forEach(server -> running.computeIfAbsent(server.config(), key -> new ArrayList<>(1)).add(server));
        }
        return running;
    }

    private List<RuleFile> rulesIn(SourceFile source) {
        return Optional.ofNullable(byPath.get(source.path())).map(file -> file.views(RuleFile.class).toList()).orElse(List.of());
    }

    /// The servers by the paths of the files that they load rules from, each once.
    private synchronized Map<String, List<Server>> loading() {
        if (loading == null) {
            loading = new HashMap<>();
            estate.files().forEach(file -> byPath.put(file.source().path(), file));
            for (Server server : Stream.concat(estate.servers().stream(), estate.unconfiguredServers().stream()).toList()) {
                Set<String> paths = new LinkedHashSet<>();
                server.rules().forEach(link -> link.files().forEach(file -> paths.add(file.text().file().path())));
                paths.forEach(path -> loading.computeIfAbsent(path, key -> new ArrayList<>()).add(server));
            }
        }
        return loading;
    }

    /// What kind of metric an expression reads under a name, by all that the estate tells; [MetricKind] has the order in which it is asked. Empty if nothing tells.
    public Optional<Known> kind(String metric, Expression reader) {
        Inventory inventory = inventories.apply(reader.text().file().path());
        Optional<Known> told = MetricKind.told(metric, inventory);
        if (told.isPresent()) {
            return told;
        }
        Optional<RuleFile> file = recorded().fileOf(reader);
        if (file.isEmpty()) {
            return MetricKind.of(metric, inventory);
        }
        Optional<Known> made = recorded().knows(metric) ? recorded().kind(metric, file.get(), this::unrecorded) : Optional.empty();
        return made.isPresent() ? made : unrecorded(metric, file.get());
    }

    /// What kind a metric is that no rule in sight of the file records, or of whose rules nothing can be told.
    private Optional<Known> unrecorded(String metric, RuleFile reader) {
        Optional<Known> told = MetricKind.told(metric, inventories.apply(reader.text().file().path()));
        boolean scraped = metric.indexOf(':') < 0;
        if (told.isEmpty() && scraped) {
            told = MetricKind.published(metric);
        }
        if (told.isEmpty()) {
            told = votes().of(metric, reader, recorded().loading(reader));
        }
        return told.isEmpty() && scraped ? MetricKind.byHabit(metric) : told;
    }

    private synchronized MetricVotes votes() {
        if (votes == null) {
            votes = new MetricVotes(estate);
        }
        return votes;
    }

    /// The form of an expression, by which others are the same on every database that agrees with what the estate declares. Kept, unless the inventory of the file has a say in it.
    public NormalForm form(Expression expression) {
        if (!inventories.apply(expression.text().file().path()).isEmpty()) {
            return NormalForm.of(expression.valid().orElseThrow(), proved(expression));
        }
        Expr root = expression.valid().orElseThrow();
        NormalForm known = forms.get(root);
        if (known == null) {
            known = NormalForm.of(root, proved(expression));
            forms.put(root, known);
        }
        return known;
    }

    private synchronized RecordedSeries recorded() {
        if (recorded == null) {
            recorded = new RecordedSeries(estate, inventories);
        }
        return recorded;
    }
}
