package promc.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import promc.model.KubernetesNames.Pods;
import promc.source.Nearest;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;

/// Which pods one pod reaches by the names of Services (kubernetes/dns specification): `web` in its own namespace, `web.shop`, `web.shop.svc` and `web.shop.svc.cluster.local` anywhere. Much of a cluster is made by charts and operators
/// that are not in sight, so that a name which no Service in sight has is mostly [Hosts.Host.Untold].
public final class KubernetesHosts implements Hosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*){0,2}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");
    private static final String CLUSTER = ".cluster.local";
    private static final String SERVICES = ".svc";

    private final KubernetesNames names;
    private final ServerProcess process;
    private final Optional<String> namespace;
    private final Optional<Pods> pods;

    private KubernetesHosts(KubernetesNames names, ServerProcess process, Optional<String> namespace, Optional<Pods> pods) {
        this.names = names;
        this.process = process;
        this.namespace = namespace;
        this.pods = pods;
    }

    static KubernetesHosts ofPod(Estate estate, ServerProcess process, Workload workload) {
        return new KubernetesHosts(estate.kubernetesNames(), process, workload.namespace(), estate.kubernetesNames().made(workload));
    }

    static KubernetesHosts ofObject(Estate estate, ServerProcess process, OperatorObject object) {
        return new KubernetesHosts(estate.kubernetesNames(), process, object.meta().namespace(), estate.kubernetesNames().made(object));
    }

    /// The namespace of a release is not known, nor what else a chart puts into the pod.
    static KubernetesHosts ofChart(Estate estate, ServerProcess process) {
        return new KubernetesHosts(estate.kubernetesNames(), process, Optional.empty(), Optional.empty());
    }

    @Override
    public Peer self() {
        return new Pod(process, pods);
    }

    @Override
    public String asking() {
        return process.origin() instanceof ServerProcess.Origin.Pod ? "container" : "server";
    }

    @Override
    public String within() {
        return "pod";
    }

    @Override
    public List<String> having(String port) {
        return namespace.stream().flatMap(own -> names.of(own).stream()).filter(service -> isNear(service) && service.ports().stream().anyMatch(known -> known.number().equals(port)))
                .map(service -> service.meta().name()).distinct().toList();
    }

    @Override
    public List<Reached> reached(String host, String port) {
        return find(host) instanceof Host.Container(Peer peer) && !peer.alone() ? List.of() : Hosts.super.reached(host, port);
    }

    @Override
    public Host find(String host) {
        boolean onHost = pods.filter(own -> Fields.bool(own.node(), "hostNetwork").value().orElse(false)).isPresent();
        if (LOOPBACK.contains(host)) {
            return onHost || pods.isEmpty() ? new Host.Untold() : new Host.Itself();
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        boolean whole = name.endsWith(SERVICES) || name.endsWith(SERVICES + CLUSTER);
        name = name.endsWith(SERVICES + CLUSTER) ? name.substring(0, name.length() - CLUSTER.length()) : name;
        name = name.endsWith(SERVICES) ? name.substring(0, name.length() - SERVICES.length()) : name;
        if (!NAME.matcher(name).matches() || ADDRESS.matcher(name).matches() || pods.filter(own -> hasNamesOfItsOwn(own.node(), onHost)).isPresent()) {
            return new Host.Untold();
        }
        Host found = find(Arrays.asList(name.split("\\.")), whole);
        boolean lost = onHost && pods.get().node().get("dnsPolicy").isEmpty();
        return lost ? found instanceof Host.Container(Peer peer) ? new Host.Unreachable(peer, "its pod is in the network of the host and asks the name server of the host, for want of `dnsPolicy: ClusterFirstWithHostNet`", false)
                : new Host.Untold() : found;
    }

    private static boolean hasNamesOfItsOwn(YamlMapping pod, boolean onHost) {
        return pod.get("dnsConfig").isPresent() || pod.get("hostAliases").isPresent()
                || Fields.string(pod, "dnsPolicy").value().filter(policy -> !policy.equals("ClusterFirstWithHostNet") && (onHost || !policy.equals("ClusterFirst"))).isPresent();
    }

    private Host find(List<String> labels, boolean whole) {
        return switch (labels.size()) {
            case 1 -> whole ? new Host.Untold() : find(labels.getFirst(), namespace, false);
            // The second of two may also be a Service without an address of its own, of which the first is a pod.
            case 2 -> !whole && names.called(labels.get(1)).stream().anyMatch(KubernetesService::isHeadless) ? new Host.Untold() : find(labels.get(0), Optional.of(labels.get(1)), true);
            default -> new Host.Untold();
        };
    }

    private Host find(String name, Optional<String> wanted, boolean qualified) {
        List<KubernetesService> called = names.called(name).stream().filter(service -> isSame(service, wanted) || isNear(service)).toList();
        List<KubernetesService> fitting = called.stream().filter(service -> service.meta().namespace().isEmpty() || wanted.isEmpty() || service.meta().namespace().equals(wanted)).toList();
        Optional<KubernetesService> only = nearest(fitting);
        if (only.isPresent()) {
            return only.get().isExternal() ? new Host.Untold() : new Host.Container(new Service(names, only.get(), isNear(only.get()) && (isSame(only.get(), wanted) || isBeside(only.get()))));
        }
        boolean inSight = wanted.filter(known -> names.of(known).stream().anyMatch(this::isNear)).isPresent();
        if (!fitting.isEmpty() || wanted.isEmpty() || names.hasTemplates() || qualified && !inSight || name.endsWith("-operated")) {
            return new Host.Untold();
        }
        if (called.size() == 1 && isNear(called.getFirst())) {
            String other = called.getFirst().meta().namespace().orElse("");
            return new Host.Unreachable(new Service(names, called.getFirst(), true), "it is a Service of the namespace `" + other + "`, and " + (qualified ? "the name asks for one of" : "this pod is in") + " `" + wanted.get()
                    + "`: `" + name + "." + other + "` leads there", false);
        }
        Optional<String> meant = qualified && called.isEmpty() ? Nearest.only(name, names.of(wanted.get()).stream().filter(this::isNear).map(service -> service.meta().name()).toList()) : Optional.empty();
        // Copies of one program have names that differ in a number, and some of them may be out of sight.
        return meant.isEmpty() || withoutDigits(meant.get()).equals(withoutDigits(name)) ? new Host.Untold()
                : new Host.Missing("no Service of the namespace `" + wanted.get() + "` in sight", meant);
    }

    private static String withoutDigits(String name) {
        return name.replaceAll("[0-9]", "");
    }

    private static boolean isSame(KubernetesService service, Optional<String> wanted) {
        return wanted.isPresent() && service.meta().namespace().equals(wanted);
    }

    private boolean isNear(KubernetesService service) {
        return OperatorSelection.areNear(process.file(), service.text().file());
    }

    private boolean isBeside(KubernetesService service) {
        return service.text().file().folder().equals(process.file().folder());
    }

    /// Of several the one in the same file, or else in the same folder, if it is the only one there.
    private Optional<KubernetesService> nearest(List<KubernetesService> found) {
        return only(found.stream().filter(one -> one.text().file().path().equals(process.file().path())).toList()).or(() -> only(found.stream().filter(this::isBeside).toList())).or(() -> only(found));
    }

    private static Optional<KubernetesService> only(List<KubernetesService> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// One pod; in it ports are what they are.
    private record Pod(ServerProcess process, Optional<Pods> pods) implements Peer {
        @Override
        public String name() {
            return process.name();
        }

        @Override
        public String what() {
            return process.what();
        }

        @Override
        public String title() {
            return "the pod that asks";
        }

        @Override
        public SourceFile file() {
            return process.file();
        }

        @Override
        public Span place() {
            return process.place();
        }

        @Override
        public List<ServerProcess> processes() {
            return pods.map(Pods::processes).orElse(List.of(process));
        }

        @Override
        public boolean alone() {
            return true;
        }

        /// A cluster may put more containers into a pod than its file has.
        @Override
        public boolean sure() {
            return false;
        }

        @Override
        public Optional<String> inside(String port) {
            return Optional.of(port);
        }

        @Override
        public Optional<Refusal> refusal(String port) {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> listening() {
            return pods.flatMap(KubernetesHosts::listening);
        }
    }

    /// The ports of pods with a single container, a Prometheus.
    private static Optional<List<String>> listening(Pods pods) {
        boolean single = Fields.items(pods.node(), "containers").size() == 1 && pods.processes().size() == 1 && pods.node().get("initContainers").isEmpty();
        return single ? ListenAddresses.of(pods.processes().getFirst()) : Optional.empty();
    }

    /// A Service and the pods that its selector picks.
    private record Service(KubernetesNames names, KubernetesService service, boolean sure) implements Peer {
        @Override
        public String name() {
            return service.meta().name();
        }

        @Override
        public String what() {
            return "the Service `" + name() + "`";
        }

        @Override
        public String title() {
            return "the Service of this name";
        }

        @Override
        public SourceFile file() {
            return service.text().file();
        }

        @Override
        public Span place() {
            return service.meta().place();
        }

        @Override
        public List<ServerProcess> processes() {
            return names.behind(service).stream().flatMap(made -> made.processes().stream()).toList();
        }

        @Override
        public boolean alone() {
            List<Pods> behind = names.behind(service);
            return behind.size() == 1 && behind.getFirst().replicas().orElse(0) == 1;
        }

        @Override
        public Optional<String> inside(String port) {
            return service.isHeadless() ? Optional.of(port) : service.ports().stream().filter(known -> known.number().equals(port)).findFirst().flatMap(this::target);
        }

        @Override
        public Optional<List<String>> portNames() {
            return Optional.of(service.ports().stream().map(KubernetesService.Port::name).filter(name -> !name.isEmpty()).toList());
        }

        @Override
        public Optional<String> insideNamed(String portName) {
            return service.ports().stream().filter(known -> known.name().equals(portName)).findFirst().flatMap(this::target);
        }

        /// A name of a port is that of a container; several pods may each have it elsewhere.
        private Optional<String> target(KubernetesService.Port port) {
            if (port.target().isEmpty() || isNumber(port.target())) {
                return Optional.of(port.target().isEmpty() ? port.number() : port.target());
            }
            List<String> numbers = names.behind(service).stream().flatMap(made -> Fields.mappings(made.node(), "containers").stream()).flatMap(container -> Fields.mappings(container, "ports").stream())
                    .filter(known -> Fields.string(known, "name").value().filter(port.target()::equals).isPresent()).flatMap(known -> Fields.string(known, "containerPort").value().stream()).distinct().toList();
            return numbers.size() == 1 && isNumber(numbers.getFirst()) ? Optional.of(numbers.getFirst()) : Optional.empty();
        }

        private static boolean isNumber(String port) {
            return !port.isEmpty() && port.chars().allMatch(Character::isDigit);
        }

        /// The address of a Service has its ports only.
        @Override
        public Optional<Refusal> refusal(String port) {
            List<String> numbers = service.ports().stream().map(KubernetesService.Port::number).distinct().toList();
            if (service.isHeadless() || service.isExternal() || numbers.isEmpty() || numbers.contains(port) || !numbers.stream().allMatch(Service::isNumber)) {
                return Optional.empty();
            }
            String only = what() + " has port " + String.join(" and ", numbers) + " only";
            Optional<String> inner = service.ports().stream().filter(known -> target(known).filter(port::equals).isPresent()).map(KubernetesService.Port::number).findFirst();
            Optional<String> outer = service.ports().stream().filter(known -> known.node().equals(port)).map(KubernetesService.Port::number).findFirst();
            String message = inner.map(number -> "port " + port + " is the one of the pods; " + what() + " has it as " + number)
                    .or(() -> outer.map(number -> "port " + port + " is the one that nodes have; " + what() + " has it as " + number)).orElse(only + ": nothing answers at " + port);
            return Optional.of(new Refusal(message, sure, file(), place(), title()));
        }

        @Override
        public Optional<List<String>> listening() {
            List<Pods> behind = names.behind(service);
            return behind.size() == 1 ? KubernetesHosts.listening(behind.getFirst()) : Optional.empty();
        }
    }
}
