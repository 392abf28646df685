package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class CardinalityCommandTest {
    private static final List<String> SERIES = List.of("a{job=\"x\",code=\"200\"}", "a{job=\"x\",code=\"500\"}", "a{job=\"y\"}", "b{job=\"x\"}", "b{job=\"y\"}", "c{job=\"x\"}", "d{job=\"x\"}");
    /// What `topk(10, count by (__name__) ({__name__!=""}))` returns of them; equal counts by name.
    private static final List<String> ANSWER = List.of("a 3", "b 2", "c 1", "d 1");

    @TempDir
    Path folder;

    private String run(String... args) {
        Run run = new Run.In(folder).promc(args);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out();
    }

    private List<String> ranked(String name, String inventory) throws IOException {
        Files.writeString(folder.resolve(name), inventory);
        JsonObject report = JsonParser.parseString(run("cardinality", "--format", "json", "--top", "10", "--inventory", name, ".")).getAsJsonObject();
        List<String> metrics = new ArrayList<>();
        for (JsonElement metric : report.getAsJsonArray("metrics")) {
            metrics.add(metric.getAsJsonObject().get("name").getAsString() + " " + metric.getAsJsonObject().get("series").getAsLong());
        }
        return metrics;
    }

    @Test
    void anExpositionRanksMetricsAsPrometheusDoes() throws IOException {
        assertThat(ranked("metrics.prom", String.join(" 1\n", SERIES) + " 1\n")).isEqualTo(ANSWER);
    }

    @Test
    void seriesRankMetricsAsPrometheusDoes() throws IOException {
        List<String> objects = SERIES.stream().map(series -> "{\"__name__\":\"" + series.charAt(0) + "\"," + series.substring(2, series.length() - 1)
                .replaceAll("(\\w+)=", "\"$1\":") + "}").toList();
        assertThat(ranked("series.json", "{\"status\":\"success\",\"data\":[" + String.join(",", objects) + "]}")).isEqualTo(ANSWER);
    }

    @Test
    void aTsdbStatusRanksMetricsAsPrometheusDoes() throws IOException {
        assertThat(ranked("status.json", "{\"status\":\"success\",\"data\":{\"headStats\":{\"numSeries\":7},\"seriesCountByMetricName\":[{\"name\":\"b\",\"value\":2},{\"name\":\"a\",\"value\":3},"
                + "{\"name\":\"d\",\"value\":1},{\"name\":\"c\",\"value\":1}]}}")).isEqualTo(ANSWER);
    }

    @Test
    void theAnswerItselfRanksMetricsTheSame() throws IOException {
        assertThat(ranked("top.json", "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + String.join(",", ANSWER.reversed().stream()
                .map(metric -> "{\"metric\":{\"__name__\":\"" + metric.charAt(0) + "\"},\"value\":[1,\"" + metric.charAt(2) + "\"]}").toList()) + "]}}")).isEqualTo(ANSWER);
    }

    @Test
    void thePageIsWellFormedAndNeedsNoNetwork() throws Exception {
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                - name: "<g> & \\"q\\""
                  rules:
                  - record: job:up:sum
                    expr: sum by (job) (up{a="<script>alert(1)</script>"})
                  - alert: "A <b> & \\u0001 c"
                    expr: up{a="]]>"} == 0
                """);
        Files.writeString(folder.resolve("i.prom"), "up{job=\"x\"} 1\nup{job=\"y\"} 1\nother{job=\"y\"} 1\n");
        String html = run("cardinality", "--format", "html", "--inventory", "i.prom", ".");
        assertThat(html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "src=", "<link", "@import", "url(", "<script>alert");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        Document page = factory.newDocumentBuilder().parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getElementsByTagName("table").getLength()).isGreaterThanOrEqualTo(3);
        assertThat(page.getElementsByTagName("svg").getLength()).isPositive();
        assertThat(page.getElementsByTagName("rect").getLength()).isGreaterThanOrEqualTo(2);
    }
}
