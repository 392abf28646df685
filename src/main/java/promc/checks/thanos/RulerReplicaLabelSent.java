package promc.checks.thanos;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Severity;
import promc.model.ServerFlags;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.model.ServerProcess;
import promc.model.ServerProcess.Origin;
import promc.model.Workload;

/// A ruler whose replica label goes out with its alerts: two replicas then send two alerts, and Alertmanager notifies of both. For information where one ruler is all there is.
public final class RulerReplicaLabelSent implements Check.FlagsCheck {
    private static final CheckInfo INFO = CheckInfo.likely("thanos/ruler-replica-label-sent", Severity.WARNING, "Replicas of a ruler send alerts that differ in a label");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ServerFlags flags, Context context) {
        if (!flags.component().equals("thanos rule") || !flags.isClosed() || flags.flags().stream().anyMatch(flag -> flag.name().startsWith("alert.relabel-config"))
                || flags.flags().stream().noneMatch(flag -> flag.name().startsWith("alertmanagers."))) {
            return;
        }
        Set<String> dropped = new HashSet<>();
        for (Flag flag : flags.flags()) {
            if (flag.name().equals("alert.label-drop")) {
                dropped.add(flag.value().map(Value::value).orElse(""));
            }
        }
        for (Flag flag : flags.flags()) {
            String value = flag.name().equals("label") ? flag.value().map(Value::value).orElse("") : "";
            String name = value.indexOf('=') > 0 ? value.substring(0, value.indexOf('=')) : "";
            if (name.toLowerCase(Locale.ROOT).contains("replica") && !dropped.contains(name)) {
                context.report(flag.text().file(), flag.span(), "alerts carry `" + name + "`, by its name the label that tells replicas apart, so that each replica's alert is another one to Alertmanager: add `--alert.label-drop=" + name + "`")
                        .severity(severalRulers(context) ? Severity.WARNING : Severity.INFO);
            }
        }
    }

    private static boolean severalRulers(Context context) {
        List<ServerProcess> rulers = context.estate().thanos().components("rule");
        return rulers.size() > 1 || rulers.stream().anyMatch(ruler -> ruler.origin() instanceof Origin.Pod(Workload workload, var container) && workload.replicas().orElse(1) > 1);
    }
}
