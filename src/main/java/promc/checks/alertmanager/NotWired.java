package promc.checks.alertmanager;

import java.util.Optional;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.PrometheusConfig;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.Server;
import promc.model.Server.RuleLink;

/// A configuration that loads alerting rules and names no Alertmanager: alerts fire, and nobody is told (Prometheus `config.AlertingConfig`).
public final class NotWired implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alertmanager/not-wired", Severity.WARNING, "A server has alerting rules and sends its alerts to no Alertmanager")
            .fixable(Applicability.UNSAFE);

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            PrometheusConfig config = server.config();
            if (server.rules().isEmpty() || server.file().template() || config.root().get("alerting").isPresent()) {
                continue;
            }
            for (RuleLink link : server.rules()) {
                Optional<RuleFile> alerting = link.mounted() ? link.files().stream().filter(file -> firstAlert(file).isPresent()).findFirst() : Optional.empty();
                if (alerting.isPresent()) {
                    context.report(config.text().file(), link.pattern().span(), "these rules have alerts, and this configuration has no `alerting`: Prometheus sends them to nobody")
                            .note(alerting.get().text().file(), firstAlert(alerting.get()).orElseThrow().name().span(), "one of them").fix(Wiring.of(server, estate));
                    break;
                }
            }
        }
    }

    private static Optional<Rule> firstAlert(RuleFile file) {
        return file.groups().stream().flatMap(group -> group.rules().stream()).filter(Rule::isAlert).findFirst();
    }
}
