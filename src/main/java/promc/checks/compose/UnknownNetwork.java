package promc.checks.compose;

import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.source.Nearest;
import promc.yaml.YamlNode.YamlScalar;

/// A network that is not declared at the top level: Compose refuses the file (compose-go, `checkConsistency`). `default` is always there.
public final class UnknownNetwork implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/unknown-network", Severity.ERROR, "A service joins a network that the file does not declare, so Compose refuses the file");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        if (service.node().get("networks").isEmpty() || !Declarations.areWhole(service, file) || !MonitoringProgram.isIn(file)) {
            return;
        }
        Set<String> declared = file.declared("networks");
        for (YamlScalar network : service.names("networks")) {
            String name = network.value();
            if (!name.equals("default") && name.indexOf('$') < 0 && !declared.contains(name) && !Declarations.elsewhere(file, "networks", name, context.estate())) {
                context.report(network.text().file(), network.span(), "no network `" + name + "` is declared under `networks`, so Compose refuses the whole file"
                        + Nearest.to(name, declared).map(meant -> "; did you mean `" + meant + "`?").orElse(""));
            }
        }
    }
}
