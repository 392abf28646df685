package promc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.model.ServerFlags.Flag;
import promc.model.ServerProcess.Origin;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;

/// What the processes of Thanos in an estate have to do with each other and with Prometheus: which sidecar belongs to which server, where each keeps blocks, whom an address leads to. What is not told by
/// the files, such as a name that only a cluster can resolve, is left open. Made once for an estate.
public final class ThanosStack {
    private static final String URL = "prometheus.url";
    private static final String DEFAULT_URL = "http://localhost:9090";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    /// A sidecar and the Prometheus whose blocks it serves. `server` is that one's configuration, if it is in sight.
    public record Pairing(ServerProcess sidecar, ServerProcess prometheus, Optional<Server> server) {
        /// True if the sidecar is given a store to upload blocks to.
        public boolean uploads() {
            return hasStore(sidecar);
        }
    }

    private final Estate estate;
    private final EstatePaths paths;
    private final List<ServerProcess> components;
    private List<Pairing> pairings;

    ThanosStack(Estate estate) {
        this.estate = estate;
        this.components = estate.processes().stream().filter(process -> process.flags().component().startsWith("thanos ")).toList();
        this.paths = components.isEmpty() ? new EstatePaths(List.of()) : new EstatePaths(estate.files());
    }

    /// All processes of Thanos in sight.
    public List<ServerProcess> components() {
        return components;
    }

    /// Those of one component, such as `store`.
    public List<ServerProcess> components(String name) {
        return components.stream().filter(process -> process.runs("thanos " + name)).toList();
    }

    /// The sidecars whose Prometheus is in sight.
    public synchronized List<Pairing> pairings() {
        if (pairings == null) {
            List<Pairing> found = new ArrayList<>();
            for (ServerProcess sidecar : components("sidecar")) {
                prometheusOf(sidecar).ifPresent(prometheus -> found.add(new Pairing(sidecar, prometheus, serverOf(prometheus))));
            }
            pairings = List.copyOf(found);
        }
        return pairings;
    }

    private Optional<ServerProcess> prometheusOf(ServerProcess sidecar) {
        if (sidecar.flags().flag(URL).isEmpty() && !isClosed(sidecar)) {
            return Optional.empty();
        }
        String url = sidecar.flags().flag(URL).isEmpty() ? DEFAULT_URL : sidecar.flags().value(URL).orElse("");
        return at(sidecar, host(url)).filter(process -> process.runs("prometheus"));
    }

    private Optional<Server> serverOf(ServerProcess prometheus) {
        List<Server> loaded = estate.servers().stream().filter(server -> server.runs().filter(run -> run.process() == prometheus).isPresent()).toList();
        return loaded.size() == 1 ? Optional.of(loaded.getFirst()) : Optional.empty();
    }

    /// The process that a host leads to from another one, if files tell it without doubt; of a pod with several, a Prometheus.
    public Optional<ServerProcess> at(ServerProcess from, String host) {
        return switch (from.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> {
                Optional<String> mode = Fields.string(service.node(), "network_mode").value();
                if (LOCAL.contains(host) && mode.filter(known -> known.startsWith("service:")).isPresent()) {
                    String other = mode.get().substring("service:".length());
                    yield file.services().stream().filter(one -> one.name().equals(other)).findFirst().flatMap(estate::process);
                }
                yield new ComposeHosts(estate, file, service).find(host) instanceof Hosts.Host.Container(Hosts.Peer peer) ? peer.processes().stream().findFirst() : Optional.empty();
            }
            case Origin.Pod(Workload workload, Workload.Container ignored) -> {
                List<ServerProcess> beside = !LOCAL.contains(host) ? List.of() : estate.processes().stream().filter(process -> process.origin() instanceof Origin.Pod(Workload other, var container)
                        && other == workload && process.runs("prometheus")).toList();
                yield beside.size() == 1 ? Optional.of(beside.getFirst()) : Optional.empty();
            }
            case Origin.Operator(OperatorObject object, var ignored) -> !LOCAL.contains(host) ? Optional.empty() : estate.processes(object.text().file()).stream()
                    .filter(process -> process.origin() instanceof Origin.Operator(OperatorObject other, var written) && other == object && process.runs("prometheus")).findFirst();
            default -> Optional.empty();
        };
    }

    /// The object store of a process, if its configuration is in sight.
    public Optional<ObjectStore> store(ServerProcess process) {
        Optional<Flag> given = process.flags().flag("objstore.config");
        if (given.isPresent() && given.get().value().isPresent()) {
            int start = given.get().value().get().span().start();
            Optional<ObjectStore> inline = estate.files().stream().filter(file -> file.source() == given.get().text().file()).flatMap(file -> file.views(ObjectStore.class))
                    .filter(store -> store.text().toFile(0) == start).findFirst();
            return inline.or(() -> secret(process, given.get().value().get().value()));
        }
        return process.flags().value("objstore.config-file").filter(path -> path.startsWith("/")).flatMap(path -> new ContainerFiles(paths, Optional.of(process)).at(EstatePaths.resolve("/", path)).stream()
                .flatMap(file -> file.views(ObjectStore.class)).findFirst());
    }

    /// The hashrings of a receiver, if they are in sight.
    public Optional<Hashrings> hashrings(ServerProcess process) {
        Optional<Flag> given = process.flags().flag("receive.hashrings");
        if (given.isPresent() && given.get().value().isPresent()) {
            int start = given.get().value().get().span().start();
            return estate.files().stream().filter(file -> file.source() == given.get().text().file()).flatMap(file -> file.views(Hashrings.class)).filter(rings -> rings.text().toFile(0) == start).findFirst();
        }
        return process.flags().value("receive.hashrings-file").filter(path -> path.startsWith("/")).flatMap(path -> new ContainerFiles(paths, Optional.of(process)).at(EstatePaths.resolve("/", path)).stream()
                .flatMap(file -> file.views(Hashrings.class)).findFirst());
    }

    /// The file of endpoints of a querier, if it is in sight.
    public Optional<EndpointFile> endpoints(ServerProcess process) {
        Optional<Flag> given = process.flags().flag("endpoint.sd-config");
        if (given.isPresent() && given.get().value().isPresent()) {
            int start = given.get().value().get().span().start();
            return estate.files().stream().filter(file -> file.source() == given.get().text().file()).flatMap(file -> file.views(EndpointFile.class)).filter(list -> list.text().toFile(0) == start).findFirst();
        }
        return process.flags().value("endpoint.sd-config-file").filter(path -> path.startsWith("/")).flatMap(path -> new ContainerFiles(paths, Optional.of(process)).at(EstatePaths.resolve("/", path)).stream()
                .flatMap(file -> file.views(EndpointFile.class)).findFirst());
    }

    /// True if a host leads a process of a compose file to itself.
    public boolean isItself(ServerProcess process, String host) {
        return process.origin() instanceof Origin.Compose(ComposeFile file, ComposeService service) && new ComposeHosts(estate, file, service).find(host) instanceof Hosts.Host.Itself;
    }

    /// A store in a Secret of the estate that the environment of a container is filled from: `$(NAME)`.
    private Optional<ObjectStore> secret(ServerProcess process, String value) {
        if (!(process.origin() instanceof Origin.Pod(Workload workload, Workload.Container container)) || !value.startsWith("$(") || !value.endsWith(")")) {
            return Optional.empty();
        }
        String name = value.substring(2, value.length() - 1);
        Optional<YamlMapping> reference = Fields.mappings(container.node(), "env").stream().filter(variable -> Fields.string(variable, "name").value().filter(name::equals).isPresent()).findFirst()
                .flatMap(variable -> Fields.mapping(variable, "valueFrom")).flatMap(from -> Fields.mapping(from, "secretKeyRef"));
        Optional<String> secret = reference.flatMap(ref -> Fields.string(ref, "name").value());
        Optional<String> key = reference.flatMap(ref -> Fields.string(ref, "key").value());
        List<EstateFile> held = secret.isEmpty() || key.isEmpty() ? List.of() : estate.files().stream().flatMap(file -> file.views(ConfigMapFile.class))
                .filter(map -> map.kind().equals("Secret") && map.name().equals(secret.get()) && workload.mayShare(map.namespace()) && map.files().containsKey(key.get()))
                .map(map -> map.files().get(key.get())).toList();
        return held.size() == 1 ? held.getFirst().views(ObjectStore.class).findFirst() : Optional.empty();
    }

    /// True if it is given an object store, in sight or not.
    public static boolean hasStore(ServerProcess process) {
        return process.flags().flag("objstore.config").isPresent() || process.flags().flag("objstore.config-file").isPresent();
    }

    /// True if a process has no other flags than those in sight, so that a flag which is not there has its default.
    public static boolean isClosed(ServerProcess process) {
        return process.told() && process.flags().isClosed();
    }

    /// True if both are started together: by one compose file, one pod or object, or in one namespace that both name.
    public static boolean together(ServerProcess one, ServerProcess other) {
        return one == other || switch (one.origin()) {
            case Origin.Compose(ComposeFile file, var service) -> other.origin() instanceof Origin.Compose(ComposeFile second, var ignored) && file == second;
            case Origin.Pod(Workload workload, var container) -> other.origin() instanceof Origin.Pod(Workload second, var ignored)
                    && (workload == second || workload.namespace().isPresent() && workload.namespace().equals(second.namespace()) && one.file().folder().equals(other.file().folder()));
            default -> false;
        };
    }

    /// What two stores must share for one to see what the other keeps: type, container, place and prefix, in words that are equal for the same store; empty if not all is known.
    public static Optional<String> identity(ObjectStore store) {
        if (store.provider().isEmpty() || store.prefix().isEmpty()) {
            return Optional.empty();
        }
        ObjectStore.Provider provider = store.provider().get();
        Optional<String> container = store.known(provider.container());
        String endpoint = store.setting("endpoint").map(scalar -> scalar.value()).orElse("");
        String account = store.setting("storage_account").map(scalar -> scalar.value()).orElse("");
        return container.filter(name -> !ObjectStore.isFilledIn(endpoint + account)).map(name -> provider.name() + " " + account + " " + endpoint + " " + name + " " + store.prefix().get().replaceAll("^/+|/+$", ""));
    }

    /// The host of a URL or of `host:port`, in brackets where it is an IPv6 address.
    public static String host(String address) {
        String rest = address.contains("://") ? address.substring(address.indexOf("://") + 3) : address;
        int end = rest.startsWith("[") ? rest.indexOf(']') + 1 : rest.indexOf(':');
        int slash = rest.indexOf('/');
        end = end <= 0 ? rest.length() : end;
        return rest.substring(0, slash >= 0 ? Math.min(slash, end) : end);
    }

    /// The values of a flag that may be given several times; empty if one of them is not known.
    public static Optional<Set<String>> all(ServerProcess process, String name) {
        Set<String> values = new HashSet<>();
        for (Flag flag : process.flags().flags()) {
            if (flag.name().equals(name)) {
                if (flag.value().isEmpty() || flag.value().get().unknown()) {
                    return Optional.empty();
                }
                values.add(flag.value().get().value());
            }
        }
        return Optional.of(values);
    }

    /// Where a flag stands, or the process itself if it lacks the flag.
    public static Span place(ServerProcess process, String name) {
        return process.flags().flag(name).map(Flag::span).orElse(process.place());
    }
}
