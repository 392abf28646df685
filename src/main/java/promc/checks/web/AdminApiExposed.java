package promc.checks.web;

import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService;

/// `--web.enable-admin-api` on a Prometheus that every machine that reaches the host can ask: whoever does can delete its data (`web/api/v1`, `deleteSeries`).
public final class AdminApiExposed implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.likely("web/admin-api-exposed", Severity.WARNING, "Anybody who reaches the host can delete the data of a Prometheus");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        ExposedSwitch.report(service, "web.enable-admin-api", "with this, whoever reaches port %s of the host can delete series and take snapshots: nothing asks for a password", context);
    }
}
