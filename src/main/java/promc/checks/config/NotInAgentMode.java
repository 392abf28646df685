package promc.checks.config;

import java.util.List;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.EstateFile;
import promc.model.PrometheusConfig;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.Version;
import promc.schema.AgentMode;
import promc.schema.AgentMode.Refused;

/// A section that a Prometheus in agent mode refuses, in the configuration of a service that runs as agent (`config.LoadFile`, `cmd/prometheus/main.go`).
public final class NotInAgentMode implements Check.FileCheck {
    private static final CheckInfo INFO = CheckInfo.proved("config/not-in-agent-mode", Severity.ERROR, "A Prometheus that runs as an agent refuses a section of its configuration");
    /// The release that has `--agent`, and the feature flag no more.
    private static final int FLAG_SINCE = 3;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(EstateFile file, Context context) {
        if (!file.template()) {
            file.views(PrometheusConfig.class).forEach(config -> check(config, context));
        }
    }

    private static void check(PrometheusConfig config, Context context) {
        List<Refused> refused = AgentMode.in(config.root());
        if (refused.isEmpty()) {
            return;
        }
        for (ServerSettings server : context.servers(config)) {
            Optional<Flag> agent = server.flags().flatMap(flags -> agent(flags, server.version()));
            if (agent.isPresent()) {
                for (Refused section : refused) {
                    context.report(config.text().file(), section.section().key().span(), "an agent does not take `" + section.name() + "`: this Prometheus does not start; " + instead(section.name()))
                            .note(agent.get().text().file(), agent.get().span(), "the Prometheus that loads this configuration runs as an agent");
                }
                return;
            }
        }
    }

    private static String instead(String section) {
        return switch (section) {
            case "alerting" -> "alerts are sent by a server that evaluates rules";
            case "rule_files" -> "rules are evaluated by the server that it writes to";
            default -> "it keeps nothing that could be queried";
        };
    }

    /// The flag that makes it an agent. Before 3.0 it is a feature, since then a flag of its own; a feature that is gone is ignored with a warning, a flag that is not known yet is a fault of the command line.
    private static Optional<Flag> agent(ServerFlags flags, Optional<Version> version) {
        boolean older = version.filter(known -> !known.isAtLeast(FLAG_SINCE, 0)).isPresent();
        if (!older) {
            return flags.flag("no-agent").isPresent() ? Optional.empty() : flags.flag("agent");
        }
        return flags.flags().stream().filter(flag -> flag.name().equals("enable-feature") && flag.value().filter(value -> !value.unknown()
                && List.of(value.value().split(",")).contains("agent")).isPresent()).findFirst();
    }
}
