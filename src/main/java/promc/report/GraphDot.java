package promc.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.IntStream;
import promc.report.GraphReport.Edge;
import promc.report.GraphReport.Group;
import promc.report.GraphReport.Node;

/// `promc graph` in the language of Graphviz: groups are clusters.
public final class GraphDot {
    private GraphDot() {}

    public static void write(GraphReport report, Writer out) throws IOException {
        out.append("digraph rules {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", fontname=\"monospace\", fontsize=10, fillcolor=\"#ffffff\"];\n  edge [color=\"#7a828c\"];\n");
        for (int group = 0; group < report.groups().size(); group++) {
            int index = group;
            List<Integer> members = IntStream.range(0, report.nodes().size()).filter(i -> report.nodes().get(i).group().filter(g -> g == index).isPresent()).boxed().toList();
            cluster(report, group, members, out);
        }
        for (int i = 0; i < report.nodes().size(); i++) {
            if (report.nodes().get(i).group().isEmpty()) {
                node(report.nodes().get(i), i, "  ", out);
            }
        }
        for (Edge edge : report.edges()) {
            out.append("  n").append(String.valueOf(edge.from())).append(" -> n").append(String.valueOf(edge.to())).append(" [tooltip=").append(quoted(edge.selector()))
                    .append(edge.late() ? ", color=\"#c0392b\"" : "").append(edge.past() ? ", style=dotted" : edge.sure() ? "" : ", style=dashed").append("];\n");
        }
        out.append("}\n");
    }

    private static void cluster(GraphReport report, int index, List<Integer> members, Writer out) throws IOException {
        Group group = report.groups().get(index);
        out.append("  subgraph cluster_").append(String.valueOf(index)).append(" {\n    label=").append(quoted(group.name())).append(";\n    tooltip=")
                .append(quoted(group.file() + ":" + group.line())).append(";\n    color=\"#b8bec6\";\n    fontname=\"sans-serif\";\n    fontsize=10;\n");
        for (int member : members) {
            node(report.nodes().get(member), member, "    ", out);
        }
        out.append("  }\n");
    }

    private static void node(Node node, int index, String indent, Writer out) throws IOException {
        String look = switch (node.kind()) {
            case JOB, FEDERATION -> ", shape=cylinder, fillcolor=\"#e9e4f5\"";
            case METRIC -> ", shape=ellipse, fillcolor=\"#f1f3f5\"";
            case RECORDING -> ", fillcolor=\"#dcebfa\"";
            case ALERT -> ", fillcolor=\"#fbe3dc\"";
        };
        String where = node.place().map(place -> place.file() + ":" + place.line()).orElse(node.kind().word());
        out.append(indent).append('n').append(String.valueOf(index)).append(" [label=").append(quoted(node.name())).append(look).append(", tooltip=").append(quoted(where)).append("];\n");
    }

    private static String quoted(String text) {
        return '"' + Printable.oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
