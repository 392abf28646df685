package promc.checks.compose;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.yaml.YamlNode.YamlMapping;

/// A Prometheus without a limit of memory: one heavy query or a burst of new series takes that of the whole host.
public final class MemoryUnlimited implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/memory-unlimited", Severity.INFO, "Nothing limits the memory of a Prometheus, which grows with its series and queries").offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        if (service.told() && MonitoringProgram.of(service).filter(program -> program == MonitoringProgram.PROMETHEUS).isPresent() && service.node().get("mem_limit").isEmpty() && !isDeployedWithLimit(service)) {
            context.report(service.file(), service.nameSpan(), "`" + service.name() + "` has no `mem_limit`: a heavy query or a burst of new series takes the memory of the whole host");
        }
    }

    private static boolean isDeployedWithLimit(ComposeService service) {
        return service.node().get("deploy").orElse(null) instanceof YamlMapping deploy && deploy.get("resources").orElse(null) instanceof YamlMapping resources
                && resources.get("limits").orElse(null) instanceof YamlMapping limits && limits.get("memory").isPresent();
    }
}
