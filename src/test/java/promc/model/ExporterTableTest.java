package promc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import promc.model.Inventory.MetricFacts;
import promc.model.Inventory.MetricType;

class ExporterTableTest {
    private static MetricFacts metric(String name) {
        return ExporterTable.metric(name).orElseThrow();
    }

    @Test
    void tellsTypesAndLabels() {
        assertThat(ExporterTable.size()).isGreaterThan(2500);
        assertThat(metric("node_cpu_seconds_total").type()).contains(MetricType.COUNTER);
        assertThat(metric("node_cpu_seconds_total").labels().orElseThrow()).containsOnlyKeys("cpu", "mode");
        assertThat(metric("node_cpu_seconds_total").origin().description()).isEqualTo("promc's table of exporters (node_exporter)");
        assertThat(metric("node_cpu_seconds_total").origin().exposed()).isTrue();
        assertThat(metric("up").type()).contains(MetricType.GAUGE);
        assertThat(metric("up").labels().orElseThrow()).isEmpty();
        assertThat(ExporterTable.metric("my_own_total")).isEmpty();
    }

    @Test
    void everyRowIsFound() throws IOException {
        List<String> names;
        try (InputStream in = ExporterTable.class.getResourceAsStream("exporters.tsv")) {
            names = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().filter(line -> !line.startsWith("#") && !line.startsWith("=")).map(line -> line.split("\t")[0]).toList();
        }
        assertThat(names).hasSize(ExporterTable.size()).isSorted().doesNotHaveDuplicates();
        assertThat(names).allSatisfy(name -> assertThat(metric(name).name()).isEqualTo(name));
        assertThat(ExporterTable.metric("")).isEmpty();
        assertThat(ExporterTable.metric("zzz")).isEmpty();
        assertThat(ExporterTable.metric("=a")).isEmpty();
        assertThat(ExporterTable.metric("A")).isEmpty();
    }

    @Test
    void tellsThePartsOfHistogramsAndSummaries() {
        MetricFacts bucket = metric("prometheus_http_request_duration_seconds_bucket");
        assertThat(bucket.type()).contains(MetricType.HISTOGRAM);
        assertThat(bucket.labels().orElseThrow()).containsOnlyKeys("handler", "le");
        assertThat(bucket.labels().orElseThrow().get("le").values().orElseThrow()).isGreaterThan(2);
        assertThat(metric("prometheus_http_request_duration_seconds_count").labels().orElseThrow()).containsOnlyKeys("handler");
        assertThat(metric("go_gc_duration_seconds").labels().orElseThrow()).containsOnlyKeys("quantile");
        assertThat(metric("go_gc_duration_seconds_sum").labels().orElseThrow()).isEmpty();
        assertThat(ExporterTable.metric("go_gc_duration_seconds_bucket")).isEmpty();
        assertThat(ExporterTable.metric("node_cpu_seconds_total_total")).isEmpty();
    }

    @Test
    void leavesLabelsOpenThatDependOnTheCluster() {
        assertThat(metric("kube_pod_labels").labels()).isEmpty();
        assertThat(metric("ALERTS").labels()).isEmpty();
        assertThat(metric("container_cpu_usage_seconds_total").labels()).isEmpty();
    }
}
