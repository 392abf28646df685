package promc.checks.operator;

import java.util.List;
import java.util.Optional;
import promc.model.OperatorObject;
import promc.model.Version;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;

/// The flags that prometheus-operator sets on the command lines that it writes (`pkg/prometheus/promcfg.go`, `pkg/prometheus/server/statefulset.go`, `pkg/thanos/statefulset.go`, `pkg/alertmanager/statefulset.go`).
final class ManagedFlags {
    /// A flag, and the field of the object that stands for it; empty if there is none. `always` is true if the operator sets it whatever the object says, otherwise only with that field.
    record Managed(String flag, String field, boolean always) {}

    private static final class Table {
        static final List<Managed> PROMETHEUS = List.of(always("config.file", ""), always("web.config.file", "web"), always("web.route-prefix", "routePrefix"), with("enable-feature", "enableFeatures"),
                with("web.external-url", "externalUrl"), with("log.level", "logLevel"), with("log.format", "logFormat"), with("web.listen-address", "listenLocal"),
                with("web.enable-remote-write-receiver", "enableRemoteWriteReceiver"), with("web.page-title", "web.pageTitle"), with("web.max-connections", "web.maxConnections"),
                with("storage.tsdb.wal-compression", "walCompression"), with("web.enable-otlp-receiver", "enableOTLPReceiver"));
        static final List<Managed> SERVER = List.of(always("storage.tsdb.path", "storage"), with("web.enable-admin-api", "enableAdminAPI"), with("query.lookback-delta", "query.lookbackDelta"),
                with("query.timeout", "query.timeout"), with("query.max-concurrency", "query.maxConcurrency"), with("query.max-samples", "query.maxSamples"),
                with("rules.alert.for-outage-tolerance", "rules.alert.forOutageTolerance"), with("rules.alert.for-grace-period", "rules.alert.forGracePeriod"),
                with("rules.alert.resend-delay", "rules.alert.resendDelay"));
        static final List<Managed> SIDECAR = List.of(always("prometheus.url", ""), always("grpc-address", "grpcListenLocal"), always("http-address", "httpListenLocal"), with("objstore.config", "objectStorageConfig"),
                with("objstore.config-file", "objectStorageConfigFile"), with("log.level", "logLevel"), with("log.format", "logFormat"), with("min-time", "minTime"),
                with("prometheus.ready_timeout", "readyTimeout"), with("tracing.config", "tracingConfig"), with("tracing.config-file", "tracingConfigFile"), with("tsdb.path", "objectStorageConfig"));
        static final List<Managed> RULER = List.of(always("data-dir", "storage"), always("eval-interval", "evaluationInterval"), always("tsdb.retention", "retention"), always("label", "labels"),
                always("alert.label-drop", "alertDropLabels"), always("rule-file", "ruleSelector"), with("query", "queryEndpoints"), with("query.config-file", "queryConfig"),
                with("alertmanagers.url", "alertmanagersUrl"), with("alertmanagers.config-file", "alertmanagersConfig"), with("objstore.config-file", "objectStorageConfig"),
                with("log.level", "logLevel"), with("log.format", "logFormat"), with("enable-feature", "enableFeatures"), with("resend-delay", "resendDelay"), with("web.route-prefix", "routePrefix"),
                with("web.external-prefix", "externalPrefix"), with("alert.query-url", "alertQueryUrl"), with("rule-query-offset", "ruleQueryOffset"), with("remote-write.config-file", "remoteWrite"));
        static final List<Managed> ALERTMANAGER = List.of(always("config.file", "configSecret"), always("storage.path", "storage"), always("data.retention", "retention"),
                always("cluster.listen-address", "forceEnableClusterMode"), always("web.listen-address", "listenLocal"), always("web.route-prefix", "routePrefix"),
                always("cluster.reconnect-timeout", ""), always("cluster.peer", "additionalPeers"), always("web.config.file", "web"), with("web.external-url", "externalUrl"),
                with("log.level", "logLevel"), with("log.format", "logFormat"), with("cluster.advertise-address", "clusterAdvertiseAddress"), with("cluster.gossip-interval", "clusterGossipInterval"),
                with("cluster.pushpull-interval", "clusterPushpullInterval"), with("cluster.peer-timeout", "clusterPeerTimeout"), with("cluster.label", "clusterLabel"),
                with("enable-feature", "enableFeatures"));
    }

    private ManagedFlags() {}

    /// What stands between a flag of Prometheus and its setting in `object`; empty if the operator does not set the flag.
    static Optional<Managed> of(OperatorObject object, String flag) {
        return switch (object.kind()) {
            case "Prometheus" -> among(Table.SERVER, flag, object.spec()).or(() -> among(Table.PROMETHEUS, flag, object.spec())).or(() -> prometheus(object, flag));
            case "PrometheusAgent" -> among(Table.PROMETHEUS, flag, object.spec()).or(() -> flag.equals("storage.agent.path") ? Optional.of(always(flag, "storage")) : lifecycle(object, flag));
            case "ThanosRuler" -> among(Table.RULER, flag, object.spec());
            case "Alertmanager" -> among(Table.ALERTMANAGER, flag, object.spec());
            default -> Optional.empty();
        };
    }

    /// The same of the sidecar of a Prometheus.
    static Optional<Managed> ofSidecar(YamlMapping thanos, String flag) {
        return among(Table.SIDECAR, flag, thanos);
    }

    /// Since 3.11 the operator writes the retention into the configuration; how new a server is that tells no version depends on the operator.
    private static Optional<Managed> prometheus(OperatorObject object, String flag) {
        Optional<Version> version = object.version();
        boolean retained = version.isPresent() && !version.get().isAtLeast(3, 11);
        boolean sized = isWritten(object.spec(), "retentionSize");
        if (flag.equals("storage.tsdb.retention.time") && retained && (isWritten(object.spec(), "retention") || !sized)) {
            return Optional.of(always(flag, "retention"));
        }
        if (flag.equals("storage.tsdb.retention.size") && retained && sized) {
            return Optional.of(with(flag, "retentionSize"));
        }
        if (flag.equals("storage.tsdb.min-block-duration") || flag.equals("storage.tsdb.max-block-duration")) {
            boolean uploads = object.section("thanos").filter(thanos -> isWritten(thanos, "objectStorageConfig") || isWritten(thanos, "objectStorageConfigFile")).isPresent();
            return isWritten(object.spec(), "disableCompaction") ? Optional.of(with(flag, "disableCompaction"))
                    : uploads && version.isPresent() && !version.get().isAtLeast(3, 9) ? Optional.of(with(flag, "thanos")) : Optional.empty();
        }
        return lifecycle(object, flag);
    }

    private static Optional<Managed> lifecycle(OperatorObject object, String flag) {
        boolean http = object.string("reloadStrategy").value().filter("ProcessSignal"::equals).isEmpty();
        return flag.equals("web.enable-lifecycle") && http ? Optional.of(always(flag, "")) : Optional.empty();
    }

    /// `no-` before the name of a flag that is true or false does not make it another one.
    private static Optional<Managed> among(List<Managed> table, String flag, YamlMapping settings) {
        String positive = flag.startsWith("no-") ? flag.substring("no-".length()) : flag;
        return table.stream().filter(managed -> managed.flag().equals(positive) && (managed.always() || isWritten(settings, managed.field()))).findFirst();
    }

    /// True if the field, a path of names, holds more than what sets no flag.
    private static boolean isWritten(YamlMapping settings, String path) {
        YamlNode at = settings;
        for (String name : path.split("\\.")) {
            Optional<YamlNode> next = at instanceof YamlMapping mapping ? mapping.get(name) : Optional.empty();
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
        }
        return switch (at) {
            case YamlScalar scalar -> !scalar.isNull() && switch (scalar.value()) {
                case "", "info", "logfmt", "0" -> false;
                case "false" -> path.equals("walCompression");
                default -> true;
            };
            case YamlSequence list -> !list.items().isEmpty();
            default -> true;
        };
    }

    private static Managed always(String flag, String field) {
        return new Managed(flag, field, true);
    }

    private static Managed with(String flag, String field) {
        return new Managed(flag, field, false);
    }
}
