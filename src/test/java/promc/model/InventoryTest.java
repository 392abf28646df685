package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import promc.model.Inventory.Builder;
import promc.model.Inventory.LabelFacts;
import promc.model.Inventory.MetricFacts;
import promc.model.Inventory.MetricType;
import promc.model.Inventory.Origin;

class InventoryTest {
    private static final Origin SERIES = new Origin("series.json");

    @Test
    void seriesTellLabelsAndTheirValues() {
        Inventory inventory = new Builder(SERIES)
                .addSeries("up", Map.of("__name__", "up", "job", "a", "zone", "x"))
                .addSeries("up", Map.of("job", "b", "zone", ""))
                .addSeries("up", Map.of("job", "b"))
                .build();
        assertThat(inventory.metric("up")).contains(new MetricFacts("up", Optional.empty(), Optional.empty(), OptionalLong.of(2), Optional.of(Map.of(
                "job", new LabelFacts(true, OptionalLong.of(2), Optional.of(new TreeSet<>(List.of("a", "b")))),
                "zone", new LabelFacts(false, OptionalLong.of(1), Optional.of(new TreeSet<>(List.of("x")))))), SERIES));
        assertThat(inventory.labelValues("job")).hasValue(2);
        assertThat(inventory.labelValues("pod")).isEmpty();
        assertThat(inventory.totalSeries()).as("series of an answer are not all series there are").isEmpty();
    }

    @Test
    void valuesAreKeptWhileTheyAreFew() {
        Builder builder = new Builder(SERIES);
        for (int i = 0; i <= Inventory.MOST_VALUES_KEPT; i++) {
            builder.addSeries("m", Map.of("id", "v" + i));
        }
        LabelFacts id = builder.build().metric("m").orElseThrow().labels().orElseThrow().get("id");
        assertThat(id.values()).hasValue(51);
        assertThat(id.seen()).isEmpty();
    }

    @Test
    void theFamilyTellsTheTypeOfItsParts() {
        Inventory inventory = new Builder(SERIES).type("d_seconds", MetricType.HISTOGRAM).addSeries("d_seconds_sum", Map.of()).type("events", MetricType.COUNTER)
                .type("load", MetricType.GAUGE).build();
        assertThat(inventory.metric("d_seconds_bucket").orElseThrow().type()).contains(MetricType.HISTOGRAM);
        assertThat(inventory.metric("d_seconds_sum").orElseThrow().series()).hasValue(1);
        assertThat(inventory.metric("d_seconds_sum").orElseThrow().type()).contains(MetricType.HISTOGRAM);
        assertThat(inventory.metric("events_total").orElseThrow().type()).contains(MetricType.COUNTER);
        assertThat(inventory.metric("load_sum")).isEmpty();
        assertThat(inventory.metrics()).extracting(MetricFacts::name).containsExactly("d_seconds", "d_seconds_sum", "events", "load");
    }

    @Test
    void mergingKeepsTheLargerNumberAndJoinsLabels() {
        Inventory counted = new Builder(new Origin("tsdb-status.json")).series("up", 40).labelValues("job", 7).totalSeries(900).build();
        Inventory seen = new Builder(new Origin("a.prom", true)).addSeries("up", Map.of("job", "a")).type("up", MetricType.GAUGE).build();
        Inventory both = Inventory.merge(List.of(Inventory.NONE, seen, counted));
        MetricFacts up = both.metric("up").orElseThrow();
        assertThat(up.series()).hasValue(40);
        assertThat(up.type()).contains(MetricType.GAUGE);
        assertThat(up.labels().orElseThrow()).containsOnlyKeys("job");
        assertThat(up.origin().description()).isEqualTo("a.prom, tsdb-status.json");
        assertThat(both.labelValues("job")).hasValue(7);
        assertThat(both.totalSeries()).hasValue(900);
        assertThat(both.closed()).isFalse();
        assertThat(Inventory.merge(List.of())).isSameAs(Inventory.NONE);
    }

    @Test
    void aLabelThatOneSourceLacksIsNotAlwaysThere() {
        Inventory a = new Builder(SERIES).addSeries("up", Map.of("job", "a", "zone", "x")).build();
        Inventory b = new Builder(SERIES).addSeries("up", Map.of("job", "b")).build();
        Map<String, LabelFacts> labels = Inventory.merge(List.of(a, b)).metric("up").orElseThrow().labels().orElseThrow();
        assertThat(labels.get("zone").always()).isFalse();
        assertThat(labels.get("job").always()).isTrue();
        assertThat(labels.get("job").seen().orElseThrow()).containsExactly("a", "b");
    }
}
