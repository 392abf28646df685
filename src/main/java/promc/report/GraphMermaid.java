package promc.report;

import java.io.IOException;
import java.io.Writer;
import promc.report.GraphReport.Edge;
import promc.report.GraphReport.Kind;
import promc.report.GraphReport.Node;

/// `promc graph` as a Mermaid flowchart, which Markdown of GitHub and GitLab draws: groups are subgraphs. The rules of a group are neighbours among the nodes.
public final class GraphMermaid {
    private GraphMermaid() {}

    public static void write(GraphReport report, Writer out) throws IOException {
        out.append("flowchart LR\n");
        int open = -1;
        for (int i = 0; i < report.nodes().size(); i++) {
            int group = report.nodes().get(i).group().orElse(-1);
            if (group != open) {
                out.append(open >= 0 ? "  end\n" : "");
                if (group >= 0) {
                    out.append("  subgraph g").append(String.valueOf(group)).append("[\"").append(text(report.groups().get(group).name())).append("\"]\n");
                }
                open = group;
            }
            node(report.nodes().get(i), i, group >= 0 ? "    " : "  ", out);
        }
        out.append(open >= 0 ? "  end\n" : "");
        for (Edge edge : report.edges()) {
            out.append("  n").append(String.valueOf(edge.from())).append(edge.past() || !edge.sure() ? " -.-> " : edge.late() ? " ==> " : " --> ").append('n')
                    .append(String.valueOf(edge.to())).append('\n');
        }
        out.append("  classDef job fill:#e9e4f5,stroke:#7d5fb2,color:#1c1e21\n  classDef federation fill:#e9e4f5,stroke:#7d5fb2,color:#1c1e21\n")
                .append("  classDef metric fill:#f1f3f5,stroke:#8a929c,color:#1c1e21\n  classDef recording fill:#dcebfa,stroke:#2f6fb3,color:#1c1e21\n")
                .append("  classDef alert fill:#fbe3dc,stroke:#b8482a,color:#1c1e21\n");
        if (report.nodes().stream().anyMatch(node -> node.kind() == Kind.DASHBOARD)) {
            out.append("  classDef dashboard fill:#e3f1e4,stroke:#3f8a4a,color:#1c1e21\n");
        }
    }

    private static void node(Node node, int index, String indent, Writer out) throws IOException {
        String[] shape = switch (node.kind()) {
            case JOB, FEDERATION -> new String[] {"[(\"", "\")]"};
            case METRIC -> new String[] {"([\"", "\"])"};
            case RECORDING -> new String[] {"[\"", "\"]"};
            case ALERT -> new String[] {"{{\"", "\"}}"};
            case DASHBOARD -> new String[] {"[/\"", "\"/]"};
        };
        out.append(indent).append('n').append(String.valueOf(index)).append(shape[0]).append(text(node.name())).append(shape[1]).append(":::").append(node.kind().word()).append('\n');
    }

    /// Mermaid knows no escape but entities.
    private static String text(String text) {
        StringBuilder safe = new StringBuilder();
        Printable.line(text).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ' || c == '_' || c == ':' || c == '-' || c == '.' || c == '/') {
                safe.appendCodePoint(c);
            } else {
                safe.append('#').append(c).append(';');
            }
        });
        return safe.toString();
    }
}
