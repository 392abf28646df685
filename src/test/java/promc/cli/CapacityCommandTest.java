package promc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class CapacityCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void estate() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(folder.resolve("two"));
        String config = """
                global: {scrape_interval: 30s}
                storage: {tsdb: {retention: {time: 15d, size: 20GB}}}
                scrape_configs:
                  - {job_name: "<api> & co", static_configs: [{targets: ["a:1"]}]}
                """;
        Files.writeString(folder.resolve("one/prometheus.yml"), config);
        Files.writeString(folder.resolve("two/prometheus.yml"), config);
        Files.writeString(folder.resolve("one/status.json"), "{\"status\":\"success\",\"data\":{\"headStats\":{\"numSeries\":200000},\"seriesCountByMetricName\":[]}}");
    }

    private String run(String... args) {
        Run run = new Run.In(folder).promc(args);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out();
    }

    @Test
    void anAnswerOfAServerCountsInItsFolder() {
        JsonObject report = JsonParser.parseString(run("capacity", "--format", "json")).getAsJsonObject();
        assertThat(report.getAsJsonArray("servers")).hasSize(2);
        assertThat(report.getAsJsonArray("servers").get(0).getAsJsonObject().getAsJsonObject("series").get("value").getAsLong()).isEqualTo(200_000);
        assertThat(report.getAsJsonArray("servers").get(1).getAsJsonObject().getAsJsonObject("series").get("value").isJsonNull()).isTrue();
    }

    @Test
    void onlyServersOfThePathsAreTold() {
        assertThat(run("capacity", "two")).contains("two/prometheus.yml").doesNotContain("one/prometheus.yml");
    }

    @Test
    void thePageIsWellFormedAndNeedsNoNetwork() throws Exception {
        String html = run("capacity", "--format", "html", "--growth", "3%/week", "one");
        assertThat(html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "src=", "<link", "@import", "url(");
        Document page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("table").getLength()).isEqualTo(1);
    }
}
