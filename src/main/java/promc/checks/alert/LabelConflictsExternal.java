package promc.checks.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.ServerSettings;
import promc.analysis.Told;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.yaml.YamlNode.YamlScalar;

/// A label of an alert that is an external label of its server too: the alert's own wins (Prometheus 3.14 `notifier/alert.go`, relabelAlerts), so that it no longer tells which server sent the alert.
public final class LabelConflictsExternal implements Check.GroupCheck {
    private static final CheckInfo INFO = CheckInfo.proved("alert/label-conflicts-external", Severity.WARNING, "A label of an alert takes the place of an external label of its server");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(RuleGroup group, RuleFile file, Context context) {
        boolean labelled = !group.labels().isEmpty();
        boolean alerts = false;
        for (Rule rule : group.rules()) {
            alerts |= rule.isAlert();
            labelled |= rule.isAlert() && !rule.labels().isEmpty();
        }
        if (!alerts || !labelled) {
            return;
        }
        for (ServerSettings server : context.servers(context.file())) {
            Map<String, Told<String>> external = server.externalLabels().orElse(Map.of());
            if (!external.isEmpty()) {
                report(group.labels(), external, server, context);
                for (Rule rule : group.rules()) {
                    if (rule.isAlert()) {
                        report(rule.labels(), external, server, context);
                    }
                }
            }
        }
    }

    private static void report(List<Pair> labels, Map<String, Told<String>> external, ServerSettings server, Context context) {
        // Prometheus keeps what the alert has (`notifier`); the ruler of Thanos writes its own over it (`pkg/alert`).
        boolean ruler = server.server().flatMap(Server::runs).filter(run -> run.process().runs("thanos rule")).isPresent();
        for (Pair pair : labels) {
            Told<String> told = external.get(pair.name());
            Optional<String> value = pair.value().value().filter(scalar -> !scalar.isNull()).map(YamlScalar::value);
            if (told != null && value.filter(text -> !text.isEmpty() && !text.equals(told.value())).isPresent()) {
                context.report(context.file(), pair.key().span(), ruler
                                ? "alerts leave the ruler with its own label `" + pair.name() + ": " + told.value() + "`, which takes the place of this one"
                                : "alerts leave the server with this `" + pair.name() + "`, and without its external label `" + pair.name() + ": " + told.value() + "`")
                        .note(told);
            }
        }
    }
}
