package promc.checks.compose;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;

/// A Prometheus that gets the ten seconds that Docker grants by default to stop. Larger servers need more; what is killed has to replay its whole log at the next start.
public final class KilledWhileStopping implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("compose/killed-while-stopping", Severity.INFO, "A Prometheus is killed if it has not stopped after ten seconds").offByDefault();

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        if (service.told() && MonitoringProgram.of(service).filter(program -> program == MonitoringProgram.PROMETHEUS).isPresent() && service.node().get("stop_grace_period").isEmpty()) {
            context.report(service.file(), service.nameSpan(), "without `stop_grace_period` Docker kills `" + service.name()
                    + "` ten seconds after it told it to stop; a server with many series needs longer, and once killed it reads its whole log again when it starts");
        }
    }
}
