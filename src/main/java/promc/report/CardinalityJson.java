package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalLong;

/// `promc cardinality` as JSON, version 1 of its schema (docs/formats.md): lines from 1, null for what is not known.
public final class CardinalityJson {
    private CardinalityJson() {}

    private interface Row<T> {
        void write(T row, JsonWriter json) throws IOException;
    }

    public static void write(CardinalityReport report, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginObject().name("version").value(Json.VERSION);
        json.name("tool").beginObject().name("name").value(Tool.NAME).name("version").value(Tool.VERSION).endObject();
        json.name("summary").beginObject().name("files").value(report.summary().files()).name("rules").value(report.summary().rules());
        number("series", report.summary().series(), json);
        json.name("exposed").value(report.summary().exposed());
        strings("inventory", report.summary().origins(), json);
        json.endObject();
        rows("metrics", report.metrics(), json, (metric, j) -> {
            j.name("name").value(metric.name());
            number("series", metric.series(), j);
            j.name("type").value(metric.type().orElse(null)).name("expressions").value(metric.readers());
        });
        rows("labels", report.labels(), json, (label, j) -> {
            j.name("name").value(label.name());
            number("values", label.values(), j);
            j.name("class").value(label.kind()).name("reason").value(label.reason());
            number("series", label.series(), j);
            j.name("rules").value(label.outputs());
        });
        rows("rules", report.outputs(), json, (output, j) -> {
            j.name("kind").value(output.kind()).name("name").value(output.name()).name("group").value(output.group()).name("file").value(output.file()).name("line").value(output.line())
                    .name("bound").value(output.bound());
            number("series", output.series(), j);
            j.name("largest_label").value(output.largest().orElse(null));
        });
        rows("federation", report.selectors(), json, (selector, j) -> {
            j.name("selector").value(selector.selector()).name("job").value(selector.job()).name("file").value(selector.file()).name("line").value(selector.line())
                    .name("bound").value(selector.bound());
            number("series", selector.series(), j);
        });
        rows("without_label", report.whatIf(), json, (row, j) -> {
            j.name("label").value(row.label());
            strings("metrics", row.metrics(), j);
            number("series", row.series(), j);
            number("series_left_at_least", row.seriesLeft(), j);
            j.name("rules").value(row.outputs());
            number("rule_series_at_most", row.outputSeries(), j);
            number("rule_series_left_at_most", row.outputSeriesLeft(), j);
            j.name("example");
            if (row.example().isPresent()) {
                j.beginObject().name("rule").value(row.example().get().rule()).name("bound").value(row.example().get().bound())
                        .name("bound_without_label").value(row.example().get().left()).endObject();
            } else {
                j.nullValue();
            }
        });
        rows("over_budget", report.over(), json, (over, j) ->
                j.name("budget").value(over.budget()).name("name").value(over.name()).name("series").value(over.series()).name("allowed").value(over.allowed()));
        json.endObject();
        json.flush();
        out.append('\n');
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

    private static void number(String name, OptionalLong number, JsonWriter json) throws IOException {
        json.name(name);
        if (number.isPresent()) {
            json.value(number.getAsLong());
        } else {
            json.nullValue();
        }
    }

    private static void strings(String name, List<String> strings, JsonWriter json) throws IOException {
        json.name(name).beginArray();
        for (String string : strings) {
            json.value(string);
        }
        json.endArray();
    }
}
