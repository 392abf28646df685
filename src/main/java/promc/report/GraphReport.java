package promc.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `promc graph` draws: jobs, metrics, recording rules, alerts and dashboards as nodes, and an edge from each to whoever reads it. Nodes and edges are in the order of the estate: jobs, metrics by
/// name, rules file by file, dashboards.
public record GraphReport(List<Group> groups, List<Node> nodes, List<Edge> edges) {
    /// What a node is; `word` names it in every format.
    public enum Kind {
        JOB("job"), FEDERATION("federation"), METRIC("metric"), RECORDING("recording"), ALERT("alert"), DASHBOARD("dashboard");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public GraphReport {
        groups = List.copyOf(groups);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// A group of rules. `interval` in seconds, where it has one of its own.
    public record Group(String name, String file, int line, Optional<Long> interval) {}

    /// `id` is unique and stays as long as name, file and group do. `group` is an index into the groups. `place` is where it is defined; a metric that is read but made nowhere has none. `expr` is
    /// the expression of a rule, empty for others.
    public record Node(String id, Kind kind, String name, Optional<Integer> group, Optional<Place> place, String expr) {}

    /// Where something stands; the line counts from 1.
    public record Place(String file, int line) {}

    /// `from` and `to` are indices of nodes: what is made goes from the maker to the reader. `sure`: whatever is made is read; otherwise the matchers only do not exclude it. `past`: earlier values
    /// are read, by a range or `offset`. `late`: the maker stands behind the reader in a group, so the reader finds the value of the evaluation before. `selector` stands at `place`.
    public record Edge(int from, int to, boolean sure, boolean past, boolean late, String selector, Place place) {}

    /// The part whose nodes `kept` accepts, with the edges between them.
    GraphReport only(boolean[] kept) {
        Map<Integer, Integer> moved = new HashMap<>();
        List<Node> some = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (kept[i]) {
                moved.put(i, some.size());
                some.add(nodes.get(i));
            }
        }
        List<Edge> between = new ArrayList<>();
        for (Edge edge : edges) {
            if (kept[edge.from] && kept[edge.to]) {
                between.add(new Edge(moved.get(edge.from), moved.get(edge.to), edge.sure, edge.past, edge.late, edge.selector, edge.place));
            }
        }
        return new GraphReport(groups, some, between).withUsedGroups();
    }

    private GraphReport withUsedGroups() {
        Map<Integer, Integer> moved = new HashMap<>();
        List<Group> used = new ArrayList<>();
        List<Node> renumbered = new ArrayList<>();
        for (Node node : nodes) {
            Optional<Integer> group = node.group.map(index -> moved.computeIfAbsent(index, key -> {
                used.add(groups.get(key));
                return used.size() - 1;
            }));
            renumbered.add(new Node(node.id, node.kind, node.name, group, node.place, node.expr));
        }
        return new GraphReport(used, renumbered, edges);
    }

    /// The part that lies within so many edges before and behind the nodes that `start` marks.
    public GraphReport around(boolean[] start, int depth) {
        List<List<Integer>> readers = new ArrayList<>();
        List<List<Integer>> makers = new ArrayList<>();
        nodes.forEach(node -> {
            readers.add(new ArrayList<>(2));
            makers.add(new ArrayList<>(2));
        });
        edges.forEach(edge -> {
            readers.get(edge.from).add(edge.to);
            makers.get(edge.to).add(edge.from);
        });
        boolean[] kept = start.clone();
        reach(start, readers, depth, kept);
        reach(start, makers, depth, kept);
        return only(kept);
    }

    private static void reach(boolean[] start, List<List<Integer>> next, int depth, boolean[] kept) {
        boolean[] reached = start.clone();
        List<Integer> front = new ArrayList<>();
        for (int i = 0; i < start.length; i++) {
            if (start[i]) {
                front.add(i);
            }
        }
        for (int step = 0; step < depth && !front.isEmpty(); step++) {
            List<Integer> behind = new ArrayList<>();
            for (int node : front) {
                for (int other : next.get(node)) {
                    if (!reached[other]) {
                        reached[other] = true;
                        kept[other] = true;
                        behind.add(other);
                    }
                }
            }
            front = behind;
        }
    }

    /// Without scrape jobs of which nothing is known to be read.
    public GraphReport withoutIdleJobs() {
        boolean[] kept = new boolean[nodes.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = nodes.get(i).kind != Kind.JOB;
        }
        edges.forEach(edge -> kept[edge.from] = true);
        return only(kept);
    }

    /// Without metrics that no rule makes, jobs and dashboards.
    public GraphReport rulesOnly() {
        boolean[] kept = new boolean[nodes.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = nodes.get(i).kind == Kind.RECORDING || nodes.get(i).kind == Kind.ALERT;
        }
        return only(kept);
    }
}
