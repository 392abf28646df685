package promc.checks.compose;

import java.util.List;
import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.ComposeEdits;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.model.ServerProcess.Origin.Compose;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// A service without `restart` in a file where others have it: once it has ended, or the host was started anew, it is gone, and nothing tells of it.
public final class NeverRestarted implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/never-restarted", Severity.INFO, "Docker starts other services of the file again when they end, but not this one").fixable(Applicability.UNSAFE);

    /// Settings of `deploy` that mean nothing to Compose alone.
    private static final List<String> OF_SWARM = List.of("mode", "placement", "update_config", "rollback_config", "restart_policy", "endpoint_mode");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        Optional<MonitoringProgram> program = MonitoringProgram.of(service);
        if (program.isEmpty() || !service.told() || isForSwarm(file) || restarts(service) || service.node().get("restart").isPresent()) {
            return;
        }
        file.services().stream().filter(other -> other != service && MonitoringProgram.of(other).isPresent() && other.node().get("restart").isPresent() && restarts(other)).findFirst().ifPresent(other -> {
            YamlScalar policy = (YamlScalar) other.node().get("restart").orElseThrow();
            context.report(service.file(), service.nameSpan(), "`" + service.name() + "` has no `restart`: once it has ended it stays down, unlike `" + other.name() + "`")
                    .note(policy.text().file(), policy.span(), "`" + other.name() + "` is started again")
                    .fix(ComposeEdits.key(new Compose(file, service), "restart: " + policy.span().of(policy.text().file().text()), List.of())
                            .map(edit -> new Fix("Start it again as `" + other.name() + "` is", Applicability.UNSAFE, List.of(edit))));
        });
    }

    /// A cluster starts each service again unless told otherwise.
    private static boolean isForSwarm(ComposeFile file) {
        return file.services().stream().anyMatch(service -> service.node().get("deploy").orElse(null) instanceof YamlMapping deploy && OF_SWARM.stream().anyMatch(key -> deploy.get(key).isPresent()));
    }

    private static boolean restarts(ComposeService service) {
        return service.node().get("restart").orElse(null) instanceof YamlScalar policy && !policy.isNull() && !policy.value().equals("no");
    }
}
