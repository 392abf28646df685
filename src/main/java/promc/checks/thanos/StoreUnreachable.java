package promc.checks.thanos;

import java.util.List;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeHosts;
import promc.model.ComposeService;
import promc.model.Estate;
import promc.model.Hosts;
import promc.model.Hosts.Host;
import promc.model.Hosts.Peer;
import promc.model.ServerProcess.Origin;
import promc.model.ServerProcess;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// An address whose host is no container that the process shares a network with, or no Service of the cluster, or whose port the Service does not have. Of names that only a cluster or a name server of the user knows nothing is said.
public final class StoreUnreachable implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("thanos/store-unreachable", Severity.ERROR, "A component of Thanos asks a host that it cannot find");

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
                    "`" + name + "` is a service of another project, whose network " + address.process().what() + " does not share, so " + lost).likely().note(other.file(), other.place(), "the service of this name"));
        }
    }

    /// A service of a file beside this one that gives the project another name.
    private static Optional<ServerProcess> otherProject(String name, ComposeFile file, Estate estate) {
        Optional<String> own = project(file);
        return own.isEmpty() ? Optional.empty() : elsewhere(name, file, estate).filter(process -> process.compose().filter(compose -> !project(compose.file()).equals(own)
                && compose.file().root().get("networks").isEmpty()).isPresent());
    }

    private static Optional<String> project(ComposeFile file) {
        return file.root().get("name").filter(YamlScalar.class::isInstance).map(name -> ((YamlScalar) name).value());
    }

    /// True if the process has no network but that of its own project, and no names of its own.
    private static boolean isPlain(ServerProcess process, ComposeFile file) {
        YamlMapping service = process.compose().orElseThrow().service().node();
        return file.root().get("networks").isEmpty() && file.root().get("include").isEmpty()
                && List.of("networks", "network_mode", "extra_hosts", "external_links", "links", "dns", "dns_search", "extends").stream().allMatch(key -> service.get(key).isEmpty());
    }

    private static Optional<ServerProcess> elsewhere(String name, ComposeFile file, Estate estate) {
        return estate.processes().stream().filter(process -> process.compose().filter(compose -> compose.file() != file && compose.service().name().equals(name)).isPresent()).findFirst();
    }
}
