package promc.checks.thanos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.ComposeEdits;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeHosts;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.Hosts;
import promc.model.ServerProcess.Origin.Compose;
import promc.model.ServerProcess.Origin;
import promc.model.ServerProcess;
import promc.yaml.YamlNode.YamlMapping;

/// An address whose host is no container that the process shares a network with, or no Service of the cluster, or whose port the Service does not have. Of names that only a cluster or a name server of the user knows nothing is said.
public final class StoreUnreachable implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/store-unreachable", Severity.ERROR, "A component of Thanos asks a host that it cannot find").fixable(Applicability.UNSAFE);
    /// What a new network is called, in all projects.
    private static final String NETWORK = "thanos";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (ServerProcess process : estate.thanos().components()) {
            if (process.origin() instanceof Origin.Compose(ComposeFile file, ComposeService service) && process.told()) {
                ComposeHosts hosts = new ComposeHosts(estate, file, service);
                for (Addresses.Address address : Addresses.of(process, estate.thanos())) {
                    if (!address.isService()) {
                        report(address, hosts, file, estate, context);
                    }
                }
            } else if (!(process.origin() instanceof Origin.Compose)) {
                Hosts.of(estate, process).ifPresent(hosts -> Addresses.of(process, estate.thanos()).forEach(address -> StoreServices.report(address, hosts, context)));
            }
        }
    }

    private static void report(Addresses.Address address, ComposeHosts hosts, ComposeFile file, Estate estate, Context context) {
        String name = address.host();
        String lost = address.grpc() ? "queries get nothing from there" : "nothing is asked there";
        switch (hosts.find(name)) {
            case Host.Unreachable(Peer there, String reason, var ignored) -> context.report(address.file(), address.span(), address.process().what() + " cannot find `" + name + "`: " + reason + "; " + lost)
                    .note(there.file(), there.place(), "the service of this name");
            case Host.Missing missing -> {
                Draft draft = context.report(address.file(), address.span(), "no service, container name or alias that " + address.process().what() + " shares a network with is called `" + name + "`, so " + lost
                        + elsewhere(name, file, estate).map(other -> ": it is a service of another project, whose networks are its own").orElse(missing.meant().map(near -> "; did you mean `" + near + "`?").orElse("")))
                        .likely();
                elsewhere(name, file, estate).ifPresent(other -> draft.note(other.file(), other.place(), "the service of this name"));
            }
            case Host.Itself ignored -> context.report(address.file(), address.span(), "`" + name + "` is the container of " + address.process().what() + " itself, so " + lost)
                    .likely();
            case Host.Container ignored -> { }
            case Host.Untold ignored -> otherProject(name, file, estate).filter(other -> isPlain(address.process(), file)).ifPresent(other -> context.report(address.file(), address.span(),
                    "`" + name + "` is a service of another project, whose network " + address.process().what() + " does not share, so " + lost).likely().note(other.file(), other.place(), "the service of this name")
                    .fix(join(file, estate)));
        }
    }

    /// Joins all of this file that ask services of other projects in its folder with those services, in a network that has one name everywhere. The first of the other projects makes it.
    private static Optional<Fix> join(ComposeFile file, Estate estate) {
        Map<String, Compose> joined = new LinkedHashMap<>();
        Map<String, ComposeFile> others = new LinkedHashMap<>();
        for (ServerProcess process : estate.thanos().components()) {
            Optional<Compose> here = process.compose().filter(compose -> compose.file() == file && process.told() && isPlain(process, file));
            if (here.isPresent()) {
                ComposeHosts hosts = new ComposeHosts(estate, file, here.get().service());
                for (Addresses.Address address : Addresses.of(process, estate.thanos())) {
                    Optional<Compose> there = address.isService() || !(hosts.find(address.host()) instanceof Host.Untold) ? Optional.empty() : otherProject(address.host(), file, estate).flatMap(ServerProcess::compose);
                    if (there.filter(compose -> !compose.service().file().folder().equals(file.text().file().folder())).isPresent()) {
                        return Optional.empty();
                    }
                    if (there.isPresent()) {
                        joined.put(key(here.get()), here.get());
                        joined.put(key(there.get()), there.get());
                        others.putIfAbsent(there.get().file().text().file().path(), there.get().file());
                    }
                }
            }
        }
        List<Optional<TextEdit>> edits = new ArrayList<>();
        for (Compose compose : joined.values()) {
            YamlMapping service = compose.service().node();
            edits.add(service.get("networks").isPresent() || service.get("network_mode").isPresent() ? Optional.empty() : ComposeEdits.key(compose, "networks:", List.of("- default", "- " + NETWORK)));
        }
        edits.add(ComposeEdits.network(file, NETWORK, List.of("name: " + NETWORK, "external: true")));
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String maker = others.keySet().iterator().next();
        others.forEach((path, other) -> edits.add(ComposeEdits.network(other, NETWORK, path.equals(maker) ? List.of("name: " + NETWORK) : List.of("name: " + NETWORK, "external: true"))));
        return edits.stream().allMatch(Optional::isPresent) ? Optional.of(new Fix("Join both in a network `" + NETWORK + "`, which `" + maker.substring(maker.lastIndexOf('/') + 1) + "` makes: start that one first",
                Applicability.UNSAFE, edits.stream().flatMap(Optional::stream).toList())) : Optional.empty();
    }

    private static String key(Compose compose) {
        return compose.file().text().file().path() + "#" + compose.service().name();
    }

    /// A service of a file beside this one that gives the project another name.
    private static Optional<ServerProcess> otherProject(String name, ComposeFile file, Estate estate) {
        Optional<String> own = file.name();
        Optional<ServerProcess> beside = named(name, file, estate).filter(process -> process.file().folder().equals(file.text().file().folder())).findFirst();
        return own.isEmpty() ? Optional.empty() : beside.or(() -> elsewhere(name, file, estate)).filter(process -> process.compose().filter(compose -> !compose.file().name().equals(own)
                && compose.file().root().get("networks").isEmpty()).isPresent());
    }

    /// True if the process has no network but that of its own project, and no names of its own.
    private static boolean isPlain(ServerProcess process, ComposeFile file) {
        YamlMapping service = process.compose().orElseThrow().service().node();
        return file.root().get("networks").isEmpty() && file.root().get("include").isEmpty()
                && List.of("networks", "network_mode", "extra_hosts", "external_links", "links", "dns", "dns_search", "extends").stream().allMatch(key -> service.get(key).isEmpty());
    }

    private static Optional<ServerProcess> elsewhere(String name, ComposeFile file, Estate estate) {
        return named(name, file, estate).findFirst();
    }

    private static Stream<ServerProcess> named(String name, ComposeFile file, Estate estate) {
        return estate.processes().stream().filter(process -> process.compose().filter(compose -> compose.file() != file && compose.service().name().equals(name)).isPresent());
    }
}
