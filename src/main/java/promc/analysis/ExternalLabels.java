package promc.analysis;

import java.util.Set;

/// What servers are told apart by: labels that series get when they leave the server that recorded them, whatever its rules say.
public final class ExternalLabels {
    /// In the documentation of Prometheus, its operator, Thanos and Mimir, and in public configurations.
    static final Set<String> USUAL = Set.of("monitor", "prometheus", "prometheus_replica", "prometheus_shard", "replica", "__replica__", "rule_replica", "ruler", "ruler_replica", "receive",
            "tenant", "tenant_id", "cluster", "cluster_id", "cluster_name", "cluster_type", "k8s_cluster", "region", "zone", "availability_zone", "az", "env", "environment", "stage", "stack",
            "datacenter", "dc", "site", "shard", "account", "provider", "location", "federate", "origin_prometheus");

    private ExternalLabels() {}

    /// True if a label of this name usually tells servers apart.
    public static boolean isUsual(String label) {
        return USUAL.contains(label);
    }
}
