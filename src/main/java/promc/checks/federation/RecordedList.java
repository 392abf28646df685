package promc.checks.federation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.analysis.FederatingJob;
import promc.analysis.FederationPlan;
import promc.analysis.MatchSelector;
import promc.analysis.RuleSeries;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.SequenceEdits;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.promql.Expr.VectorSelector;
import promc.promql.Promql;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// What a job should collect of a server that nobody in sight asks for anything: what that server's rules record, by name where they are in sight and few, or else by the convention that such names
/// have a colon; and `up`, which tells of each of its targets. `note` says which.
record RecordedList(String note, Fix fix) {
    private static final String UP = "up";
    /// Names with a colon, which is for rules (Prometheus, `docs/practices/rules.md`).
    private static final String RECORDED = "{__name__=~\"up|.+:.+\"}";
    /// More names are not listed one by one.
    private static final int MOST_NAMES = 16;

    /// In the place of `replaced`. Empty where something in sight reads what the job collects, where readers may be out of sight (rules that are missing, variables of dashboards, `remote_write`, a
    /// template), and where the list is not written in the job.
    static Optional<RecordedList> of(List<Selected> replaced, ScrapeJob job, PrometheusConfig config, List<FederationPlan> plans) {
        if (plans.isEmpty() || plans.stream().anyMatch(RecordedList::mayBeRead) || !(job.matchParam().orElse(null) instanceof YamlSequence list) || !job.node().span().contains(list.span())) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>();
        boolean known = plans.stream().allMatch(plan -> recordsAreKnown(plan.job()));
        plans.forEach(plan -> names.addAll(plan.made().keySet()));
        names.removeAll(RuleSeries.OF_ALERTS);
        boolean listed = known && !names.isEmpty() && names.size() <= MOST_NAMES;
        List<String> wanted = new ArrayList<>();
        if (listed) {
            names.add(UP);
            wanted.addAll(names);
        } else {
            wanted.add(RECORDED);
            names.stream().filter(name -> name.indexOf(':') < 0).forEach(wanted::add);
        }
        List<MatchSelector> asked = wanted.stream().map(RecordedList::selector).toList();
        Set<YamlNode> kept = new HashSet<>();
        for (Selected selected : Selected.of(job)) {
            boolean stays = replaced.stream().noneMatch(gone -> gone.expression() == selected.expression()) && asked.stream().noneMatch(one -> one.includes(MatchSelector.of(selected.selector())));
            if (stays) {
                list.items().stream().filter(item -> item.resolve() instanceof YamlScalar scalar && scalar.text() == selected.expression().text()).forEach(kept::add);
            }
        }
        String note = "nothing in sight reads what it collects" + (listed ? "; the rules of the federated server record " + (names.size() == 2 ? "1 metric" : names.size() - 1 + " metrics")
                : ": by convention, what rules record has a colon in its name");
        String title = listed ? "Select `up` and what the rules there record in the place of all else" : "Select `up` and names with a colon, which rules record, in the place of all else";
        return SequenceEdits.replace(config.text().file(), list, kept, wanted).map(edits -> new RecordedList(note, new Fix(title, Applicability.UNSAFE, edits)));
    }

    private static boolean mayBeRead(FederationPlan plan) {
        return plan.hasReaders() || !plan.untold().isEmpty() || !plan.missingRules().isEmpty() || plan.writes() || !plan.renames().isEmpty() || plan.job().top().file().template();
    }

    /// True if what the federated servers record is what their rules in sight do.
    private static boolean recordsAreKnown(FederatingJob job) {
        return job.complete() && job.leaves().stream().map(FederatingJob.Leaf::server).allMatch(leaf -> leaf.hasAllJobs() && leaf.rules().stream().noneMatch(link -> link.files().isEmpty())
                && leaf.jobs().stream().noneMatch(ScrapeJob::isFederation) && leaf.config().root().get("remote_read").isEmpty());
    }

    private static MatchSelector selector(String text) {
        return MatchSelector.of((VectorSelector) Promql.parseSelector(text).expr().orElseThrow());
    }
}
