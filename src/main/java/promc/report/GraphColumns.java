package promc.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import promc.report.GraphReport.Edge;
import promc.report.GraphReport.Kind;

/// The columns of a drawing: each node behind all that it reads, unless it is part of a circle, and right before its first reader.
final class GraphColumns {
    private GraphColumns() {}

    /// Tells the column of each node, and which edges go back (by index).
    static boolean[] assign(GraphReport report, int count, BiConsumer<Integer, Integer> told) {
        List<Edge> edges = report.edges();
        List<List<Integer>> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(new ArrayList<>(2));
        }
        for (int i = 0; i < edges.size(); i++) {
            out.get(edges.get(i).from()).add(i);
        }
        boolean[] back = new boolean[edges.size()];
        List<Integer> last = finish(count, edges, out, back);
        int[] column = new int[count];
        for (int node : last.reversed()) {
            for (int edge : out.get(node)) {
                if (!back[edge]) {
                    column[edges.get(edge).to()] = Math.max(column[edges.get(edge).to()], column[node] + 1);
                }
            }
        }
        pull(report, out, back, last, column);
        for (int i = 0; i < count; i++) {
            told.accept(i, column[i]);
        }
        return back;
    }

    /// The nodes in the order in which a search leaves them: readers before what they read. Marks the edges that close a circle.
    private static List<Integer> finish(int count, List<Edge> edges, List<List<Integer>> out, boolean[] back) {
        List<Integer> finished = new ArrayList<>(count);
        int[] next = new int[count];
        boolean[] open = new boolean[count];
        boolean[] seen = new boolean[count];
        List<Integer> path = new ArrayList<>();
        for (int root = 0; root < count; root++) {
            if (!seen[root]) {
                path.add(root);
                seen[root] = true;
                open[root] = true;
            }
            while (!path.isEmpty()) {
                int node = path.getLast();
                if (next[node] == out.get(node).size()) {
                    path.removeLast();
                    open[node] = false;
                    finished.add(node);
                    continue;
                }
                int edge = out.get(node).get(next[node]++);
                int to = edges.get(edge).to();
                if (open[to]) {
                    back[edge] = true;
                } else if (!seen[to]) {
                    seen[to] = true;
                    open[to] = true;
                    path.add(to);
                }
            }
        }
        return finished;
    }

    /// What is read moves right until it stands next to its first reader: edges are short that need not be long.
    private static void pull(GraphReport report, List<List<Integer>> out, boolean[] back, List<Integer> readersFirst, int[] column) {
        int[] nearest = new int[column.length];
        Arrays.fill(nearest, Integer.MAX_VALUE);
        for (int node : readersFirst) {
            Kind kind = report.nodes().get(node).kind();
            for (int edge : out.get(node)) {
                if (!back[edge]) {
                    nearest[node] = Math.min(nearest[node], column[report.edges().get(edge).to()]);
                }
            }
            if (kind != Kind.ALERT && kind != Kind.FEDERATION && nearest[node] != Integer.MAX_VALUE) {
                column[node] = nearest[node] - 1;
            }
        }
    }
}
