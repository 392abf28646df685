package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import promc.model.Estate;
import promc.model.EstateReader;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Inventory.MetricType;
import promc.model.Inventory.Origin;
import promc.model.Rule;
import promc.source.SourceFile;

/// What an inventory tells about the series that rules read.
class InventorySeriesTest {
    private static final String CONFIG = """
            rule_files: [rules.yml]
            scrape_configs:
            - job_name: api
              static_configs: [{targets: ['a:1'], labels: {env: prod}}]
              metric_relabel_configs: [{action: labeldrop, regex: session}]
            """;

    private static SeriesSet root(String expr, Inventory inventory) {
        Estate estate = EstateReader.read(List.of(SourceFile.of("prometheus.yml", CONFIG), SourceFile.of("rules.yml", "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: " + expr + "\n")));
        Expression expression = estate.rules().map(Rule::expr).flatMap(field -> field.value().stream()).findFirst().orElseThrow();
        return new EstateFacts(estate, path -> inventory).proved(expression).root();
    }

    private static Inventory.Builder requests(Origin origin) {
        return new Inventory.Builder(origin).addSeries("requests_total", Map.of("code", "200", "session", "x")).addSeries("requests_total", Map.of("code", "500")).type("requests_total", MetricType.COUNTER);
    }

    @Test
    void aMetricHasExactlyTheLabelsSeen() {
        SeriesSet set = root("requests_total", requests(new Origin("series.json")).build());
        assertThat(set.isClosed()).isTrue();
        assertThat(set.label("code").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(set.label("code").allows("404")).isTrue();
        assertThat(set.label("session").presence()).isEqualTo(Presence.MAYBE);
        assertThat(set.label("pod").isNever()).isTrue();
        assertThat(set.label("pod").why().reason()).contains("series.json");
        assertThat(set.samples().min()).isZero();
    }

    @Test
    void aCountOfTheDatabaseLeavesTheLabelsAsTheTargetShowsThem() {
        Inventory status = new Inventory.Builder(new Origin("tsdb-status.json")).series("requests_total", 5000).totalSeries(9000).build();
        Inventory target = requests(new Origin("metrics.prom", true)).build();
        for (Inventory both : List.of(Inventory.merge(List.of(target, status)), Inventory.merge(List.of(status, target)))) {
            SeriesSet set = root("requests_total", both);
            assertThat(set.label("job").values()).isEqualTo(Values.of("api"));
            assertThat(set.label("instance").presence()).isEqualTo(Presence.ALWAYS);
            assertThat(set.label("session").isNever()).isTrue();
        }
    }

    @Test
    void whatATargetShowsGetsTheLabelsOfItsJob() {
        SeriesSet set = root("requests_total", requests(new Origin("metrics.prom", true)).build());
        assertThat(set.label("job").values()).isEqualTo(Values.of("api"));
        assertThat(set.label("env").values()).isEqualTo(Values.of("prod"));
        assertThat(set.label("instance").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(set.label("code").presence()).isEqualTo(Presence.ALWAYS);
        assertThat(set.label("session").isNever()).isTrue();
        assertThat(set.label("pod").isNever()).isTrue();
    }

    @Test
    void onlyAClosedInventoryTellsThatAMetricOrValueIsNotThere() {
        assertThat(root("other_total", requests(new Origin("series.json")).build()).returns()).isEqualTo(Truth.SOMETIMES);
        Inventory closed = requests(new Origin("series.json")).closed(true).build();
        assertThat(root("other_total", closed).returns()).isEqualTo(Truth.NEVER);
        assertThat(root("requests_total{code='404'}", closed).returns()).isEqualTo(Truth.NEVER);
        assertThat(root("up", closed).returns()).isEqualTo(Truth.SOMETIMES);
    }
}
