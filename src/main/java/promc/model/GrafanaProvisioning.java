package promc.model;

import java.util.List;
import java.util.Optional;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlStream;

/// A file from which Grafana provisions data sources or dashboards (`apiVersion: 1`, with `datasources` or `providers`).
public record GrafanaProvisioning(EmbeddedText text, YamlStream yaml, YamlMapping root, List<DashboardProvider> providers, List<DataSource> dataSources) implements View {
    /// One that reads dashboards from a folder: `path`, where Grafana sees it. `place` is what to underline for the whole of it.
    public record DashboardProvider(String name, Optional<YamlScalar> path, Span place) {}

    /// `url` is absent where none is written.
    public record DataSource(String name, String type, Optional<YamlScalar> url, YamlMapping node, Span place) {}

    public GrafanaProvisioning {
        providers = List.copyOf(providers);
        dataSources = List.copyOf(dataSources);
    }

    /// A cheap look before YAML is parsed.
    static boolean mayBe(String text) {
        return text.contains("apiVersion") && (text.contains("providers") || text.contains("datasources"));
    }

    static boolean recognise(YamlMapping root) {
        return root.get("kind").isEmpty() && Fields.string(root, "apiVersion").value().filter("1"::equals).isPresent() && (!Fields.mappings(root, "providers").isEmpty() || !Fields.mappings(root, "datasources").isEmpty());
    }

    static GrafanaProvisioning read(EmbeddedText text, YamlStream yaml, YamlMapping root) {
        List<DashboardProvider> providers = Fields.mappings(root, "providers").stream().map(node -> new DashboardProvider(Fields.string(node, "name").value().orElse(""),
                Fields.mapping(node, "options").flatMap(options -> scalar(options, "path")), place(node))).toList();
        List<DataSource> sources = Fields.mappings(root, "datasources").stream().map(node -> new DataSource(Fields.string(node, "name").value().orElse(""), Fields.string(node, "type").value().orElse(""),
                scalar(node, "url"), node, place(node))).toList();
        return new GrafanaProvisioning(text, yaml, root, providers, sources);
    }

    private static Optional<YamlScalar> scalar(YamlMapping mapping, String key) {
        return mapping.get(key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast).filter(scalar -> !scalar.isNull());
    }

    private static Span place(YamlMapping node) {
        return scalar(node, "name").map(YamlScalar::span).orElseGet(() -> Fields.lacking(node));
    }
}
