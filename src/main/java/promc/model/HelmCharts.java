package promc.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import promc.model.HelmValues.Chart;
import promc.model.Mount.Kind;
import promc.model.RuleFile.Origin;
import promc.model.ServerFlags.Flag;
import promc.model.ServerFlags.Value;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// Reads values of the charts `prometheus` and `kube-prometheus-stack`: the rules in them, the files and the flags of the server. What values leave out is what the chart has; where that is known
/// here, it is of `prometheus` 29 (helm-charts).
final class HelmCharts {
    /// Names under which umbrella charts keep the values of these.
    private static final Set<String> DEPENDENCIES = Set.of("prometheus", "kube-prometheus-stack", "prometheus-operator", "kube-prometheus", "prometheus-stack");
    /// Settings of `server` that no other program's `server` has.
    private static final Set<String> SERVER = Set.of("retention", "retentionSize", "extraFlags", "defaultFlagsOverride", "persistentVolume", "remoteWrite", "prefixURL");
    /// Where the chart mounts its claim, and how much it asks for.
    private static final String DATA = "/data";
    private static final long DEFAULT_SIZE = 8L << 30;

    private HelmCharts() {}

    /// A cheap look before YAML is parsed.
    static boolean mayBe(String text) {
        return text.contains("prometheusSpec") || text.contains("serverFiles") || text.contains("additionalPrometheusRules") || text.contains("server:") && SERVER.stream().anyMatch(text::contains);
    }

    static List<View> read(EmbeddedText text, YamlStream yaml, YamlMapping document, Expressions expressions) {
        List<YamlMapping> roots = new ArrayList<>(List.of(document));
        document.effective().stream().filter(entry -> entry.name().filter(DEPENDENCIES::contains).isPresent()).map(Entry::value).map(YamlNode::resolve)
                .filter(YamlMapping.class::isInstance).forEach(below -> roots.add((YamlMapping) below));
        List<View> views = new ArrayList<>();
        for (YamlMapping root : roots) {
            chart(root).ifPresent(chart -> {
                HelmValues values = new HelmValues(text, yaml, root, chart);
                views.add(values);
                switch (chart) {
                    case STACK -> stackRules(values, expressions, views);
                    case PROMETHEUS -> serverFiles(values, expressions, views);
                }
            });
        }
        return views;
    }

    private static Optional<Chart> chart(YamlMapping root) {
        boolean stack = Fields.mapping(root, "prometheus").flatMap(prometheus -> Fields.mapping(prometheus, "prometheusSpec")).isPresent()
                || Stream.of("additionalPrometheusRulesMap", "additionalPrometheusRules").anyMatch(key -> root.get(key).isPresent());
        boolean server = Fields.mapping(root, "serverFiles").isPresent() || Fields.mapping(root, "server").filter(settings -> SERVER.stream().anyMatch(key -> settings.entry(key).isPresent())).isPresent();
        return stack ? Optional.of(Chart.STACK) : server && root.get("services").isEmpty() ? Optional.of(Chart.PROMETHEUS) : Optional.empty();
    }

    private static void stackRules(HelmValues values, Expressions expressions, List<View> views) {
        Fields.mapping(values.root(), "additionalPrometheusRulesMap").ifPresent(map -> map.effective().forEach(entry -> rules(values, entry.value().resolve(), expressions).ifPresent(views::add)));
        Fields.mappings(values.root(), "additionalPrometheusRules").forEach(item -> rules(values, item, expressions).ifPresent(views::add));
    }

    private static Optional<RuleFile> rules(HelmValues values, YamlNode node, Expressions expressions) {
        return node instanceof YamlMapping root && RuleFiles.recognise(root) ? RuleFiles.read(values.text(), values.yaml(), Origin.PROMETHEUS_RULE, root, expressions) : Optional.empty();
    }

    /// The chart makes a ConfigMap of them.
    private static void serverFiles(HelmValues values, Expressions expressions, List<View> views) {
        Map<String, EstateFile> files = new LinkedHashMap<>();
        for (Entry entry : Fields.mapping(values.root(), "serverFiles").map(YamlMapping::effective).orElse(List.of())) {
            if (entry.name().isPresent() && entry.value().resolve() instanceof YamlMapping root) {
                Optional<? extends View> view = entry.name().get().equals("prometheus.yml") ? Optional.of(config(values, root, expressions))
                        : RuleFiles.recognise(root) ? RuleFiles.read(values.text(), values.yaml(), Origin.CONFIG_MAP, root, expressions) : Optional.empty();
                view.ifPresent(views::add);
                files.put(entry.name().get(), new EstateFile(values.text().file(), values.yaml(), view.stream().<View>map(found -> found).toList(), ""));
            }
        }
        if (!files.isEmpty()) {
            views.add(new ConfigMapFile(values.text(), values.yaml(), values.root(), "ConfigMap", "server", Optional.empty(), files));
        }
    }

    /// The chart writes `server.global` into the configuration.
    private static PrometheusConfig config(HelmValues values, YamlMapping root, Expressions expressions) {
        PrometheusConfig read = PrometheusConfigs.read(values.text(), values.yaml(), root, expressions);
        YamlMapping global = Fields.mapping(values.root(), "server").flatMap(server -> Fields.mapping(server, "global"))
                .orElseGet(() -> new YamlMapping(Fields.lacking(root), List.of(), false, Optional.empty()));
        return new PrometheusConfig(read.text(), read.yaml(), root, Fields.duration(global, "scrape_interval"), Fields.duration(global, "evaluation_interval"), Fields.pairs(global, "external_labels"),
                read.ruleFiles(), read.jobs(), read.remoteWrites(), read.remoteReads());
    }

    /// The server that values of the chart `prometheus` run. More flags than these are the chart's own.
    static Optional<ServerProcess> process(HelmValues values) {
        Optional<Entry> entry = values.root().entry("server");
        if (values.chart() != Chart.PROMETHEUS || entry.isEmpty() || !(entry.get().value().resolve() instanceof YamlMapping server)) {
            return Optional.empty();
        }
        List<Flag> flags = new ArrayList<>();
        setting(server, "retention", "storage.tsdb.retention.time", flags);
        setting(server, "retentionSize", "storage.tsdb.retention.size", flags);
        Fields.scalars(server, "extraFlags").forEach(name -> flags.add(new Flag(name.value(), name.text(), name.span(), Optional.empty())));
        Fields.pairs(server, "extraArgs").forEach(pair -> flags.add(new Flag(pair.name(), pair.key().text(), pair.key().span(), pair.value().value().map(HelmCharts::value))));
        Span place = entry.get().key().span();
        Optional<Image> image = Fields.mapping(server, "image").flatMap(HelmCharts::image);
        ServerFlags known = new ServerFlags("prometheus", values.text(), place, image, flags, List.of(), false, true);
        return Optional.of(new ServerProcess("server", new ServerProcess.Origin.Chart(values), known, mounts(values, server, place), true));
    }

    private static Optional<Image> image(YamlMapping settings) {
        Optional<String> tag = Fields.string(settings, "tag").value().filter(text -> !text.isEmpty());
        String repository = Fields.string(settings, "repository").value().orElse("quay.io/prometheus/prometheus");
        return tag.map(text -> new Image(repository, Optional.of(text), false));
    }

    private static void setting(YamlMapping server, String key, String flag, List<Flag> flags) {
        server.get(key).filter(node -> node instanceof YamlScalar scalar && !scalar.isNull() && !scalar.value().isEmpty()).map(YamlScalar.class::cast)
                .ifPresent(scalar -> flags.add(new Flag(flag, scalar.text(), scalar.span(), Optional.of(value(scalar)))));
    }

    private static Value value(YamlScalar scalar) {
        return new Value(scalar.value(), scalar.text(), scalar.text().span(), scalar.value().contains("{{"));
    }

    private static List<Mount> mounts(HelmValues values, YamlMapping server, Span place) {
        Optional<YamlMapping> claim = Fields.mapping(server, "persistentVolume");
        boolean kept = claim.flatMap(settings -> Fields.bool(settings, "enabled").value()).orElse(true);
        OptionalLong size = claim.flatMap(settings -> Fields.string(settings, "size").value()).map(Quantity::bytes).orElse(OptionalLong.of(DEFAULT_SIZE));
        Span where = claim.map(settings -> settings.entry(kept ? "size" : "enabled").or(() -> server.entry("persistentVolume")).map(entry -> entry.key().span()).orElse(place)).orElse(place);
        String path = Fields.string(server, "storagePath").value().filter(text -> !text.isEmpty()).orElse(DATA);
        Mount data = new Mount(kept ? Kind.VOLUME : Kind.EPHEMERAL, "storage-volume", path, false, values.text().file(), where, Optional.empty(), kept ? size : OptionalLong.empty());
        String files = values.text().file().path() + "#ConfigMap/server";
        return List.of(data, new Mount(Kind.FILES, "server", "/etc/config", true, values.text().file(), place, Optional.of(files), OptionalLong.empty()));
    }
}
