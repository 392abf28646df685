package promc.model;

import java.util.List;
import java.util.Optional;
import promc.model.ServerProcess.Origin;
import promc.source.SourceFile;
import promc.source.Span;

/// What the names are worth that a process asks for: whom a host leads to, and by which ports. Each place that processes are kept in has its own rules; where files do not tell, the answer is [Host.Untold].
/// Used by one thread.
public sealed interface Hosts permits ComposeHosts, KubernetesHosts {
    /// What a name leads to.
    sealed interface Host {
        /// The container, or the pod, that asks.
        record Itself() implements Host {}

        /// Another one, or several.
        record Container(Peer peer) implements Host {}

        /// One of this name is there, but the name is not answered, for this reason. `sure` is false where settings out of sight may have it answered yet.
        record Unreachable(Peer peer, String reason, boolean sure) implements Host {}

        /// Nothing is called so. `sought` goes before "is called": what was looked for and where; `meant` is the name that may have been meant.
        record Missing(String sought, Optional<String> meant) implements Host {}

        /// The files do not tell.
        record Untold() implements Host {}
    }

    /// Who has a name: a service of Compose, a Service of Kubernetes with the pods behind it.
    interface Peer {
        String name();

        /// How a sentence names it: ``the service `web` ``.
        String what();

        /// What to say of the place where it is named: `the service of this name`.
        String title();

        /// Where it is named.
        SourceFile file();

        Span place();

        /// The processes behind it whose command lines are in sight.
        List<ServerProcess> processes();

        /// True if there is only one container or pod behind it.
        boolean alone();

        /// False if another one may have been meant.
        boolean sure();

        /// The port of its processes that one of its own leads to; empty if it has none of this number, or that is not known.
        Optional<String> inside(String port);

        /// The names of its ports, of which a name server makes records of services (`_grpc._tcp.web`); empty if that is not known.
        default Optional<List<String>> portNames() {
            return Optional.empty();
        }

        /// The port of its processes that the record of a service leads to, by the name of the port; empty if there is none, or it is not known.
        default Optional<String> insideNamed(String portName) {
            return Optional.empty();
        }

        /// Why nothing answers at a port, whatever listens inside; empty if something may.
        Optional<Refusal> refusal(String port);

        /// The ports that its processes listen at, if no others can listen there; empty if that is not known.
        Optional<List<String>> listening();
    }

    /// Why nothing answers at a port. `proved` is false where something may yet listen there. `note` says what stands at the place.
    record Refusal(String message, boolean proved, SourceFile file, Span span, String note) {}

    /// A process that answers, with the port it is asked at, and whose name led to it.
    record Reached(ServerProcess process, String port, Peer peer) {}

    /// What asks.
    Peer self();

    /// What kind of thing it is: `service`, `container` or `server`.
    String asking();

    /// What `localhost` is for it: `container` or `pod`.
    String within();

    /// What a name or an IP address leads to.
    Host find(String host);

    /// Names of others that have this port, to be meant instead.
    List<String> having(String port);

    /// The processes that answer at an address, as far as the files tell without doubt; whether they listen at the port is not asked.
    default List<Reached> reached(String host, String port) {
        return switch (find(host)) {
            case Host.Itself ignored -> self().processes().stream().map(process -> new Reached(process, port, self())).toList();
            case Host.Container(Peer peer) -> peer.inside(port).stream().flatMap(inside -> peer.processes().stream().map(process -> new Reached(process, inside, peer))).toList();
            case Host.Unreachable ignored -> List.of();
            case Host.Missing ignored -> List.of();
            case Host.Untold ignored -> List.of();
        };
    }

    /// The hosts as a process sees them; empty where nothing is known of names, as on a machine whose network is not in sight, and for a template.
    static Optional<Hosts> of(Estate estate, ServerProcess process) {
        return switch (process.origin()) {
            case Origin.Compose(ComposeFile file, ComposeService service) -> Optional.of(new ComposeHosts(estate, file, service));
            case Origin.Pod(Workload workload, var ignored) -> process.told() ? Optional.of(KubernetesHosts.ofPod(estate, process, workload)) : Optional.empty();
            case Origin.Operator(OperatorObject object, var ignored) -> process.told() ? Optional.of(KubernetesHosts.ofObject(estate, process, object)) : Optional.empty();
            case Origin.Chart ignored -> Optional.of(KubernetesHosts.ofChart(estate, process));
            case Origin.Unit ignored -> Optional.empty();
            case Origin.Settings ignored -> Optional.empty();
        };
    }
}
