package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import promc.report.FederationReport.Bound;
import promc.report.FederationReport.Job;
import promc.report.FederationReport.Need;
import promc.report.FederationReport.Place;
import promc.report.FederationReport.Reader;

/// `promc federation` as JSON, version 1 of its schema (docs/formats.md): lines from 1, null for what is not known.
public final class FederationJson {
    private FederationJson() {}

    private interface Row<T> {
        void write(T row, JsonWriter json) throws IOException;
    }

    public static void write(FederationReport report, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginObject().name("version").value(Json.VERSION);
        json.name("tool").beginObject().name("name").value(Tool.NAME).name("version").value(Tool.VERSION).endObject();
        rows("jobs", report.jobs(), json, FederationJson::job);
        json.endObject();
        json.flush();
        out.append('\n');
    }

    private static void job(Job job, JsonWriter json) throws IOException {
        json.name("job").value(job.name());
        place(job.place(), json);
        rows("targets", job.targets(), json, (target, j) -> {
            j.name("address").value(target.address());
            strings("servers", target.servers(), j);
        });
        rows("matches", job.matches(), json, (match, j) -> {
            j.name("selector").value(match.selector()).name("line").value(match.place().line()).name("selects_nothing").value(match.nothing());
            rows("rules", match.rules(), j, (rule, r) -> {
                r.name("kind").value(rule.kind()).name("name").value(rule.name());
                place(rule.place(), r);
                r.name("read").value(rule.read());
                bound(Optional.of(rule.bound()), r);
            });
            readers(match.readers(), j);
            j.name("unread_example").value(match.unread().orElse(null));
            bound(match.bound(), j);
        });
        rows("missing", job.missing(), json, FederationJson::need);
        rows("not_made", job.unmade(), json, FederationJson::need);
        rows("scraped_here", job.own(), json, FederationJson::need);
        json.name("synthesis").beginObject();
        rows("selectors", job.proposal(), json, (proposed, j) -> {
            j.name("selector").value(proposed.selector()).name("stands").value(proposed.stands());
            readers(proposed.readers(), j);
            strings("labels_not_asked_for", proposed.dropped(), j);
            bound(proposed.bound(), j);
        });
        json.name("needed").value(job.proof().needed()).name("covered").value(job.proof().covered()).name("minimal").value(job.proof().minimal()).name("escapes").value(job.proof().example().orElse(null));
        json.endObject();
        strings("unknown", job.unknown(), json);
    }

    private static void need(Need need, JsonWriter json) throws IOException {
        json.name("selector").value(need.selector());
        readers(need.readers(), json);
        strings("labels_not_asked_for", need.dropped(), json);
        json.name("example").value(need.example().orElse(null));
        strings("jobs_here", need.alsoHere(), json);
    }

    private static void readers(List<Reader> readers, JsonWriter json) throws IOException {
        rows("readers", readers, json, (reader, j) -> {
            j.name("kind").value(reader.kind()).name("name").value(reader.name());
            place(reader.place(), j);
        });
    }

    private static void place(Place place, JsonWriter json) throws IOException {
        json.name("file").value(place.file()).name("line").value(place.line());
    }

    private static void bound(Optional<Bound> bound, JsonWriter json) throws IOException {
        json.name("bound").value(bound.map(Bound::text).orElse(null)).name("series");
        if (bound.isPresent() && bound.get().series().isPresent()) {
            json.value(bound.get().series().getAsLong());
        } else {
            json.nullValue();
        }
    }

    private static void strings(String name, List<String> values, JsonWriter json) throws IOException {
        json.name(name).beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }

    private static <T> void rows(String name, List<T> rows, JsonWriter json, Row<T> write) throws IOException {
        json.name(name).beginArray();
        for (T row : rows) {
            json.beginObject();
            write.write(row, json);
            json.endObject();
        }
        json.endArray();
    }
}
