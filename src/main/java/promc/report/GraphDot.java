package promc.report;

import java.io.IOException;
import java.io.Writer;
import promc.report.GraphReport.Edge;
import promc.report.GraphReport.Group;
import promc.report.GraphReport.Node;

/// `promc graph` in the language of Graphviz: groups are clusters. The rules of a group are neighbours among the nodes.
public final class GraphDot {
    private GraphDot() {}

    public static void write(GraphReport report, Writer out) throws IOException {
        out.append("digraph rules {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", fontname=\"monospace\", fontsize=10, fillcolor=\"#ffffff\"];\n  edge [color=\"#7a828c\"];\n");
        int open = -1;
        for (int i = 0; i < report.nodes().size(); i++) {
            int group = report.nodes().get(i).group().orElse(-1);
            if (group != open) {
                out.append(open >= 0 ? "  }\n" : "");
                if (group >= 0) {
                    cluster(report.groups().get(group), group, out);
                }
                open = group;
            }
            node(report.nodes().get(i), i, group >= 0 ? "    " : "  ", out);
        }
        out.append(open >= 0 ? "  }\n" : "");
        for (Edge edge : report.edges()) {
            out.append("  n").append(String.valueOf(edge.from())).append(" -> n").append(String.valueOf(edge.to())).append(" [tooltip=").append(quoted(edge.selector()))
                    .append(edge.late() ? ", color=\"#c0392b\"" : "").append(edge.past() ? ", style=dotted" : edge.sure() ? "" : ", style=dashed").append("];\n");
        }
        out.append("}\n");
    }

    private static void cluster(Group group, int index, Writer out) throws IOException {
        out.append("  subgraph cluster_").append(String.valueOf(index)).append(" {\n    label=").append(quoted(group.name())).append(";\n    tooltip=")
                .append(quoted(group.file() + ":" + group.line())).append(";\n    color=\"#b8bec6\";\n    fontname=\"sans-serif\";\n    fontsize=10;\n");
    }

    private static void node(Node node, int index, String indent, Writer out) throws IOException {
        String look = switch (node.kind()) {
            case JOB, FEDERATION -> ", shape=cylinder, fillcolor=\"#e9e4f5\"";
            case METRIC -> ", shape=ellipse, fillcolor=\"#f1f3f5\"";
            case RECORDING -> ", fillcolor=\"#dcebfa\"";
            case ALERT -> ", fillcolor=\"#fbe3dc\"";
            case DASHBOARD -> ", shape=tab, fillcolor=\"#e3f1e4\"";
        };
        String where = node.place().map(place -> place.file() + ":" + place.line()).orElse(node.kind().word());
        out.append(indent).append('n').append(String.valueOf(index)).append(" [label=").append(quoted(node.name())).append(look).append(", tooltip=").append(quoted(where)).append("];\n");
    }

    private static String quoted(String text) {
        return '"' + Printable.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
