package promc.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import promc.report.GraphReport.Edge;

/// Where the nodes of a graph are drawn: in columns, so that edges go from left to right (Sugiyama's way: longest paths give the columns, an edge over several columns gets a bend in each,
/// barycentres the order inside them, and least squares the heights). What is not connected is laid out by itself, and such parts share out rows. Deterministic.
final class GraphLayout {
    private static final int SWEEPS = 12;
    private static final int ALIGNMENTS = 10;
    private static final double BEND_GAP = 9;
    /// Of the whole drawing, width to height, where its parts leave a choice.
    private static final double ASPECT = 1.5;

    private final GraphReport report;
    private final double rowHeight;
    private final double gap;
    private final double[] widths;
    private final List<Slot> slots = new ArrayList<>();
    private final Slot[] ofNode;
    private final List<List<Slot>> routes = new ArrayList<>();
    private int columns;
    private double width;
    private double height;

    /// A node, or the bend of an edge where it passes a column.
    private static final class Slot {
        final int node;
        int column = -1;
        int position;
        double y;
        double wanted;
        Part part;
        final List<Slot> left = new ArrayList<>(2);
        final List<Slot> right = new ArrayList<>(2);

        Slot(int node) {
            this.node = node;
        }

        boolean isBend() {
            return node < 0;
        }
    }

    /// What is connected: where its columns are, how wide they are, and how wide and high it is together. Columns that it has nothing in are of no width and have no gap.
    private static final class Part {
        final List<Slot> slots;
        final double[] left;
        final double[] widths;
        double width;
        double height;

        Part(List<Slot> slots, int columns) {
            this.slots = slots;
            this.left = new double[columns];
            this.widths = new double[columns];
        }
    }

    private GraphLayout(GraphReport report, double rowHeight, double gap, double[] widths) {
        this.report = report;
        this.rowHeight = rowHeight;
        this.gap = gap;
        this.widths = widths;
        this.ofNode = new Slot[report.nodes().size()];
    }

    /// `widths` are those of the nodes; between columns stays a gap.
    static GraphLayout of(GraphReport report, double rowHeight, double gap, double[] widths) {
        GraphLayout layout = new GraphLayout(report, rowHeight, gap, widths);
        layout.place();
        return layout;
    }

    double width() {
        return width;
    }

    /// Of the whole drawing, from 0.
    double height() {
        return height;
    }

    int column(int node) {
        return ofNode[node].column;
    }

    /// Where a column begins in the part of the drawing that has the node.
    double left(int node, int column) {
        return ofNode[node].part.left[column];
    }

    /// Where it ends.
    double right(int node, int column) {
        return ofNode[node].part.left[column] + ofNode[node].part.widths[column];
    }

    /// The middle of the node.
    double y(int node) {
        return ofNode[node].y;
    }

    /// The heights at which an edge passes the columns between those of its ends, from its maker on; columns go down if the edge goes back.
    double[] bends(int edge) {
        return routes.get(edge).stream().mapToDouble(slot -> slot.y).toArray();
    }

    private void place() {
        for (int i = 0; i < ofNode.length; i++) {
            ofNode[i] = new Slot(i);
            slots.add(ofNode[i]);
        }
        boolean[] back = GraphColumns.assign(report, ofNode.length, (node, column) -> ofNode[node].column = column);
        for (Slot slot : slots) {
            columns = Math.max(columns, slot.column + 1);
        }
        for (int i = 0; i < report.edges().size(); i++) {
            Edge edge = report.edges().get(i);
            routes.add(back[i] ? List.of() : route(ofNode[edge.from()], ofNode[edge.to()]));
        }
        List<Part> parts = new ArrayList<>();
        double area = 0;
        for (List<Slot> connected : parts()) {
            Part part = arrange(connected);
            parts.add(part);
            area += (part.width + gap) * (part.height + rowHeight / 3);
        }
        shelve(parts, Math.sqrt(area * ASPECT));
    }

    /// Puts the parts side by side, the highest first, in rows of about this width.
    private void shelve(List<Part> parts, double wanted) {
        parts.sort((a, b) -> Double.compare(b.height, a.height));
        double widest = wanted;
        for (Part part : parts) {
            widest = Math.max(widest, part.width);
        }
        double x = 0;
        double y = 0;
        double row = 0;
        for (Part part : parts) {
            if (x > 0 && x + part.width > widest) {
                y += row + rowHeight / 3;
                x = 0;
                row = 0;
            }
            for (int column = 0; column < columns; column++) {
                part.left[column] += x;
            }
            double top = y;
            part.slots.forEach(slot -> slot.y += top);
            x += part.width + gap;
            row = Math.max(row, part.height);
            width = Math.max(width, x - gap);
        }
        height = y + row;
    }

    private List<Slot> route(Slot from, Slot to) {
        List<Slot> bends = new ArrayList<>(0);
        Slot last = from;
        for (int column = from.column + 1; column < to.column; column++) {
            Slot bend = new Slot(-1);
            bend.column = column;
            slots.add(bend);
            bends.add(bend);
            link(last, bend);
            last = bend;
        }
        if (from.column < to.column) {
            link(last, to);
        }
        return bends;
    }

    private static void link(Slot left, Slot right) {
        left.right.add(right);
        right.left.add(left);
    }

    /// What is connected, the largest part first.
    private List<List<Slot>> parts() {
        List<List<Slot>> parts = new ArrayList<>();
        Set<Slot> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Slot slot : slots) {
            if (seen.add(slot)) {
                List<Slot> part = new ArrayList<>(List.of(slot));
                for (int i = 0; i < part.size(); i++) {
                    Slot at = part.get(i);
                    at.left.stream().filter(seen::add).forEach(part::add);
                    at.right.stream().filter(seen::add).forEach(part::add);
                }
                parts.add(part);
            }
        }
        parts.sort((a, b) -> Integer.compare(b.size(), a.size()));
        return parts;
    }

    private Part arrange(List<Slot> connected) {
        Part part = new Part(connected, columns);
        List<List<Slot>> layers = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            layers.add(new ArrayList<>());
        }
        for (Slot slot : connected) {
            slot.part = part;
            layers.get(slot.column).add(slot);
            part.widths[slot.column] = Math.max(part.widths[slot.column], slot.isBend() ? 1 : widths[slot.node]);
        }
        layers.forEach(GraphLayout::number);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean right = sweep % 2 == 0;
            for (int i = 0; i < columns; i++) {
                order(layers.get(right ? i : columns - 1 - i), right);
            }
        }
        align(layers);
        double x = 0;
        for (int column = 0; column < columns; column++) {
            part.left[column] = x;
            x += part.widths[column] > 0 ? part.widths[column] + gap : 0;
        }
        part.width = x - gap;
        double least = connected.stream().mapToDouble(slot -> slot.y - gap(slot)).min().orElse(0);
        part.height = connected.stream().mapToDouble(slot -> slot.y + gap(slot)).max().orElse(0) - least;
        connected.forEach(slot -> slot.y -= least);
        return part;
    }

    private static void number(List<Slot> layer) {
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).position = i;
        }
    }

    /// By the mean place of the neighbours on one side; what has none stays where it is.
    private static void order(List<Slot> layer, boolean byLeft) {
        for (Slot slot : layer) {
            List<Slot> others = byLeft ? slot.left : slot.right;
            slot.wanted = others.isEmpty() ? slot.position : others.stream().mapToInt(other -> other.position).average().orElse(0);
        }
        layer.sort((a, b) -> a.wanted != b.wanted ? Double.compare(a.wanted, b.wanted) : Integer.compare(a.position, b.position));
        number(layer);
    }

    private double gap(Slot slot) {
        return slot.isBend() ? BEND_GAP / 2 : rowHeight / 2;
    }

    private void align(List<List<Slot>> layers) {
        for (List<Slot> layer : layers) {
            double at = 0;
            for (Slot slot : layer) {
                slot.y = at + gap(slot);
                at += 2 * gap(slot);
            }
        }
        for (int round = 0; round < ALIGNMENTS; round++) {
            boolean right = round % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                settle(layers.get(right ? i : layers.size() - 1 - i), right);
            }
        }
    }

    /// Each slot as near to its neighbours on one side as the order and the gaps allow: least squares under that order, by pooling adjacent violators.
    private void settle(List<Slot> layer, boolean byLeft) {
        int n = layer.size();
        double[] offset = new double[n];
        double[] mean = new double[n];
        double[] weight = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            Slot slot = layer.get(i);
            sum += i == 0 ? 0 : gap(layer.get(i - 1)) + gap(slot);
            offset[i] = sum;
            List<Slot> others = byLeft ? slot.left : slot.right;
            double wanted = others.isEmpty() ? slot.y : others.stream().mapToDouble(other -> other.y).average().orElse(0);
            mean[blocks] = wanted - sum;
            // Long edges are straight before nodes are where they would like to be.
            weight[blocks] = others.isEmpty() ? 0.1 : slot.isBend() ? 4 : 1;
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
                double total = weight[blocks - 2] + weight[blocks - 1];
                mean[blocks - 2] = (mean[blocks - 2] * weight[blocks - 2] + mean[blocks - 1] * weight[blocks - 1]) / total;
                weight[blocks - 2] = total;
                size[blocks - 2] += size[blocks - 1];
                blocks--;
            }
        }
        double[] base = new double[n];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(base, at, at + size[block], mean[block]);
            at += size[block];
        }
        for (int i = 0; i < n; i++) {
            layer.get(i).y = base[i] + offset[i];
        }
    }
}
