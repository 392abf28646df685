package promc.checks.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;
import promc.model.ComposeService.Port;
import promc.model.EstateFile;
import promc.model.MonitoringProgram;

/// Two services of a file publish the same port of the host: the container that is started second is not.
public final class PortTaken implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("compose/port-taken", Severity.ERROR, "Two services publish the same port of the host, so one of them does not start");

    private record Published(ComposeService service, Port port) {}

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        file.views(ComposeFile.class).filter(MonitoringProgram::isIn).forEach(compose -> check(compose, context));
    }

    private static void check(ComposeFile file, Context context) {
        Map<String, List<Published>> taken = new HashMap<>();
        for (ComposeService service : file.services()) {
            if (!service.told() || !service.isAlwaysStarted() || service.node().get("network_mode").isPresent()) {
                continue;
            }
            for (Port port : service.ports()) {
                if (port.published().isEmpty() || !port.published().chars().allMatch(Character::isDigit)) {
                    continue;
                }
                List<Published> before = taken.computeIfAbsent(port.published() + "/" + port.protocol(), key -> new ArrayList<>(1));
                Optional<Published> first = before.stream().filter(other -> other.service() != service && (other.port().isOpen() || port.isOpen() || other.port().address().equals(port.address()))).findFirst();
                if (first.isPresent()) {
                    context.report(port.file(), port.span(), "`" + first.get().service().name() + "` has port " + port.published() + " of the host already, so `" + service.name() + "` does not start beside it")
                            .note(first.get().port().file(), first.get().port().span(), "the port of the host stands before the container's");
                } else {
                    before.add(new Published(service, port));
                }
            }
        }
    }
}
