package promc.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.analysis.RelabelRun;
import promc.analysis.ScrapeProcess;
import promc.model.RelabelRule;

/// A [RelabelReport] as JSON (docs/relabel.md). Lines count from 1.
public final class RelabelJson {
    private RelabelJson() {}

    public static void write(RelabelReport report, Writer out) throws IOException {
        JsonWriter json = Json.writer(out);
        json.beginObject().name("version").value(Json.VERSION).name("job").value(report.job().name().value().orElse("")).name("file").value(report.path())
                .name("line").value(report.line()).name("targets").beginArray();
        for (RelabelReport.Target target : report.targets()) {
            json.beginObject();
            run(report, report.job().relabelRules(), target.run(), json);
            json.name("url").value(target.url().orElse(null));
            labels("labels", target.run().outcome().map(ScrapeProcess::visible), json);
            json.name("series");
            if (target.series().isEmpty()) {
                json.nullValue();
            } else {
                json.beginObject();
                run(report, report.job().metricRelabelRules(), target.series().get(), json);
                labels("labels", target.series().get().outcome(), json);
                json.endObject();
            }
            json.name("sent").beginArray();
            for (RelabelReport.Sent sent : target.sent()) {
                json.beginObject().name("url").value(sent.url());
                run(report, sent.to().relabelRules(), sent.run(), json);
                labels("labels", sent.run().outcome(), json);
                json.endObject();
            }
            json.endArray();
            json.endObject();
        }
        json.endArray().endObject();
        json.flush();
        out.append('\n');
    }

    private static void run(RelabelReport report, List<RelabelRule> rules, RelabelRun run, JsonWriter json) throws IOException {
        labels("given", Optional.of(run.given()), json);
        json.name("steps").beginArray();
        for (RelabelRun.Step step : run.steps()) {
            RelabelRule rule = rules.get(step.rule());
            json.beginObject().name("line").value(report.line(rule)).name("action").value(rule.actionOrDefault().word()).name("input").value(step.input())
                    .name("matches").value(step.matches()).name("kept").value(step.kept());
            labels("labels", Optional.of(step.after()), json);
            json.endObject();
        }
        json.endArray().name("lost").value(run.outcome().isPresent() ? null : run.lost());
    }

    /// An object, or null where there are none.
    private static void labels(String name, Optional<Map<String, String>> labels, JsonWriter json) throws IOException {
        json.name(name);
        if (labels.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        for (Map.Entry<String, String> label : labels.get().entrySet()) {
            json.name(label.getKey()).value(label.getValue());
        }
        json.endObject();
    }
}
