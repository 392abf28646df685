package promc.checks.remote;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import promc.analysis.ServerSettings;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.RelabelRule;
import promc.model.RemoteWrite;
import promc.model.ScrapeJob;
import promc.model.Server;

/// A list of metrics to send that names records which no rule of the server makes. By convention names with a colon are those of records. Only where all rules that the configuration names are
/// in sight, and nothing brings the server what others record.
public final class KeepsUnknownRecord implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("remote/keeps-unknown-record", Severity.WARNING, "A remote write names a record that no rule of the server makes");
    /// Longer lists are not taken apart: what one pattern may hold is not bounded by its length.
    private static final int MAX_NAMES = 2000;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (Server server : estate.servers()) {
            boolean inSight = !server.file().template() && !server.rules().isEmpty() && server.rules().stream().noneMatch(link -> link.files().isEmpty())
                    && !server.config().hasMoreJobs() && server.config().jobs().stream().noneMatch(ScrapeJob::isFederation);
            if (!inSight || server.config().remoteWrites().stream().allMatch(write -> write.relabelRules().isEmpty())) {
                continue;
            }
            Optional<ServerSettings> settings = context.servers(server.config()).stream().filter(known -> known.server().filter(own -> own == server).isPresent()).findFirst();
            settings.filter(known -> !known.receives()).ifPresent(known -> {
                for (RemoteWrite write : server.config().remoteWrites()) {
                    write.relabelRules().forEach(rule -> check(rule, server, known, context));
                }
            });
        }
    }

    private static void check(RelabelRule rule, Server server, ServerSettings settings, Context context) {
        if (rule.actionOrDefault() != RelabelRule.Action.KEEP || rule.sourceLabels().value().filter(List.of("__name__")::equals).isEmpty()) {
            return;
        }
        Optional<SortedSet<String>> names = rule.regex().value().flatMap(regex -> regex.finiteValues(MAX_NAMES));
        List<String> unknown = names.stream().flatMap(SortedSet::stream).filter(name -> name.indexOf(':') >= 0 && settings.recordings(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            context.report(server.config().text().file(), rule.regex().span(), "no rule that this server loads records `" + String.join("` or `", unknown.subList(0, Math.min(3, unknown.size())))
                    + "`" + (unknown.size() > 3 ? " (and " + (unknown.size() - 3) + " more)" : "") + ", so there is nothing of it to send");
        }
    }
}
