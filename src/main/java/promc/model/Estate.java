package promc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import promc.source.SourceFile;

/// All files analysed together, in the order of their paths, and what links them.
public final class Estate {
    private final List<EstateFile> files;
    private final List<Estate> parts;
    private Map<String, EstateFile> byPath;
    private List<ServerProcess> processes;
    private Map<String, List<ServerProcess>> processesByFile;
    private Map<String, List<OperatorObject>> operatorObjects;
    private Map<String, List<OperatorObject>> operatorObjectsByName;
    private List<Server> servers;
    private ThanosStack thanos;
    private KubernetesNames kubernetesNames;
    private List<Server> operatorServers;
    private List<Server> unconfiguredServers;
    private OperatorSelection operatorSelection;
    private MonitoredServices monitoredServices;
    private TestedRules testedRules;

    public Estate(List<EstateFile> files) {
        this.files = List.copyOf(files);
        this.parts = List.of(this);
    }

    private Estate(List<EstateFile> files, List<Estate> parts) {
        this.files = files;
        this.parts = parts;
    }

    /// All files of several estates which know nothing of each other.
    static Estate of(List<Estate> parts) {
        return new Estate(parts.stream().flatMap(part -> part.files.stream()).sorted((a, b) -> a.source().path().compareTo(b.source().path())).toList(), List.copyOf(parts));
    }

    /// The estates that this one is put together of, each to be analysed by itself; mostly this one alone.
    public List<Estate> parts() {
        return parts;
    }

    public List<EstateFile> files() {
        return files;
    }

    /// The file at a path.
    public synchronized Optional<EstateFile> file(String path) {
        if (byPath == null) {
            byPath = new HashMap<>();
            files.forEach(file -> byPath.put(file.source().path(), file));
        }
        return Optional.ofNullable(byPath.get(path));
    }

    public Stream<RuleFile> ruleFiles() {
        return views(RuleFile.class);
    }

    public Stream<RuleTests> ruleTests() {
        return views(RuleTests.class);
    }

    public Stream<PrometheusConfig> configs() {
        return views(PrometheusConfig.class);
    }

    public Stream<Dashboard> dashboards() {
        return views(Dashboard.class);
    }

    public Stream<ComposeFile> composeFiles() {
        return views(ComposeFile.class);
    }

    /// The processes whose command lines are in sight, in the order of the files that start them. Found when first asked for.
    public synchronized List<ServerProcess> processes() {
        if (processes == null) {
            processes = List.copyOf(ServerProcesses.of(this));
        }
        return processes;
    }

    /// Those that a file starts.
    public synchronized List<ServerProcess> processes(SourceFile file) {
        if (processesByFile == null) {
            processesByFile = new HashMap<>();
            processes().forEach(process -> processesByFile.computeIfAbsent(process.file().path(), path -> new ArrayList<>(1)).add(process));
        }
        return processesByFile.getOrDefault(file.path(), List.of());
    }

    /// The objects of prometheus-operator of one kind, in the order of their files; nothing of those in templates.
    public synchronized List<OperatorObject> operatorObjects(String kind) {
        if (operatorObjects == null) {
            operatorObjects = new HashMap<>();
            files.stream().filter(file -> !file.template()).flatMap(file -> file.views(OperatorObject.class))
                    .forEach(object -> operatorObjects.computeIfAbsent(object.kind(), key -> new ArrayList<>()).add(object));
        }
        return operatorObjects.getOrDefault(kind, List.of());
    }

    /// The process that a service of a compose file is, if promc reads its command line.
    public Optional<ServerProcess> process(ComposeService service) {
        return processes().stream().filter(process -> process.compose().filter(compose -> compose.service() == service).isPresent()).findFirst();
    }

    /// What the processes of Thanos in sight have to do with each other. Found when first asked for.
    public synchronized ThanosStack thanos() {
        if (thanos == null) {
            thanos = new ThanosStack(this);
        }
        return thanos;
    }

    /// The names of Kubernetes in sight. Found when first asked for.
    synchronized KubernetesNames kubernetesNames() {
        if (kubernetesNames == null) {
            kubernetesNames = new KubernetesNames(this);
        }
        return kubernetesNames;
    }

    /// The Prometheus servers in sight, with the configuration and the rules each loads. Found when first asked for.
    public synchronized List<Server> servers() {
        if (servers == null) {
            servers = List.copyOf(new Servers(this).find());
        }
        return servers;
    }

    /// The servers that prometheus-operator runs, with the rules that each selects: those of [#servers] have a configuration in sight, these do not. Found when first asked for.
    public synchronized List<Server> operatorServers() {
        if (operatorServers == null) {
            operatorServers = operatorObjects("Prometheus").isEmpty() && operatorObjects("ThanosRuler").isEmpty() ? List.of() : List.copyOf(OperatorServers.find(this));
        }
        return operatorServers;
    }

    /// The servers that have no configuration in sight and yet are known to load rules: [#operatorServers], and the rulers of Thanos. Found when first asked for.
    public synchronized List<Server> unconfiguredServers() {
        if (unconfiguredServers == null) {
            List<Server> rulers = ThanosRulers.find(this);
            unconfiguredServers = rulers.isEmpty() ? operatorServers() : Stream.concat(operatorServers().stream(), rulers.stream()).toList();
        }
        return unconfiguredServers;
    }

    /// What the servers of prometheus-operator select.
    public synchronized OperatorSelection operatorSelection() {
        if (operatorSelection == null) {
            operatorSelection = new OperatorSelection(this);
        }
        return operatorSelection;
    }

    /// Which Services the ServiceMonitors select.
    public synchronized MonitoredServices monitoredServices() {
        if (monitoredServices == null) {
            monitoredServices = new MonitoredServices(this);
        }
        return monitoredServices;
    }

    /// True if a part of another object goes with this one, or it is such a part itself: a patch of Kustomize has few of the fields that an object needs by itself.
    public boolean isLaidOver(OperatorObject object) {
        if (object.meta().name().isEmpty() || object.text().file().path().contains("patch")) {
            return true;
        }
        List<OperatorObject> twins = twins(object);
        return twins.size() > 1 && twins.stream().anyMatch(Estate::isPart);
    }

    /// The objects of its kind and name, itself among them if it is in no template.
    private synchronized List<OperatorObject> twins(OperatorObject object) {
        if (operatorObjectsByName == null) {
            operatorObjects(object.kind());
            operatorObjectsByName = new HashMap<>();
            operatorObjects.values().forEach(all -> all.forEach(one -> operatorObjectsByName.computeIfAbsent(one.kind() + "/" + one.meta().name(), key -> new ArrayList<>(1)).add(one)));
        }
        return operatorObjectsByName.getOrDefault(object.kind() + "/" + object.meta().name(), List.of());
    }

    private static boolean isPart(OperatorObject object) {
        return object.spec().effective().stream().flatMap(entry -> entry.name().stream()).noneMatch(name -> name.endsWith("elector") || name.equals("serviceAccountName"));
    }

    /// Which rules the unit tests in sight are about. Found when first asked for.
    public synchronized TestedRules testedRules() {
        if (testedRules == null) {
            testedRules = new TestedRules(this);
        }
        return testedRules;
    }

    private <V extends View> Stream<V> views(Class<V> kind) {
        return files.stream().flatMap(file -> file.views(kind));
    }

    /// Every rule, file by file.
    public Stream<Rule> rules() {
        return ruleFiles().flatMap(file -> file.groups().stream()).flatMap(group -> group.rules().stream());
    }

    /// Every expression: those of rules, then the selectors of federation jobs.
    public Stream<Expression> expressions() {
        return Stream.concat(rules().flatMap(rule -> rule.expr().value().stream()),
                configs().flatMap(config -> config.jobs().stream()).flatMap(job -> job.matches().stream()));
    }
}
