package promc.checks.web;

import java.util.Optional;
import promc.lint.Context;
import promc.model.ComposeService;
import promc.model.ComposeService.Port;
import promc.model.MonitoringProgram;
import promc.model.ServerFlags.Flag;

/// A flag that opens something which only trusted users should reach.
final class ExposedSwitch {
    private ExposedSwitch() {}

    /// `message` has a place for the port.
    static void report(ComposeService service, String name, String message, Context context) {
        Optional<Flag> flag = service.flags().filter(flags -> flags.component().equals("prometheus")).flatMap(flags -> flags.flag(name));
        Optional<Port> port = flag.isEmpty() ? Optional.empty() : OpenPort.of(service, MonitoringProgram.PROMETHEUS);
        port.ifPresent(open -> context.report(flag.get().text().file(), flag.get().span(), message.replace("%s", open.published().isEmpty() ? open.target() : open.published()))
                .note(open.file(), open.span(), "published on all addresses of the host"));
    }
}
