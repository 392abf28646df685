package promc.checks.operator;

import java.util.List;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;

/// A monitor with labels that no selector of a server in sight asks for: the operator leaves it out without a word, and nothing of it is scraped.
public final class MonitorNotSelected implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("operator/monitor-not-selected", Severity.WARNING, "No Prometheus in sight selects a monitor, so nothing of it is scraped")
            .fixable(Applicability.UNSAFE);
    private static final List<String> KINDS = List.of("ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        KINDS.forEach(kind -> NotSelected.check(kind, "nothing of it is scraped", context));
    }
}
