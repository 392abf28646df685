package promc.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Metrics of well-known exporters that have had another name: node_exporter 0.16 of 2018, kube-state-metrics 2.0 of 2021, and the Kubernetes components of the 1.14 and 1.16 releases of 2019, as their changelogs
/// have them.
public final class RenamedMetrics {
    /// What became of a metric. `selecting` are the matchers that single it out under its new name, empty if the name is enough; `sameValues` if only the name changed, neither unit nor labels.
    public record Renamed(String metric, String selecting, String since, boolean sameValues) {}

    private static final class Holder {
        static final Map<String, Renamed> ALL = new HashMap<>();

        static {
            String node = "node_exporter 0.16";
            same(node, "node_cpu", "node_cpu_seconds_total", "node_boot_time", "node_boot_time_seconds", "node_time", "node_time_seconds", "node_context_switches", "node_context_switches_total",
                    "node_forks", "node_forks_total", "node_intr", "node_intr_total", "node_disk_bytes_read", "node_disk_read_bytes_total", "node_disk_bytes_written", "node_disk_written_bytes_total",
                    "node_disk_reads_completed", "node_disk_reads_completed_total", "node_disk_writes_completed", "node_disk_writes_completed_total", "node_disk_reads_merged",
                    "node_disk_reads_merged_total", "node_disk_writes_merged", "node_disk_writes_merged_total", "node_filesystem_avail", "node_filesystem_avail_bytes", "node_filesystem_free",
                    "node_filesystem_free_bytes", "node_filesystem_size", "node_filesystem_size_bytes", "node_memory_MemTotal", "node_memory_MemTotal_bytes", "node_memory_MemFree",
                    "node_memory_MemFree_bytes", "node_memory_MemAvailable", "node_memory_MemAvailable_bytes", "node_memory_Buffers", "node_memory_Buffers_bytes", "node_memory_Cached",
                    "node_memory_Cached_bytes", "node_memory_Slab", "node_memory_Slab_bytes", "node_memory_SwapTotal", "node_memory_SwapTotal_bytes", "node_memory_SwapFree",
                    "node_memory_SwapFree_bytes", "node_memory_SwapCached", "node_memory_SwapCached_bytes", "node_memory_Active", "node_memory_Active_bytes", "node_memory_Inactive",
                    "node_memory_Inactive_bytes", "node_network_receive_bytes", "node_network_receive_bytes_total", "node_network_transmit_bytes", "node_network_transmit_bytes_total",
                    "node_network_receive_errs", "node_network_receive_errs_total", "node_network_transmit_errs", "node_network_transmit_errs_total", "node_network_receive_drop",
                    "node_network_receive_drop_total", "node_network_transmit_drop", "node_network_transmit_drop_total", "node_network_receive_packets", "node_network_receive_packets_total",
                    "node_network_transmit_packets", "node_network_transmit_packets_total");
            other(node, "node_disk_io_time_ms", "node_disk_io_time_seconds_total", "", "node_disk_read_time_ms", "node_disk_read_time_seconds_total", "", "node_disk_write_time_ms",
                    "node_disk_write_time_seconds_total", "", "node_disk_io_time_weighted", "node_disk_io_time_weighted_seconds_total", "");
            String state = "kube-state-metrics 2.0";
            other(state, "kube_pod_container_resource_requests_cpu_cores", "kube_pod_container_resource_requests", "{resource=\"cpu\"}", "kube_pod_container_resource_requests_memory_bytes",
                    "kube_pod_container_resource_requests", "{resource=\"memory\"}", "kube_pod_container_resource_limits_cpu_cores", "kube_pod_container_resource_limits", "{resource=\"cpu\"}",
                    "kube_pod_container_resource_limits_memory_bytes", "kube_pod_container_resource_limits", "{resource=\"memory\"}", "kube_node_status_allocatable_cpu_cores",
                    "kube_node_status_allocatable", "{resource=\"cpu\"}", "kube_node_status_allocatable_memory_bytes", "kube_node_status_allocatable", "{resource=\"memory\"}",
                    "kube_node_status_allocatable_pods", "kube_node_status_allocatable", "{resource=\"pods\"}", "kube_node_status_capacity_cpu_cores", "kube_node_status_capacity",
                    "{resource=\"cpu\"}", "kube_node_status_capacity_memory_bytes", "kube_node_status_capacity", "{resource=\"memory\"}", "kube_node_status_capacity_pods",
                    "kube_node_status_capacity", "{resource=\"pods\"}");
            same(state, "kube_hpa_spec_max_replicas", "kube_horizontalpodautoscaler_spec_max_replicas", "kube_hpa_spec_min_replicas", "kube_horizontalpodautoscaler_spec_min_replicas",
                    "kube_hpa_status_current_replicas", "kube_horizontalpodautoscaler_status_current_replicas", "kube_hpa_status_desired_replicas",
                    "kube_horizontalpodautoscaler_status_desired_replicas", "kube_hpa_status_condition", "kube_horizontalpodautoscaler_status_condition");
            same("Kubernetes 1.14", "apiserver_request_count", "apiserver_request_total");
            other("Kubernetes 1.14", "apiserver_request_latencies_bucket", "apiserver_request_duration_seconds_bucket", "", "apiserver_request_latencies_sum", "apiserver_request_duration_seconds_sum", "");
            same("Kubernetes 1.14", "apiserver_request_latencies_count", "apiserver_request_duration_seconds_count");
        }

        private static void same(String since, String... pairs) {
            for (int i = 0; i < pairs.length; i += 2) {
                ALL.put(pairs[i], new Renamed(pairs[i + 1], "", since, true));
            }
        }

        private static void other(String since, String... triples) {
            for (int i = 0; i < triples.length; i += 3) {
                ALL.put(triples[i], new Renamed(triples[i + 1], triples[i + 2], since, false));
            }
        }
    }

    private RenamedMetrics() {}

    /// What a metric is called today; empty if it has never had another name, or none that is known here.
    public static Optional<Renamed> of(String metric) {
        return Optional.ofNullable(Holder.ALL.get(metric));
    }
}
