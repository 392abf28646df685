package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.OptionalLong;
import promc.analysis.Capacity;
import promc.analysis.Capacity.Stop;
import promc.analysis.Range;
import promc.analysis.Retention;
import promc.analysis.SeriesEstimate.Job;
import promc.analysis.Told;

/// `promc capacity` as JSON, version 1 of its schema (docs/formats.md): bytes, seconds and series as numbers, ranges with `low`, `likely` and `high`, null for what is not known.
public final class CapacityJson {
    private CapacityJson() {}

    public static void write(CapacityReport report, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginObject().name("version").value(Json.VERSION);
        json.name("tool").beginObject().name("name").value(Tool.NAME).name("version").value(Tool.VERSION).endObject();
        json.name("inventory").beginArray();
        for (String origin : report.origins()) {
            json.value(origin);
        }
        json.endArray().name("servers").beginArray();
        for (CapacityReport.Server server : report.servers()) {
            server(server, report, json);
        }
        json.endArray().endObject();
        json.flush();
        out.write('\n');
    }

    private static void server(CapacityReport.Server server, CapacityReport report, JsonWriter json) throws IOException {
        Capacity capacity = server.capacity();
        json.beginObject().name("name").value(server.name()).name("file").value(server.file()).name("line").value(server.line());
        json.name("series").beginObject();
        number("value", capacity.series().series(), json);
        json.name("basis").value(CapacityReport.basis(capacity.series().basis())).name("working").value(capacity.series().working()).endObject();
        range("samples_per_second", capacity.series().samples(), json);
        range("memory", capacity.memory(), json);
        number("memory_limit", capacity.memoryLimit().map(limit -> OptionalLong.of(limit.bytes())).orElse(OptionalLong.empty()), json);
        retention(capacity.retention(), json);
        range("bytes_per_sample", Optional.of(capacity.assumptions().bytesPerSample()), json);
        range("bytes_per_second", capacity.bytesPerSecond(), json);
        range("log", capacity.log(), json);
        number("volume", capacity.volume(), json);
        json.name("limits").beginArray();
        for (Stop stop : capacity.stops()) {
            json.beginObject().name("limit").value(CapacityReport.word(stop.limit())).name("bytes").value(stop.bytes().isPresent() ? (Number) Math.round(stop.bytes().getAsDouble()) : null);
            range("seconds", Optional.of(stop.seconds()), json);
            json.endObject();
        }
        json.endArray().name("disk").beginArray();
        if (capacity.bytesPerSecond().isPresent()) {
            for (double day : server.days()) {
                json.beginObject().name("days").value(rounded(day));
                range("bytes", server.disk(day), json);
                json.endObject();
            }
        }
        json.endArray().name("jobs").beginArray();
        for (Job job : capacity.series().jobs()) {
            json.beginObject().name("name").value(job.name()).name("interval_seconds").value(job.interval().map(interval -> interval.toMillis() / 1000.0).orElse(null));
            number("targets", job.targets(), json);
            number("series", job.series(), json);
            json.name("at_most").value(job.limited()).name("working").value(job.working()).endObject();
        }
        json.endArray().name("alarms").beginArray();
        if (report.growth().isPresent()) {
            for (CapacityReport.Watched watched : server.watched()) {
                double alarm = watched.alarm(report.growth().get());
                json.beginObject().name("limit").value(watched.what()).name("now").value(Math.round(watched.now())).name("at").value(Math.round(watched.limit() * Capacity.ALARM));
                json.name("seconds").value(Double.isInfinite(alarm) ? null : (Number) Math.round(alarm)).endObject();
            }
        }
        json.endArray().name("misfits").beginArray();
        for (String misfit : server.misfits()) {
            json.value(misfit);
        }
        json.endArray().endObject();
    }

    private static void retention(Retention retention, JsonWriter json) throws IOException {
        json.name("retention").beginObject();
        number("seconds", retention.time().value().map(time -> OptionalLong.of(time.value().toSeconds())).orElse(OptionalLong.empty()), json);
        number("bytes", retention.size().value().map(size -> OptionalLong.of(size.value())).orElse(OptionalLong.empty()), json);
        json.name("percentage").value(retention.percentage().value().map(Told::value).orElse(null));
        json.name("source").value(switch (retention.source()) {
            case FILE -> "file";
            case FLAGS -> "flags";
            case UNSET -> "default";
            case DEFAULTS -> "promc";
            case UNTOLD -> "unknown";
        }).endObject();
    }

    private static void number(String name, OptionalLong value, JsonWriter json) throws IOException {
        json.name(name);
        if (value.isPresent()) {
            json.value(value.getAsLong());
        } else {
            json.nullValue();
        }
    }

    private static void range(String name, Optional<Range> range, JsonWriter json) throws IOException {
        json.name(name);
        if (range.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject().name("low").value(rounded(range.get().low())).name("likely").value(rounded(range.get().likely())).name("high").value(rounded(range.get().high())).endObject();
    }

    /// Without a fraction where it makes no difference.
    private static Number rounded(double value) {
        double shown = Math.round(value * 1000) / 1000.0;
        return shown == Math.rint(shown) || Math.abs(value) > 1_000_000 ? (Number) Math.round(value) : (Number) shown;
    }
}
