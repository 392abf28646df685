package promc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import promc.source.Nearest;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Which containers one service of a compose file reaches by which names: Docker's own name server knows the services, container names and aliases of the networks that a container
/// is in (compose-spec, networks). What files do not tell, such as a network that other projects may join, leaves a name [Host.Untold]. Used by one thread.
public final class ComposeHosts implements Hosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0");
    /// A name that only Docker or a search domain of the host can resolve.
    private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    /// The host, for a process in a container.
    private static final String GATEWAY = "host.docker.internal";

    private final Estate estate;
    private final ComposeFile file;
    private final ComposeService from;
    /// The names of containers in files beside this one, in lower case; null until they are asked for.
    private Set<String> beside;
    /// True if containers that are not in sight may have names in the networks of the service; null until it is asked for.
    private Boolean open;

    public ComposeHosts(Estate estate, ComposeFile file, ComposeService from) {
        this.estate = estate;
        this.file = file;
        this.from = from;
    }

    /// One service, as others reach it.
    private record Service(ComposeHosts hosts, ComposeService service) implements Peer {
        @Override
        public String name() {
            return service.name();
        }

        @Override
        public String what() {
            return "the service `" + service.name() + "`";
        }

        @Override
        public String title() {
            return "the service of this name";
        }

        @Override
        public SourceFile file() {
            return service.file();
        }

        @Override
        public Span place() {
            return service.nameSpan();
        }

        @Override
        public List<ServerProcess> processes() {
            return hosts.estate.process(service).stream().toList();
        }

        @Override
        public boolean alone() {
            return isAlone(service);
        }

        @Override
        public boolean sure() {
            return true;
        }

        @Override
        public Optional<String> inside(String port) {
            return Optional.of(port);
        }

        /// A port that the service has on the host, for another one of its own, and no container port of this number is known.
        @Override
        public Optional<Refusal> refusal(String port) {
            return service.has(port) ? Optional.empty() : service.ports().stream().filter(known -> known.published().equals(port) && !known.target().equals(port)).findFirst()
                    .map(known -> new Refusal("port " + port + " is the one that `" + service.name() + "` has on the host; inside the network it is " + known.target(), false,
                            known.file(), known.span(), "the host's port stands first, the container's behind it"));
        }

        @Override
        public Optional<List<String>> listening() {
            return hosts.isShared() || service.node().get("build").isPresent() || !service.told() ? Optional.empty() : hosts.estate.process(service).flatMap(ListenAddresses::of);
        }
    }

    @Override
    public Peer self() {
        return new Service(this, from);
    }

    @Override
    public String asking() {
        return "service";
    }

    @Override
    public String within() {
        return "container";
    }

    @Override
    public List<String> having(String port) {
        return file.services().stream().filter(service -> service != from && service.has(port)).map(ComposeService::name).toList();
    }

    @Override
    public List<Reached> reached(String host, String port) {
        if (from.node().get("extends").isPresent()) {
            return List.of();
        }
        if (host.equals(GATEWAY) || LOOPBACK.contains(host) && isOnHost(from)) {
            List<Reached> found = new ArrayList<>();
            publishing(port).forEach((service, inside) -> add(service, inside, found));
            file.services().stream().filter(ComposeHosts::isOnHost).forEach(service -> add(service, port, found));
            return found;
        }
        return LOOPBACK.contains(host) ? self().processes().stream().map(process -> new Reached(process, port, self())).toList() : Hosts.super.reached(host, port);
    }

    private void add(ComposeService service, String port, List<Reached> found) {
        Service peer = new Service(this, service);
        peer.processes().forEach(process -> found.add(new Reached(process, port, peer)));
    }

    private Host unreachable(ComposeService service, String reason) {
        return new Host.Unreachable(new Service(this, service), reason, true);
    }

    private Host missing(String host) {
        return new Host.Missing("no service, container name or alias that `" + from.name() + "` shares a network with",
                Nearest.to(host, file.project().stream().filter(service -> service != from).map(ComposeService::name).toList()));
    }

    @Override
    public Host find(String host) {
        Optional<String> mode = Fields.string(from.node(), "network_mode").value();
        if (from.node().get("extends").isPresent()) {
            return new Host.Untold();
        }
        if (LOOPBACK.contains(host)) {
            return mode.isEmpty() && !isShared() ? new Host.Itself() : new Host.Untold();
        }
        if (!BARE.matcher(host).matches() || isSetHere(host) || mode.filter(known -> !known.equals("host")).isPresent()) {
            return new Host.Untold();
        }
        List<ComposeService> named = file.project().stream().filter(service -> isCalled(service, host)).toList();
        if (named.stream().anyMatch(service -> service.node().get("extends").isPresent())) {
            return new Host.Untold();
        }
        if (mode.isPresent()) {
            return named.isEmpty() ? new Host.Untold() : unreachable(named.getFirst(), "`" + from.name() + "` runs in the network of the host, where names of services are not known");
        }
        List<ComposeService> reached = named.stream().filter(service -> isAnswered(service, host)).toList();
        if (reached.size() == 1) {
            return reached.getFirst() == from && isAlone(from) ? new Host.Itself() : new Host.Container(new Service(this, reached.getFirst()));
        }
        if (!reached.isEmpty() || mayBeElsewhere(host)) {
            return new Host.Untold();
        }
        return named.isEmpty() ? missing(host) : unreachable(named.getFirst(), reason(named.getFirst()));
    }

    /// True if a service uses the host's own network.
    private static boolean isOnHost(ComposeService service) {
        return Fields.string(service.node(), "network_mode").value().filter("host"::equals).isPresent();
    }

    /// The services that publish a port of the host, each with the port inside its container. Ranges, and ports with variables, are not among them.
    private Map<ComposeService, String> publishing(String port) {
        Map<ComposeService, String> found = new IdentityHashMap<>();
        for (ComposeService service : file.project()) {
            service.ports().stream().filter(one -> one.published().equals(port)).forEach(one -> found.put(service, one.target()));
        }
        return found;
    }

    private String reason(ComposeService service) {
        return Fields.string(service.node(), "network_mode").value().map(mode -> "`" + service.name() + "` "
                + (mode.equals("host") ? "runs in the network of the host" : "has no network of its own (`network_mode: " + mode + "`)") + ", where Docker gives it no name")
                .orElse("no network has both `" + from.name() + "` and a container of this name");
    }

    /// True if some container of the project uses the network of another one as its own, so that more may listen there than the other's own process.
    private boolean isShared() {
        return file.project().stream().map(service -> Fields.string(service.node(), "network_mode").value().orElse("")).anyMatch(mode -> mode.startsWith("service:") || mode.startsWith("container:")
                || mode.contains("$"));
    }

    /// True if the service's own settings may give the name a meaning.
    private boolean isSetHere(String host) {
        return List.of("dns", "dns_search", "external_links", "domainname").stream().anyMatch(key -> from.node().get(key).isPresent())
                || texts(from.node(), "extra_hosts").stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).startsWith(host.toLowerCase(Locale.ROOT)) || text.contains("$"))
                || texts(from.node(), "links").stream().anyMatch(text -> text.equals(host) || text.endsWith(":" + host) || text.contains("$"));
    }

    private static boolean isCalled(ComposeService service, String host) {
        return service.name().equalsIgnoreCase(host) || is(service, "container_name", host)
                || networks(service).stream().anyMatch(network -> aliases(service, network).stream().anyMatch(host::equalsIgnoreCase));
    }

    private static boolean is(ComposeService service, String key, String host) {
        return Fields.string(service.node(), key).value().filter(host::equalsIgnoreCase).isPresent();
    }

    /// True if the name server of a network that both are in knows the service by this name.
    private boolean isAnswered(ComposeService service, String host) {
        boolean everywhere = service.name().equalsIgnoreCase(host) || is(service, "container_name", host);
        Set<String> own = new HashSet<>();
        networks(from).forEach(network -> own.add(realName(network)));
        return networks(service).stream().filter(network -> own.contains(realName(network)))
                .anyMatch(network -> everywhere || aliases(service, network).stream().anyMatch(host::equalsIgnoreCase));
    }

    /// The keys of the networks that a service is in; none if it has none of its own.
    private static List<String> networks(ComposeService service) {
        if (service.node().get("network_mode").isPresent()) {
            return List.of();
        }
        List<String> names = texts(service.node(), "networks");
        return names.isEmpty() ? List.of("default") : names;
    }

    private static List<String> aliases(ComposeService service, String network) {
        return Fields.mapping(service.node(), "networks").flatMap(networks -> Fields.mapping(networks, network)).map(settings -> texts(settings, "aliases")).orElse(List.of());
    }

    private Optional<YamlMapping> declared(String network) {
        return Fields.mapping(file.root(), "networks").flatMap(networks -> Fields.mapping(networks, network));
    }

    private String realName(String network) {
        return declared(network).flatMap(settings -> Fields.string(settings, "name").value()).map(name -> "name:" + name).orElse(network);
    }

    /// True if the name may belong to what other files, or names that are filled in, bring into the networks of the service.
    private boolean mayBeElsewhere(String host) {
        if (open == null) {
            open = isOpen();
        }
        if (beside == null) {
            beside = beside();
        }
        return open || beside.contains(host.toLowerCase(Locale.ROOT)) || file.project().stream().anyMatch(service -> is(service, "hostname", host) || isReplica(service, host));
    }

    private boolean isOpen() {
        return file.root().get("include").isPresent()
                || networks(from).stream().anyMatch(network -> network.contains("$")
                        || declared(network).filter(settings -> settings.get("external").isPresent() || settings.get("name").isPresent()).isPresent() || isJoined(network))
                || file.project().stream().anyMatch(service -> service.node().get("extends").isPresent() || handles(service).stream().anyMatch(name -> name.contains("$")))
                || inFolder().anyMatch(other -> other.looksLike().equals("compose file"));
    }

    /// True if another compose file of the estate joins a network of this project.
    private boolean isJoined(String network) {
        return estate.composeFiles().filter(other -> other != file).flatMap(other -> Fields.mapping(other.root(), "networks").stream()).flatMap(networks -> networks.effective().stream())
                .filter(entry -> entry.value().resolve() instanceof YamlMapping settings && settings.get("external").isPresent())
                .anyMatch(entry -> entry.name().filter(name -> name.endsWith("_" + network)).isPresent()
                        || ((YamlMapping) entry.value().resolve()).get("name").filter(name -> !(name instanceof YamlScalar text) || text.value().endsWith("_" + network) || text.value().contains("$")).isPresent());
    }

    /// Files beside this one may be parts of the same project.
    private Stream<EstateFile> inFolder() {
        String folder = file.text().file().folder();
        return estate.files().stream().filter(other -> other.source().folder().equals(folder));
    }

    private Set<String> beside() {
        Set<String> names = new HashSet<>();
        inFolder().flatMap(other -> other.views(ComposeFile.class)).filter(compose -> compose != file).flatMap(compose -> compose.services().stream())
                .forEach(service -> handles(service).forEach(name -> names.add(name.toLowerCase(Locale.ROOT))));
        return names;
    }

    private static List<String> handles(ComposeService service) {
        List<String> handles = new ArrayList<>(List.of(service.name()));
        Fields.string(service.node(), "container_name").value().ifPresent(handles::add);
        Fields.string(service.node(), "hostname").value().ifPresent(handles::add);
        networks(service).forEach(network -> handles.addAll(aliases(service, network)));
        return handles;
    }

    /// The names that Compose and Swarm make: `project-service-1`, `stack_service`.
    private static boolean isReplica(ComposeService service, String host) {
        if (!host.toLowerCase(Locale.ROOT).contains(service.name().toLowerCase(Locale.ROOT))) {
            return false;
        }
        return Pattern.compile(".*[-_]" + Pattern.quote(service.name()) + "([-_][0-9]+)?|" + Pattern.quote(service.name()) + "[-_][0-9]+", Pattern.CASE_INSENSITIVE).matcher(host).matches();
    }

    private static boolean isAlone(ComposeService service) {
        return service.node().get("scale").isEmpty() && Fields.mapping(service.node(), "deploy").filter(deploy -> deploy.get("replicas").isPresent() || deploy.get("mode").isPresent()).isEmpty();
    }

    /// The items of a list, the keys of a mapping, or a scalar by itself.
    private static List<String> texts(YamlMapping mapping, String key) {
        return mapping.get(key).map(node -> switch (node) {
            case YamlSequence list -> list.items().stream().map(YamlNode::resolve).filter(YamlScalar.class::isInstance).map(item -> ((YamlScalar) item).value()).toList();
            case YamlMapping below -> below.effective().stream().map(Entry::name).flatMap(Optional::stream).toList();
            case YamlScalar scalar when !scalar.isNull() -> List.of(scalar.value());
            default -> List.<String>of();
        }).orElse(List.of());
    }
}
