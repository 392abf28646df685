package promc.checks.federation;

import java.util.Set;
import java.util.TreeSet;
import promc.analysis.LeafSeries;
import promc.checks.federation.SentSeries.Sent;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.Estate;
import promc.source.EmbeddedText;

/// Both servers of a pair that scrapes the same targets, told apart by a label of replicas: whatever is summed up above counts twice. Nothing takes such a label away again but Thanos and the like.
public final class ReplicasFederatedTwice implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.likely("federation/replicas-federated-twice", Severity.WARNING,
            "Both replicas of a server are federated, so that sums count twice");
    /// What such labels are called in the documentation of Prometheus' operator, Thanos and Mimir.
    static final Set<String> REPLICA_LABELS = Set.of("replica", "prometheus_replica", "__replica__", "rule_replica", "ruler_replica", "ha_replica");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        SentSeries.clashes(estate, context.federation(), REPLICA_LABELS::contains, true, (first, second) -> report(first, second, context));
    }

    /// The addresses that a server scrapes. Those of its own host are others for each server.
    static Set<String> scraped(Sent sent) {
        Set<String> addresses = new TreeSet<>();
        sent.leaf().server().jobs().forEach(job -> job.targets().forEach(target -> addresses.add(target.value())));
        addresses.removeIf(address -> address.startsWith("localhost:") || address.startsWith("127.0.0.1:"));
        return addresses;
    }

    private static void report(Sent first, Sent second, Context context) {
        // Shards of one job have such labels, too.
        if (!scraped(first).equals(scraped(second))) {
            return;
        }
        Set<String> labels = new TreeSet<>(second.series().arriving().keySet());
        labels.retainAll(REPLICA_LABELS);
        EmbeddedText address = second.target().address().text();
        Draft draft = context.report(address, address.span(), "`" + second.target().address().value() + "` and `" + first.target().address().value() + "` send the same series but for "
                + (labels.isEmpty() ? "the label of the replica" : "`" + String.join("`, `", labels) + "`") + ", such as `" + LeafSeries.words(second.series().arriving())
                + "`: sums over them count twice; collect from one of the two, or from a balancer in front of them");
        SentSeries.evidence(first, second, draft);
        draft.note(second.leaf().server().config().text().file(), Places.externalLabels(second.leaf().server().config()), "the label that tells the replicas apart");
    }
}
