package promc.lint;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.FederationPlan;
import promc.analysis.MatchSelector;
import promc.analysis.TopRead;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.SequenceEdits;
import promc.fix.TextEdit;
import promc.model.ScrapeJob;
import promc.source.SourceFile;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// Gives a federating job the `match[]` that its readers need. Unsafe: what readers out of sight read is no longer collected.
public final class MatchListFix {
    private MatchListFix() {}

    /// Of the plans of one job, one for each server that loads it. Empty if nothing in sight reads what it collects, if it cannot be told what readers need, or if the list is as it should be.
    public static Optional<Fix> of(List<FederationPlan> plans) {
        if (plans.isEmpty() || plans.stream().anyMatch(plan -> !isTold(plan))) {
            return Optional.empty();
        }
        ScrapeJob job = plans.getFirst().job().job();
        SourceFile file = plans.getFirst().job().config().text().file();
        Set<MatchSelector> wanted = new LinkedHashSet<>();
        Set<TopRead.Reader> readers = new LinkedHashSet<>();
        plans.forEach(plan -> plan.list().forEach(proposal -> {
            wanted.add(proposal.selector());
            readers.addAll(proposal.readers());
        }));
        boolean inJob = job.matchParam().filter(list -> list instanceof YamlSequence && job.node().span().contains(list.span())).isPresent();
        return inJob ? edits(file, (YamlSequence) job.matchParam().get(), plans.getFirst(), wanted).map(edits -> new Fix(title(readers), Applicability.UNSAFE, edits)) : Optional.empty();
    }

    /// Why there is nothing to write, where [#of] is empty.
    public static String reason(FederationPlan plan) {
        String missing = plan.missingRules().isEmpty() ? "" : "no file in sight is what `rule_files` names: " + String.join(", ", new TreeSet<>(plan.missingRules()).stream().map(name -> "`" + name + "`").toList());
        if (!plan.renames().isEmpty()) {
            return plan.renames();
        }
        if (!plan.hasReaders()) {
            return "nothing in sight reads what it collects" + (missing.isEmpty() ? "" : ", and " + missing);
        }
        if (plan.writes()) {
            return "`remote_write` sends on what is stored, to readers that are not in sight";
        }
        if (plan.list().stream().anyMatch(proposal -> proposal.selector().terms().isEmpty())) {
            return "a reader in sight asks for metrics of any name";
        }
        if (!plan.proof().isCovered()) {
            return "it is not proved that the list that was made has all that is needed";
        }
        return stands(plan) ? "it is what its readers need" : "it cannot be edited where it stands";
    }

    private static boolean stands(FederationPlan plan) {
        Set<MatchSelector> there = new HashSet<>();
        plan.entries().forEach(entry -> entry.selector().ifPresent(there::add));
        return plan.entries().size() == plan.list().size() && plan.list().stream().allMatch(proposal -> there.contains(proposal.selector()));
    }

    private static boolean isTold(FederationPlan plan) {
        return plan.hasReaders() && plan.renames().isEmpty() && !plan.writes() && plan.proof().isCovered() && plan.list().stream().noneMatch(proposal -> proposal.selector().terms().isEmpty());
    }

    private static Optional<List<TextEdit>> edits(SourceFile file, YamlSequence list, FederationPlan plan, Set<MatchSelector> wanted) {
        Set<YamlNode> kept = new HashSet<>();
        Set<MatchSelector> there = new HashSet<>();
        for (FederationPlan.Entry entry : plan.entries()) {
            if (entry.selector().filter(wanted::contains).filter(there::add).isPresent()) {
                list.items().stream().filter(item -> item.resolve() instanceof YamlScalar scalar && scalar.text().equals(entry.match().text())).forEach(kept::add);
            }
        }
        List<String> added = wanted.stream().filter(selector -> !there.contains(selector)).map(MatchSelector::text).toList();
        return added.isEmpty() && kept.size() == list.items().size() ? Optional.empty() : SequenceEdits.replace(file, list, kept, added);
    }

    private static String title(Set<TopRead.Reader> readers) {
        TopRead.Reader first = readers.iterator().next();
        if (first.kind() == TopRead.Kind.RELABELLING) {
            return "Select what the relabelling of the job keeps";
        }
        return "Select what " + first.text() + (readers.size() == 1 ? " reads" : readers.size() == 2 ? " and 1 other reader in sight read" : " and " + (readers.size() - 1) + " other readers in sight read");
    }
}
