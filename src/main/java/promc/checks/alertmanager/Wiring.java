package promc.checks.alertmanager;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.ComposeEdits;
import promc.lint.ConfigEdits;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.Hosts;
import promc.model.ImageTags;
import promc.model.MonitoringProgram;
import promc.model.Server;
import promc.model.ServerProcess.Origin.Compose;
import promc.model.ServerProcess;

/// Sends the alerts of a server to the Alertmanagers of its compose file that it can reach, or to a new one where that has none; in Kubernetes to the one that a Service in sight leads to.
final class Wiring {
    private static final String NAME = "alertmanager";
    private static final String PORT = "9093";
    /// Where its image keeps silences and what it has told.
    private static final String DATA = "/alertmanager";

    /// A section that somebody took out, or left to be filled in.
    private static final Pattern SWITCHED_OFF = Pattern.compile("(?m)^[ \\t]*#[# \\t]*(alerting|alertmanagers):");

    private Wiring() {}

    /// Empty where an Alertmanager is in sight that the server cannot reach, or not without credentials; where others may be out of sight; where another server beside it is told of one; and where a comment has the section.
    static Optional<Fix> of(Server server, Estate estate) {
        Optional<Compose> compose = server.runs().map(Server.Run::process).flatMap(ServerProcess::compose);
        Optional<Hosts> hosts = server.runs().filter(run -> run.process().flags().flag("agent").isEmpty()).flatMap(run -> Hosts.of(estate, run.process()));
        if (hosts.isEmpty() || SWITCHED_OFF.matcher(server.config().text().text()).find()) {
            return Optional.empty();
        }
        if (compose.isEmpty()) {
            return inCluster(server, hosts.get());
        }
        List<ComposeService> managers = compose.get().file().project().stream().filter(service -> MonitoringProgram.of(service).filter(program -> program == MonitoringProgram.ALERTMANAGER).isPresent()).toList();
        if (managers.isEmpty()) {
            return hosts.get().find(NAME) instanceof Host.Missing && !isToldBeside(compose.get(), estate) ? added(server, compose.get()) : Optional.empty();
        }
        List<String> targets = new ArrayList<>();
        for (ComposeService manager : managers) {
            Optional<String> port = hosts.get().find(manager.name()) instanceof Host.Container ? estate.process(manager).flatMap(Wiring::port) : Optional.empty();
            if (port.isEmpty()) {
                return Optional.empty();
            }
            targets.add(manager.name() + ":" + port.get());
        }
        return sent(server, targets);
    }

    /// The one Service of the port of an Alertmanager, if one pod is behind it: of several each has to be told, which a Service does not do.
    private static Optional<Fix> inCluster(Server server, Hosts hosts) {
        List<String> names = hosts.having(PORT);
        return names.size() == 1 && hosts.find(names.getFirst()) instanceof Host.Container(Peer peer) && peer.alone() && peer.sure() && peer.processes().size() == 1 && peer.processes().getFirst().runs(NAME)
                && port(peer.processes().getFirst()).equals(peer.inside(PORT)) ? sent(server, List.of(names.getFirst() + ":" + PORT)) : Optional.empty();
    }

    private static Optional<Fix> sent(Server server, List<String> targets) {
        return section(server, targets).map(edit -> new Fix("Send alerts to " + String.join(" and ", targets.stream().map(target -> "`" + target + "`").toList()), Applicability.UNSAFE, List.of(edit)));
    }

    private static Optional<TextEdit> section(Server server, List<String> targets) {
        List<String> lines = List.of("alertmanagers:", "  - static_configs:", "      - targets: [" + String.join(", ", targets.stream().map(target -> '"' + target + '"').toList()) + "]");
        return ConfigEdits.section(server.config(), "alerting", lines, List.of("global"));
    }

    /// The port that an Alertmanager is asked at, by plain HTTP and without a prefix; empty if it is asked in another way, or its command line does not tell.
    private static Optional<String> port(ServerProcess manager) {
        if (!manager.told() || manager.flags().open() || List.of("web.config.file", "web.route-prefix").stream().anyMatch(flag -> manager.flags().flag(flag).isPresent())) {
            return Optional.empty();
        }
        boolean prefixed = manager.flags().flag("web.external-url").isPresent() && manager.flags().value("web.external-url").map(Wiring::hasPath).orElse(true);
        String address = manager.flags().flag("web.listen-address").isEmpty() ? ":" + PORT : manager.flags().value("web.listen-address").orElse("");
        return prefixed || !address.matches(".*:[0-9]+") ? Optional.empty() : Optional.of(address.substring(address.lastIndexOf(':') + 1));
    }

    private static boolean hasPath(String url) {
        try {
            String path = new URI(url).getPath();
            return path == null || !path.isEmpty() && !path.equals("/");
        } catch (URISyntaxException unreadable) {
            return true;
        }
    }

    /// True if another server of the file sends its alerts somewhere.
    private static boolean isToldBeside(Compose compose, Estate estate) {
        return estate.servers().stream().filter(other -> other.runs().flatMap(run -> run.process().compose()).filter(own -> own.file() == compose.file()).isPresent())
                .anyMatch(other -> other.config().root().get("alerting").isPresent());
    }

    private static Optional<Fix> added(Server server, Compose compose) {
        ComposeFile file = compose.file();
        String volume = NAME + "_data";
        if (!file.whole() || compose.service().file() != file.text().file() || file.declared("volumes").contains(volume)) {
            return Optional.empty();
        }
        List<String> below = new ArrayList<>(List.of("image: " + ImageTags.pinned("prom/alertmanager").orElseThrow()));
        below.addAll(ComposeEdits.alike(compose, Optional.empty()));
        below.addAll(List.of("volumes:", "  - " + volume + ":" + DATA));
        Optional<TextEdit> section = section(server, List.of(NAME + ":" + PORT));
        Optional<TextEdit> service = ComposeEdits.service(file, NAME, below);
        Optional<TextEdit> declared = ComposeEdits.volume(file, volume, List.of());
        return section.isPresent() && service.isPresent() && declared.isPresent() ? Optional.of(new Fix("Add an Alertmanager and send alerts to it: it has the receivers of its image, so write and mount an `alertmanager.yml` that says who is told",
                Applicability.UNSAFE, List.of(section.get(), service.get(), declared.get()))) : Optional.empty();
    }
}
