package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import promc.model.Mount.Kind;
import promc.model.ServerFlags.Value;
import promc.model.ServerProcess.Origin;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;

/// The processes that prometheus-operator starts for an object, with the command lines that it writes for them (`pkg/prometheus/promcfg.go`, `pkg/prometheus/server/statefulset.go`, `pkg/thanos/statefulset.go`,
/// `pkg/alertmanager/statefulset.go` of 0.93).
final class OperatorProcesses {
    private static final String PROMETHEUS_DATA = "/prometheus";

    /// Where a Secret with a store is put to be read; the operator itself hands it over in a variable.
    private static final String STORES = "/etc/thanos/objectstorage";

    private final Estate estate;
    private final OperatorObject object;
    private final boolean told;

    private OperatorProcesses(Estate estate, OperatorObject object, boolean told) {
        this.estate = estate;
        this.object = object;
        this.told = told;
    }

    /// None for objects that run nothing. `told` is false for one that another is laid over.
    static List<ServerProcess> of(Estate estate, OperatorObject object, boolean told) {
        OperatorProcesses processes = new OperatorProcesses(estate, object, told);
        return switch (object.kind()) {
            case "Prometheus" -> processes.prometheus();
            case "PrometheusAgent" -> List.of(processes.agent());
            case "ThanosRuler" -> List.of(processes.ruler());
            case "Alertmanager" -> List.of(processes.alertmanager());
            default -> List.of();
        };
    }

    /// The server of the chart `kube-prometheus-stack`, whose `prometheusSpec` becomes the `spec` of a Prometheus. What these values leave out the chart has, or another file of values.
    static Optional<ServerProcess> ofStack(Estate estate, HelmValues values) {
        Optional<YamlMapping> prometheus = Fields.mapping(values.root(), "prometheus").filter(own -> values.chart() == HelmValues.Chart.STACK && Fields.bool(own, "enabled").value().orElse(true));
        Optional<YamlNode.Entry> entry = prometheus.flatMap(own -> own.entry("prometheusSpec")).filter(own -> own.value().resolve() instanceof YamlMapping);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        YamlMapping spec = (YamlMapping) entry.get().value().resolve();
        Span place = entry.get().key().span();
        OperatorObject object = new OperatorObject(values.text(), values.yaml(), values.root(), "Prometheus", OperatorObjects.GROUP + "v1", new ObjectMeta("prometheus", place, Optional.empty(), Map.of(), Optional.empty()), spec, Optional.empty());
        OperatorFlags flags = new OperatorFlags(object, place);
        flags.fixed("storage.tsdb.path", PROMETHEUS_DATA);
        flags.setting(spec, "retention", "storage.tsdb.retention.time");
        flags.setting(spec, "retentionSize", "storage.tsdb.retention.size");
        flags.arguments(spec);
        Optional<YamlMapping> storage = Fields.mapping(spec, "storageSpec");
        Optional<YamlMapping> claim = storage.flatMap(own -> Fields.mapping(own, "volumeClaimTemplate"));
        Kind kind = storage.isEmpty() ? Kind.UNTOLD : claim.isPresent() ? Kind.VOLUME : Kind.EPHEMERAL;
        Span where = spec.entry("storageSpec").map(own -> own.key().span()).orElse(place);
        Mount data = new Mount(kind, "", PROMETHEUS_DATA, false, values.text().file(), where, Optional.empty(), claim.map(KubernetesObjects::requested).orElse(OptionalLong.empty()));
        Optional<String> tag = Fields.mapping(spec, "image").flatMap(image -> Fields.string(image, "tag").value()).filter(text -> !text.isEmpty());
        Optional<Image> image = tag.map(own -> new Image("quay.io/prometheus/prometheus", Optional.of(own), false));
        ServerFlags all = new ServerFlags("prometheus", values.text(), place, image, flags.all(), List.of(), false, true);
        ServerFlags written = new ServerFlags("prometheus", values.text(), place, image, flags.written(), List.of(), false, true);
        return Optional.of(new ServerProcess("prometheus", new Origin.Operator(object, written), all, List.of(data), true));
    }

    private List<ServerProcess> prometheus() {
        YamlMapping spec = object.spec();
        OperatorFlags flags = common();
        flags.fixed("storage.tsdb.path", PROMETHEUS_DATA);
        flags.setting(spec, "retention", "storage.tsdb.retention.time");
        flags.setting(spec, "retentionSize", "storage.tsdb.retention.size");
        if (!flags.has("storage.tsdb.retention.time") && !flags.has("storage.tsdb.retention.size")) {
            flags.fixed("storage.tsdb.retention.time", "24h");
        }
        object.section("query").ifPresent(query -> {
            flags.setting(query, "lookbackDelta", "query.lookback-delta");
            flags.setting(query, "timeout", "query.timeout");
            flags.setting(query, "maxConcurrency", "query.max-concurrency");
            flags.setting(query, "maxSamples", "query.max-samples");
        });
        flags.on(spec, "enableAdminAPI", "web.enable-admin-api");
        Optional<YamlMapping> thanos = object.section("thanos");
        boolean uploads = thanos.filter(sidecar -> sidecar.get("objectStorageConfig").isPresent() || sidecar.get("objectStorageConfigFile").isPresent()).isPresent();
        boolean delays = object.version().filter(version -> version.isAtLeast(3, 9)).isPresent();
        if (Fields.bool(spec, "disableCompaction").value().orElse(false) || uploads && !delays) {
            String block = thanos.flatMap(sidecar -> Fields.string(sidecar, "blockSize").value()).orElse("2h");
            flags.fixed("storage.tsdb.max-block-duration", block);
            flags.fixed("storage.tsdb.min-block-duration", block);
        } else if (uploads) {
            flags.fixed("storage.tsdb.delay-compact-file.path", PROMETHEUS_DATA + "/thanos.shipper.json");
        }
        List<ServerProcess> found = new ArrayList<>();
        List<Mount> mounts = List.of(data(PROMETHEUS_DATA));
        found.add(process("prometheus", object.meta().place(), image(spec, "quay.io/prometheus/prometheus"), flags, "prometheus", mounts));
        object.spec().entry("thanos").filter(entry -> entry.value().resolve() instanceof YamlMapping)
                .ifPresent(entry -> found.add(sidecar((YamlMapping) entry.value().resolve(), entry.key().span(), uploads, mounts)));
        return found;
    }

    private ServerProcess sidecar(YamlMapping thanos, Span place, boolean uploads, List<Mount> mounts) {
        OperatorFlags flags = new OperatorFlags(object, place);
        flags.fixed("prometheus.url", "http://localhost:9090/");
        flags.fixed("grpc-address", ":10901");
        flags.fixed("http-address", ":10902");
        List<Mount> seen = new ArrayList<>();
        if (uploads) {
            flags.fixed("tsdb.path", PROMETHEUS_DATA);
            store(thanos, place, flags, seen);
            seen.addAll(mounts);
        }
        flags.setting(thanos, "minTime", "min-time");
        flags.setting(thanos, "readyTimeout", "prometheus.ready_timeout");
        flags.arguments(thanos);
        return process("thanos sidecar", place, image(thanos, "quay.io/thanos/thanos"), flags, "thanos-sidecar", seen);
    }

    /// The store, as a file of the Secret that has it, if that is in sight.
    private void store(YamlMapping settings, Span place, OperatorFlags flags, List<Mount> mounts) {
        Optional<YamlMapping> reference = Fields.mapping(settings, "objectStorageConfig");
        String key = reference.flatMap(own -> Fields.string(own, "key").value()).orElse("");
        Optional<ConfigMapFile> secret = settings.entry("objectStorageConfigFile").isPresent() ? Optional.empty() : reference.flatMap(own -> Fields.string(own, "name").value()).flatMap(name -> secret(name, key));
        if (secret.isEmpty()) {
            flags.unknown("objstore.config-file");
            return;
        }
        flags.fixed("objstore.config-file", STORES + "/" + key);
        mounts.add(new Mount(Kind.FILES, secret.get().name(), STORES, true, object.text().file(), place, Optional.of(EstatePaths.inside(secret.get())), OptionalLong.empty()));
    }

    /// The only Secret of this name that may be meant.
    private Optional<ConfigMapFile> secret(String name, String key) {
        List<ConfigMapFile> found = estate.files().stream().flatMap(file -> file.views(ConfigMapFile.class)).filter(map -> map.kind().equals("Secret") && map.name().equals(name) && map.files().containsKey(key)
                && (map.namespace().isEmpty() || object.meta().namespace().isEmpty() || map.namespace().equals(object.meta().namespace()))).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private ServerProcess agent() {
        OperatorFlags flags = common();
        flags.fixed("agent", "");
        flags.fixed("storage.agent.path", PROMETHEUS_DATA);
        return process("prometheus", object.meta().place(), image(object.spec(), "quay.io/prometheus/prometheus"), flags, "prometheus", List.of(data(PROMETHEUS_DATA)));
    }

    private OperatorFlags common() {
        YamlMapping spec = object.spec();
        OperatorFlags flags = new OperatorFlags(object, object.meta().place());
        flags.fixed("config.file", "/etc/prometheus/config_out/prometheus.env.yaml");
        if (object.string("reloadStrategy").value().filter("ProcessSignal"::equals).isEmpty()) {
            flags.fixed("web.enable-lifecycle", "");
        }
        Fields.scalars(spec, "enableFeatures").forEach(feature -> flags.add("enable-feature", feature));
        flags.setting(spec, "externalUrl", "web.external-url");
        flags.setting(spec, "routePrefix", "web.route-prefix");
        flags.setting(spec, "logLevel", "log.level");
        flags.on(spec, "enableRemoteWriteReceiver", "web.enable-remote-write-receiver");
        flags.on(spec, "enableOTLPReceiver", "web.enable-otlp-receiver");
        flags.arguments(spec);
        return flags;
    }

    private ServerProcess ruler() {
        YamlMapping spec = object.spec();
        OperatorFlags flags = new OperatorFlags(object, object.meta().place());
        flags.fixed("data-dir", "/thanos/data");
        flags.settingOr(spec, "evaluationInterval", "eval-interval", "15s");
        flags.settingOr(spec, "retention", "tsdb.retention", "24h");
        flags.fixed("rule-file", "/etc/thanos/rules/*/*.yaml");
        flags.unknown("label");
        flags.setting(spec, "alertQueryUrl", "alert.query-url");
        flags.setting(spec, "ruleQueryOffset", "rule-query-offset");
        flags.setting(spec, "resendDelay", "resend-delay");
        if (spec.get("queryConfig").isPresent()) {
            flags.unknown("query.config-file");
        } else {
            Fields.scalars(spec, "queryEndpoints").forEach(endpoint -> flags.add("query", endpoint));
        }
        if (spec.get("alertmanagersConfig").isPresent()) {
            flags.unknown("alertmanagers.config-file");
        } else {
            Fields.scalars(spec, "alertmanagersUrl").forEach(url -> flags.add("alertmanagers.url", url));
        }
        List<Mount> mounts = new ArrayList<>(List.of(data("/thanos/data")));
        if (spec.get("objectStorageConfig").isPresent() || spec.get("objectStorageConfigFile").isPresent()) {
            store(spec, object.meta().place(), flags, mounts);
        }
        if (!Fields.items(spec, "remoteWrite").isEmpty()) {
            flags.unknown("remote-write.config-file");
        }
        flags.arguments(spec);
        return process("thanos rule", object.meta().place(), image(spec, "quay.io/thanos/thanos"), flags, "thanos-ruler", mounts);
    }

    private ServerProcess alertmanager() {
        YamlMapping spec = object.spec();
        OperatorFlags flags = new OperatorFlags(object, object.meta().place());
        flags.fixed("config.file", "/etc/alertmanager/config_out/alertmanager.env.yaml");
        flags.fixed("storage.path", "/alertmanager");
        flags.settingOr(spec, "retention", "data.retention", "120h");
        flags.setting(spec, "externalUrl", "web.external-url");
        flags.setting(spec, "logLevel", "log.level");
        flags.arguments(spec);
        return process("alertmanager", object.meta().place(), image(spec, "quay.io/prometheus/alertmanager"), flags, "alertmanager", List.of(data("/alertmanager")));
    }

    /// A container of the same name under `containers` is laid over the operator's, and may have arguments of its own.
    private ServerProcess process(String component, Span place, Optional<Image> image, OperatorFlags flags, String container, List<Mount> mounts) {
        boolean open = !told || Fields.mappings(object.spec(), "containers").stream().anyMatch(own -> Fields.string(own, "name").value().filter(container::equals).isPresent());
        ServerFlags all = new ServerFlags(component, object.text(), place, image, flags.all(), List.of(), true, open);
        ServerFlags written = new ServerFlags(component, object.text(), place, image, flags.written(), List.of(), false, true);
        return new ServerProcess(object.meta().name(), new Origin.Operator(object, written), all, mounts, told);
    }

    /// `version` goes before the tag of an image: it is what the operator counts with.
    private static Optional<Image> image(YamlMapping settings, String usual) {
        Optional<String> image = Fields.string(settings, "image").value().filter(text -> !text.isEmpty());
        Optional<String> version = Fields.string(settings, "version").value().filter(text -> !text.isEmpty());
        return image.map(Image::parse).map(own -> version.isPresent() ? new Image(own.repository(), version, false) : own).or(() -> version.map(own -> new Image(usual, Optional.of(own), false)));
    }

    /// Where the data lies: without `storage` in a folder that goes with the pod.
    private Mount data(String target) {
        Optional<YamlMapping> storage = object.section("storage");
        Span place = object.spec().entry("storage").map(entry -> entry.key().span()).orElse(object.meta().place());
        Kind kind = storage.isEmpty() || storage.get().entry("ephemeral").isPresent() ? Kind.EPHEMERAL : Kind.VOLUME;
        OptionalLong bytes = OptionalLong.empty();
        if (storage.isPresent() && storage.get().entry("emptyDir").isPresent()) {
            Optional<YamlMapping> settings = Fields.mapping(storage.get(), "emptyDir");
            kind = settings.flatMap(own -> Fields.string(own, "medium").value()).filter("Memory"::equals).isPresent() ? Kind.TMPFS : Kind.EPHEMERAL;
            bytes = settings.flatMap(own -> Fields.string(own, "sizeLimit").value()).map(Quantity::bytes).orElse(bytes);
        } else if (storage.isPresent()) {
            bytes = Fields.mapping(storage.get(), "volumeClaimTemplate").map(KubernetesObjects::requested).orElse(bytes);
        }
        return new Mount(told ? kind : Kind.UNTOLD, "", target, false, object.text().file(), place, Optional.empty(), bytes);
    }

    /// The value of a flag that a field of the object sets.
    static Value value(YamlScalar scalar) {
        return new Value(scalar.value(), scalar.text(), scalar.text().span(), scalar.value().contains("$") || scalar.value().contains("{{"));
    }
}
