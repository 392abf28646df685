package promc.checks.federation;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import promc.analysis.FederatingJob;
import promc.analysis.FederatingJob.Leaf;
import promc.analysis.FederatingJob.Target;
import promc.analysis.Federation;
import promc.analysis.LeafSeries;
import promc.analysis.Why;
import promc.lint.Draft;
import promc.model.Estate;
import promc.model.Server;
import promc.source.EmbeddedText;

/// Finds series of two leaves that arrive at one server with the same labels.
final class SentSeries {
    private SentSeries() {}

    /// A series as one leaf sends it.
    record Sent(FederatingJob job, Target target, Leaf leaf, LeafSeries series) {}

    interface Pair {
        void both(Sent first, Sent second);
    }

    /// Shows the first such pair for each target: one that is sure, if there is one. Labels that `ignored` accepts are not looked at; then only pairs that differ in them are shown.
    static void clashes(Estate estate, Federation federation, Predicate<String> ignored, boolean differing, Pair pair) {
        for (Server top : estate.servers()) {
            List<FederatingJob> jobs = federation.of(top);
            if (jobs.stream().mapToInt(job -> job.targets().size()).sum() < 2) {
                continue;
            }
            Map<Map<String, String>, Sent> first = new HashMap<>();
            Map<Server, Boolean> told = new IdentityHashMap<>();
            for (FederatingJob job : jobs) {
                job.targets().stream().filter(target -> target.leaves().size() == 1).forEach(target -> {
                    Leaf leaf = target.leaves().getFirst();
                    for (LeafSeries series : federation.sent(job, target)) {
                        if (differing && series.stored().getOrDefault("instance", "").startsWith("localhost:")) {
                            // Each has a host of its own.
                            continue;
                        }
                        Map<String, String> key = new TreeMap<>(series.arriving());
                        key.keySet().removeIf(ignored);
                        Sent sent = new Sent(job, target, leaf, series);
                        Sent before = first.putIfAbsent(key, sent);
                        if (before != null && before.leaf.server() != leaf.server() && !told.containsKey(leaf.server())
                                && (!differing || !before.series.arriving().equals(series.arriving()))) {
                            told.put(leaf.server(), true);
                            pair.both(before, sent);
                        }
                    }
                });
            }
        }
    }

    /// Shows why both servers have the series.
    static void evidence(Sent first, Sent second, Draft draft) {
        EmbeddedText address = second.target.address().text();
        evidence(first.series.why(), second.series.why(), address, draft);
    }

    /// Shows two places, or the one that both are. `at` is where the finding is.
    static void evidence(Why one, Why other, EmbeddedText at, Draft draft) {
        if (one.place().equals(other.place()) && one.from(at).elsewhere().orElseThrow().file().path().equals(other.from(at).elsewhere().orElseThrow().file().path())) {
            draft.note(at, new Why("both servers have this", one.elsewhere(), one.place()));
        } else {
            draft.note(at, one).note(at, other);
        }
    }
}
