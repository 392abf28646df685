package promc.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import promc.model.Inventory;

class MetricKindTest {
    @ParameterizedTest
    @CsvSource({"my_requests_total, COUNTER", "my_latency_bucket, COUNTER", "my_latency_sum, COUNTER", "my_latency_count, COUNTER", "my_build_info, GAUGE", "my_used_ratio, GAUGE",
        "my_backup_timestamp_seconds, GAUGE", "node_cpu_seconds_total, COUNTER", "node_memory_MemFree_bytes, GAUGE", "prometheus_http_request_duration_seconds_bucket, COUNTER",
        "prometheus_http_request_duration_seconds, HISTOGRAM"})
    void withoutInventory(String metric, MetricKind kind) {
        assertThat(MetricKind.of(metric, Inventory.NONE)).as(metric).hasValueSatisfying(known -> {
            assertThat(known.kind()).isEqualTo(kind);
            assertThat(known.told()).isFalse();
            assertThat(known.because()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({"temperature", "job:http_requests:rate5m", "job:requests_total"})
    void nothingTells(String metric) {
        assertThat(MetricKind.of(metric, Inventory.NONE)).isEmpty();
    }

    @Test
    void theInventoryIsAskedFirst() {
        Inventory inventory = new Inventory.Builder(new Inventory.Origin("metrics.prom"))
                .type("queue_total", Inventory.MetricType.GAUGE).type("latency", Inventory.MetricType.HISTOGRAM).build();
        assertThat(MetricKind.of("queue_total", inventory)).contains(new MetricKind.Known(MetricKind.GAUGE, MetricKind.Source.INVENTORY, "says metrics.prom"));
        assertThat(MetricKind.of("latency", inventory)).map(MetricKind.Known::kind).contains(MetricKind.HISTOGRAM);
        assertThat(MetricKind.of("latency_sum", inventory)).contains(new MetricKind.Known(MetricKind.COUNTER, MetricKind.Source.INVENTORY, "says metrics.prom"));
    }
}
