package promc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import promc.analysis.LabelFact;
import promc.analysis.Presence;
import promc.analysis.Samples;
import promc.analysis.ScrapeProcess;
import promc.analysis.ScrapedSeries;
import promc.analysis.Shape;
import promc.analysis.TargetLabels;
import promc.analysis.Values;
import promc.analysis.Why;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.source.Span;

/// [TargetLabels] and [ScrapedSeries] describe every target and every stored series that Prometheus makes of a scrape job, and [ScrapeProcess] makes the same ones.
class ScrapeTest {
    private static final int LEAST_SERIES = 2_000;
    private static final Why GIVEN = new Why("given", Span.at(0));

    private int targets;
    private int series;
    private int described;
    private int told;
    private int always;

    @Test
    void targetsAndTheirSeriesAreThoseOfPrometheus() throws IOException {
        int refused = 0;
        for (JsonObject answer : Recorded.read("relabel")) {
            if (!answer.get("op").getAsString().equals("scrape")) {
                continue;
            }
            JsonObject asked = answer.getAsJsonObject("relabel");
            PrometheusConfig config = RelabelTest.config(asked.get("job").getAsString() + (asked.has("discovery") ? asked.get("discovery").getAsString() : ""));
            ScrapeJob job = config.jobs().getFirst();
            Optional<ScrapeProcess> process = ScrapeProcess.of(config, job);
            if (process.isEmpty()) {
                assertThat(answer.has("error")).as("%s", answer).isTrue();
                refused++;
                continue;
            }
            Optional<Map<String, String>> target = process.get().target(RelabelTest.labels(asked.get("target")), RelabelTest.labels(asked.get("group")));
            // An error of a target, such as an address that is none, means that there is no such target.
            Map<String, String> own = answer.get("labels").isJsonNull() ? null : RelabelTest.labels(answer.get("labels"));
            assertThat(target.orElse(null)).as("target of %s", answer).isEqualTo(own);
            if (own != null) {
                compare(answer, config, job, process.get(), own);
            }
        }
        System.out.printf("scraping: %d targets, %d series stored of them, %d described by shapes, %.1f %% of their labels told to be always there; %d jobs refused%n", targets, series, described,
                100.0 * always / told, refused);
        assertThat(targets).isGreaterThan(400);
        assertThat(series).isGreaterThan(LEAST_SERIES);
        assertThat(described).isEqualTo(3 * series);
        assertThat(always).isGreaterThan(told / 2);
    }

    private void compare(JsonObject answer, PrometheusConfig config, ScrapeJob job, ScrapeProcess process, Map<String, String> own) {
        targets++;
        List<Shape> shapes = TargetLabels.of(config, job).orElseThrow();
        assertThat(shapes).as("target %s of %s", own, answer).anyMatch(shape -> RelabelTest.describes(shape, own));
        ScrapedSeries scraped = ScrapedSeries.of(config);
        List<Shape> up = scraped.reported(job, "up");
        Map<String, String> reported = new TreeMap<>(own);
        reported.put(Shape.NAME, "up");
        assertThat(up).anyMatch(shape -> RelabelTest.describes(shape, reported));
        List<JsonElement> results = answer.has("results") ? answer.getAsJsonArray("results").asList() : List.of();
        for (int i = 0; i < results.size(); i++) {
            Map<String, String> exposed = RelabelTest.labels(answer.getAsJsonObject("relabel").getAsJsonArray("exposed").get(i));
            Map<String, String> stored = results.get(i).isJsonNull() ? null : RelabelTest.labels(results.get(i));
            assertThat(process.series(exposed, own).orElse(null)).as("%s of %s in %s", exposed, own, answer).isEqualTo(stored);
            if (stored != null) {
                series++;
                describe(answer, scraped, job, exposed, stored);
            }
        }
    }

    private void describe(JsonObject answer, ScrapedSeries scraped, ScrapeJob job, Map<String, String> exposed, Map<String, String> stored) {
        List<List<Shape>> told = new ArrayList<>();
        told.add(scraped.of(job, exposed(exposed, true), true));
        told.add(scraped.of(job, exposed(exposed, false), exposed.containsValue("")));
        // Nothing is known about what is exposed. A series without a name is refused.
        told.add(stored.containsKey(Shape.NAME) ? scraped.of(stored.get(Shape.NAME)) : told.getFirst());
        for (List<Shape> shapes : told) {
            assertThat(shapes).as("%s of %s in %s", stored, exposed, answer).anyMatch(shape -> RelabelTest.describes(shape, stored));
            described++;
        }
        for (String name : stored.keySet()) {
            this.told++;
            always += told.getFirst().stream().allMatch(shape -> shape.label(name).isAlways()) ? 1 : 0;
        }
    }

    private static Shape exposed(Map<String, String> labels, boolean closed) {
        Map<String, LabelFact> known = new TreeMap<>();
        labels.forEach((name, value) -> known.put(name, new LabelFact(value.isEmpty() ? Presence.NEVER : Presence.ALWAYS, closed ? Values.of(value) : Values.ANY, GIVEN)));
        return new Shape(known, closed, GIVEN, Samples.ANY);
    }
}
