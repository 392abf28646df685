package promc.checks.federation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.analysis.FederatingJob;
import promc.analysis.FederatingJob.Leaf;
import promc.analysis.FederatingJob.Target;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Pair;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlScalar;

/// A label that a federating job gives its target, and that the server behind it adds to every series with another value: under `honor_labels` the server's wins, so that the target's is on nothing
/// but the series of the scrape itself; without, it is the server's that gets another name (Prometheus `web/federate.go`, `scrape.mutateSampleLabels`).
public final class ExternalLabelOverridden implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/external-label-overridden", Severity.WARNING,
            "A federation target has a label that the federated server sets to something else");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        for (FederatingJob job : context.federation().jobs()) {
            for (Target target : job.targets()) {
                target.leaves().stream().limit(1).filter(leaf -> target.leaves().size() == 1).forEach(leaf -> check(job, target, leaf, context));
            }
        }
    }

    private static void check(FederatingJob job, Target target, Leaf leaf, Context context) {
        Map<String, Pair> external = new TreeMap<>();
        leaf.server().config().externalLabels().forEach(pair -> external.put(pair.name(), pair));
        boolean honor = job.job().honorLabels().value().orElse(false);
        if (external.isEmpty() || job.job().relabelRules().stream().anyMatch(rule -> rule.targetLabel().value().filter(name -> external.containsKey(name) || name.indexOf('$') >= 0).isPresent())) {
            return;
        }
        for (Pair own : target.group().labels()) {
            Pair theirs = external.get(own.name());
            Optional<String> value = theirs == null ? Optional.empty() : text(theirs);
            // What the environment fills in may be the same value.
            if (value.isEmpty() || value.get().indexOf('$') >= 0 || text(own).filter(ours -> !ours.isEmpty() && !ours.equals(value.get())).isEmpty()) {
                continue;
            }
            SourceFile file = target.address().text().file();
            Draft draft = context.report(file, own.key().span(), honor
                    ? "no series that is collected here gets this `" + own.name() + ": " + text(own).get() + "`: the server has the external label `" + own.name() + ": " + value.get() + "`, and with `honor_labels` that one stays"
                    : "the server's external label `" + own.name() + ": " + value.get() + "` ends up as `exported_" + own.name() + "`: this label of the target takes its name");
            draft.note(leaf.server().config().text().file(), theirs.key().span(), "set here for all series that leave the server").note(target.address().text(), leaf.why());
            if (!honor) {
                draft.severity(Severity.INFO);
            }
        }
    }

    private static Optional<String> text(Pair pair) {
        return pair.value().value().filter(scalar -> !scalar.isNull()).map(YamlScalar::value);
    }
}
