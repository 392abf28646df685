package promc.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import promc.analysis.FederatingJob.Leaf;
import promc.analysis.FederatingJob.Target;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Hosts;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess;
import promc.model.StaticTargets;
import promc.yaml.YamlNode.YamlScalar;

/// Which servers of an estate collect from which by federation. That a server is the one at an address is told by the files that run both ([Hosts]), where the address is a name of it and the port
/// the one it listens at, or a port of the host that it publishes; or by the user's configuration ([LeafSetting]). Nothing is guessed of other addresses.
public final class Federation {
    /// Of what is scraped; what rules record mostly has a colon.
    private static final Values RAW_NAME = Values.matching("[^:]+");
    /// Kinds of series that are followed on their way around: one that comes back is enough.
    private static final int MAX_PASSED = 256;
    private static final String DEFAULT_PORT = "9090";

    private final Function<String, List<LeafSetting>> settings;
    private final Estate estate;
    private final Map<ServerProcess, Optional<Hosts>> networks = new IdentityHashMap<>();
    private final Map<ServerProcess, List<Server>> running = new IdentityHashMap<>();
    private final Map<String, List<Server>> byConfig = new HashMap<>();
    private final Map<Target, List<LeafSeries>> sent = new IdentityHashMap<>();
    private final List<FederatingJob> jobs = new ArrayList<>();
    private final Map<Server, List<FederatingJob>> byTop = new IdentityHashMap<>();
    private final Map<Server, List<FederatingJob>> byLeaf = new IdentityHashMap<>();
    private final Map<ScrapeJob, List<FederatingJob>> byJob = new IdentityHashMap<>();

    private Federation(Estate estate, Function<String, List<LeafSetting>> settings) {
        this.estate = estate;
        this.settings = settings;
    }

    /// `settings` has, for the path of a configuration, what the user says of those that it federates. Servers whose configuration is a template take no part: what it will say is not known.
    static Federation of(Estate estate, Function<String, List<LeafSetting>> settings) {
        Federation federation = new Federation(estate, settings);
        List<Server> servers = estate.servers().stream().filter(server -> !server.file().template()).toList();
        if (servers.stream().flatMap(server -> server.configs().stream()).flatMap(config -> config.jobs().stream()).noneMatch(ScrapeJob::isFederation)) {
            return federation;
        }
        for (Server server : servers) {
            server.runs().ifPresent(run -> federation.running.computeIfAbsent(run.process(), key -> new ArrayList<>(1)).add(server));
            federation.byConfig.computeIfAbsent(server.file().source().path(), key -> new ArrayList<>(1)).add(server);
        }
        servers.forEach(federation::add);
        return federation;
    }

    private void add(Server server) {
        for (PrometheusConfig config : server.configs()) {
            for (ScrapeJob job : config.jobs()) {
                if (job.isFederation()) {
                    add(job(server, config, job));
                }
            }
        }
    }

    private void add(FederatingJob found) {
        jobs.add(found);
        byTop.computeIfAbsent(found.top(), key -> new ArrayList<>(1)).add(found);
        byJob.computeIfAbsent(found.job(), key -> new ArrayList<>(1)).add(found);
        found.leaves().forEach(leaf -> byLeaf.computeIfAbsent(leaf.server(), key -> new ArrayList<>(1)).add(found));
    }

    /// All federating jobs, server by server; one that two servers load stands here twice.
    public List<FederatingJob> jobs() {
        return Collections.unmodifiableList(jobs);
    }

    /// The federating jobs of a server.
    public List<FederatingJob> of(Server top) {
        return Collections.unmodifiableList(byTop.getOrDefault(top, List.of()));
    }

    /// What is known of a federating job, once for each server that loads it.
    public List<FederatingJob> of(ScrapeJob job) {
        return Collections.unmodifiableList(byJob.getOrDefault(job, List.of()));
    }

    /// The jobs that collect from a server.
    public List<FederatingJob> from(Server leaf) {
        return Collections.unmodifiableList(byLeaf.getOrDefault(leaf, List.of()));
    }

    /// Ways on which series come back: for each set of servers that collect from each other, a shortest one, as the job of a server, a job of the server that this one collects from, and so on; the
    /// last one collects from the first server.
    public List<List<FederatingJob>> loops() {
        List<List<FederatingJob>> loops = new ArrayList<>();
        for (List<Server> component : Components.of(byTop.keySet().stream().sorted((a, b) -> a.file().source().path().compareTo(b.file().source().path())).toList(), Federation.this::leaves)) {
            Set<Server> within = Collections.newSetFromMap(new IdentityHashMap<>());
            within.addAll(component);
            Server first = component.stream().reduce((a, b) -> b.file().source().path().compareTo(a.file().source().path()) < 0 ? b : a).orElseThrow();
            List<FederatingJob> loop = loop(first, within);
            if (!loop.isEmpty()) {
                loops.add(loop);
            }
        }
        loops.sort((a, b) -> a.getFirst().top().file().source().path().compareTo(b.getFirst().top().file().source().path()));
        return loops;
    }

    private List<Server> leaves(Server top) {
        return of(top).stream().flatMap(job -> job.leaves().stream()).map(Leaf::server).toList();
    }

    private List<FederatingJob> loop(Server first, Set<Server> within) {
        Map<Server, List<FederatingJob>> ways = new IdentityHashMap<>();
        ways.put(first, List.of());
        List<Server> reached = new ArrayList<>(List.of(first));
        for (int i = 0; i < reached.size(); i++) {
            for (FederatingJob job : of(reached.get(i))) {
                List<FederatingJob> way = Stream.concat(ways.get(reached.get(i)).stream(), Stream.of(job)).toList();
                for (Leaf leaf : job.leaves()) {
                    if (leaf.server() == first) {
                        return way;
                    }
                    if (within.contains(leaf.server()) && ways.putIfAbsent(leaf.server(), way) == null) {
                        reached.add(leaf.server());
                    }
                }
            }
        }
        return List.of();
    }

    /// The selectors by which a series of the first server of a loop comes back to it, one of each job of the loop; empty if it is proved that none does.
    public static Optional<List<Expression>> passing(List<FederatingJob> loop) {
        Why any = Why.unplaced("any series of the server");
        List<Passed> passed = List.of(new Passed(new Shape(Map.of(), false, any, Samples.ANY), List.of()));
        for (int i = loop.size() - 1; i >= 0; i--) {
            FederatingJob job = loop.get(i);
            Server from = i == loop.size() - 1 ? loop.getFirst().top() : loop.get(i + 1).top();
            List<Passed> next = new ArrayList<>();
            for (Passed one : passed) {
                for (FederatingJob.Selected selected : job.selecting(one.shape)) {
                    List<Expression> by = Stream.concat(Stream.of(selected.match()), one.by.stream()).toList();
                    job.targets().forEach(target -> target.leaves().stream().filter(leaf -> leaf.server() == from && next.size() < MAX_PASSED)
                            .forEach(leaf -> job.arriving(target, leaf, selected.shape()).forEach(shape -> next.add(new Passed(shape, by)))));
                }
            }
            passed = next;
        }
        return passed.isEmpty() ? Optional.empty() : Optional.of(passed.getFirst().by);
    }

    private record Passed(Shape shape, List<Expression> by) {}

    /// Series that the server at a target surely or likely sends; none if it is not known which server that is.
    public synchronized List<LeafSeries> sent(FederatingJob job, Target target) {
        List<LeafSeries> known = sent.get(target);
        if (known == null) {
            known = target.leaves().size() == 1 ? LeafSeries.of(job, target, target.leaves().getFirst()) : List.of();
            sent.put(target, known);
        }
        return known;
    }

    /// How often a job collects, if its file tells.
    public Optional<Told<Duration>> interval(FederatingJob job) {
        return SampleSources.setsInterval(job.job()) ? Optional.empty() : settings(job.top()).scrapeInterval(job.job());
    }

    /// What a server of the estate is set to, as its files tell.
    public static ServerSettings settings(Server server) {
        return new ServerSettings(Optional.of(server), ServerDefaults.NONE, SampleSources.of(server));
    }

    /// How long it takes at least until a leaf has a new sample of any series that the job selects there: the shortest interval of the rules that may be selected, and of the leaf's jobs where names
    /// without a colon may be. Empty if not all rules and jobs of the leaf are in sight, or others write to it.
    public Optional<Told<Duration>> freshness(FederatingJob job, Leaf leaf) {
        Server server = leaf.server();
        ServerSettings settings = settings(server);
        if (!server.hasAllJobs() || settings.receives() || server.rules().stream().anyMatch(link -> link.files().isEmpty())) {
            return Optional.empty();
        }
        List<Told<Duration>> found = new ArrayList<>();
        boolean known = true;
        for (Shape asked : FederatedSeries.of(job.job()).orElse(List.of())) {
            if (!asked.label(Shape.NAME).values().isDisjointFrom(RAW_NAME)) {
                for (ScrapeJob own : server.jobs()) {
                    Optional<Told<Duration>> interval = SampleSources.setsInterval(own) ? Optional.empty() : settings.scrapeInterval(own);
                    known &= interval.isPresent();
                    interval.ifPresent(found::add);
                }
            }
            for (Server.RuleLink link : server.rules()) {
                for (RuleFile file : link.files()) {
                    for (RuleGroup group : file.groups()) {
                        if (group.rules().stream().anyMatch(rule -> rule.name().value().filter(name -> rule.isAlert() || asked.label(Shape.NAME).allows(name)).isPresent())) {
                            Optional<Told<Duration>> interval = settings.evaluationInterval(group, file.text().file());
                            known &= interval.isPresent();
                            interval.ifPresent(found::add);
                        }
                    }
                }
            }
        }
        return known ? found.stream().reduce((a, b) -> b.value().compareTo(a.value()) < 0 ? b : a) : Optional.empty();
    }

    private FederatingJob job(Server server, PrometheusConfig config, ScrapeJob job) {
        boolean readdressed = job.relabelRules().stream().anyMatch(Federation::mayReaddress);
        List<StaticTargets> groups = Stream.concat(job.staticConfigs().stream(), server.targetFiles(job).flatMap(file -> file.groups().stream())).toList();
        List<Target> targets = new ArrayList<>();
        boolean complete = !readdressed && hasAllTargets(server, job);
        for (StaticTargets group : groups) {
            for (YamlScalar address : group.targets()) {
                Target target = new Target(address, group, readdressed ? List.of() : leaves(address.value(), server, job));
                if (job.relabelRules().isEmpty() || TargetLabels.of(config, FederatingJob.alone(job, target)).filter(List::isEmpty).isEmpty()) {
                    targets.add(target);
                    complete &= target.leaves().size() == 1;
                }
            }
        }
        return new FederatingJob(server, config, job, targets, complete && !targets.isEmpty());
    }

    private static boolean hasAllTargets(Server server, ScrapeJob job) {
        return job.discoveries().stream().allMatch(discovery -> discovery.kind().equals("file"))
                && server.targetFiles().stream().filter(link -> link.job() == job).noneMatch(link -> link.files().isEmpty());
    }

    /// True if the rule may give a target another address, scheme or path.
    private static boolean mayReaddress(RelabelRule rule) {
        String target = rule.targetLabel().value().orElse("");
        return target.equals(TargetLabels.ADDRESS) || target.indexOf('$') >= 0 || rule.actionOrDefault() == RelabelRule.Action.LABELMAP && !rule.replacementOrDefault().equals(RelabelRule.DEFAULT_REPLACEMENT);
    }

    private List<Leaf> leaves(String address, Server from, ScrapeJob job) {
        List<Leaf> told = told(address, from, job);
        return told.isEmpty() ? from.runs().map(run -> beside(address, run.process())).orElse(List.of()) : told;
    }

    private List<Leaf> told(String address, Server from, ScrapeJob job) {
        List<Leaf> leaves = new ArrayList<>(1);
        for (LeafSetting setting : settings.apply(from.file().source().path())) {
            if (setting.isAbout(address, job.name().value().orElse(""))) {
                setting.configs().forEach(path -> byConfig.getOrDefault(path, List.of()).stream().limit(1).forEach(server -> leaves.add(new Leaf(server, setting.why()))));
            }
        }
        return leaves;
    }

    /// The servers in sight that answer at this address.
    private List<Leaf> beside(String address, ServerProcess from) {
        int colon = address.lastIndexOf(':');
        Optional<Hosts> hosts = networks.computeIfAbsent(from, process -> Hosts.of(estate, process));
        if (colon < 0 || hosts.isEmpty()) {
            return List.of();
        }
        List<Leaf> leaves = new ArrayList<>(1);
        for (Hosts.Reached reached : hosts.get().reached(address.substring(0, colon), address.substring(colon + 1))) {
            if (listens(reached.process(), reached.port())) {
                Hosts.Peer peer = reached.peer();
                running.getOrDefault(reached.process(), List.of()).forEach(server -> leaves.add(new Leaf(server, Why.in(peer.file(), peer.place(), peer.what() + " answers at this address"))));
            }
        }
        return leaves;
    }

    /// True if the process surely listens at this port.
    private static boolean listens(ServerProcess process, String port) {
        List<Flag> addresses = process.flags().flags().stream().filter(flag -> flag.name().equals("web.listen-address")).toList();
        if (addresses.isEmpty()) {
            return !process.flags().open() && port.equals(DEFAULT_PORT);
        }
        return addresses.stream().flatMap(flag -> flag.value().stream()).anyMatch(value -> !value.unknown() && value.value().endsWith(":" + port));
    }
}
