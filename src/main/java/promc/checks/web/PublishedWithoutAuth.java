package promc.checks.web;

import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService.Port;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.source.EmbeddedText;
import promc.source.Span;

/// The port of a program without users of its own is published on all addresses of the host. Docker does so past the host's firewall. Grafana, which asks for a password, is left to [DefaultCredentials].
public final class PublishedWithoutAuth implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("web/published-without-auth", Severity.INFO, "A Prometheus or the like can be asked by every machine that reaches the host").fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        Optional<MonitoringProgram> program = MonitoringProgram.of(service).filter(known -> known != MonitoringProgram.GRAFANA && known != MonitoringProgram.EXPORTER);
        program.flatMap(known -> OpenPort.of(service, known)).ifPresent(port -> context.report(port.file(), port.span(), "this publishes port " + (port.published().isEmpty() ? port.target() : port.published())
                + " on all addresses of the host, past its firewall, and " + program.get().spoken() + " asks nobody for a password" + (inside(program.get()) ? "; inside the networks of the project it is reached without" : "; bind it to 127.0.0.1"))
                .fix(port.text().flatMap(text -> bound(text, port))));
    }

    /// What nobody but Prometheus asks.
    private static boolean inside(MonitoringProgram program) {
        return program == MonitoringProgram.NODE_EXPORTER;
    }

    private static Optional<Fix> bound(EmbeddedText text, Port port) {
        // No address may be written too, before its colon.
        Span address = new Span(0, port.address().isEmpty() ? text.text().startsWith(":") ? 1 : 0 : port.address().length() + 1);
        return Fix.replace("Publish it for the host alone", Applicability.UNSAFE, text, address, port.published().isEmpty() && port.address().isEmpty() ? "127.0.0.1::" : "127.0.0.1:");
    }
}
