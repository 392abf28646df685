package promc.checks.web;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;

/// `--web.enable-lifecycle` on a Prometheus that every machine that reaches the host can ask: whoever does can end it (`/-/quit`).
public final class LifecycleExposed implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("web/lifecycle-exposed", Severity.INFO, "Anybody who reaches the host can end a Prometheus");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        ExposedSwitch.report(service, "web.enable-lifecycle", "with this, whoever reaches port %s of the host can end the server (`/-/quit`): nothing asks for a password; `--config.auto-reload` reloads without it", context);
    }
}
