package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import promc.report.GraphReport.Edge;
import promc.report.GraphReport.Group;
import promc.report.GraphReport.Node;
import promc.report.GraphReport.Place;

/// `promc graph` as JSON, version 1 of its schema (docs/graph.md): lines from 1, null for what there is not.
public final class GraphJson {
    private GraphJson() {}

    public static void write(GraphReport report, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginObject().name("version").value(Json.VERSION);
        json.name("tool").beginObject().name("name").value(Tool.NAME).name("version").value(Tool.VERSION).endObject();
        json.name("groups").beginArray();
        for (Group group : report.groups()) {
            json.beginObject().name("name").value(group.name()).name("file").value(group.file()).name("line").value(group.line())
                    .name("interval_seconds").value(group.interval().orElse(null)).endObject();
        }
        json.endArray().name("nodes").beginArray();
        for (Node node : report.nodes()) {
            json.beginObject().name("id").value(node.id()).name("kind").value(node.kind().word()).name("name").value(node.name()).name("group").value(node.group().orElse(null));
            place(node.place(), json);
            json.name("expr").value(node.expr().isEmpty() ? null : node.expr()).endObject();
        }
        json.endArray().name("edges").beginArray();
        for (Edge edge : report.edges()) {
            json.beginObject().name("from").value(report.nodes().get(edge.from()).id()).name("to").value(report.nodes().get(edge.to()).id()).name("sure").value(edge.sure())
                    .name("past").value(edge.past()).name("late").value(edge.late()).name("selector").value(edge.selector());
            place(Optional.of(edge.place()), json);
            json.endObject();
        }
        json.endArray().endObject();
        json.flush();
        out.append('\n');
    }

    private static void place(Optional<Place> place, JsonWriter json) throws IOException {
        json.name("file").value(place.map(Place::file).orElse(null)).name("line").value(place.map(Place::line).orElse(null));
    }
}
