package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import promc.model.RuleFile.Origin;
import promc.source.EmbeddedText;
import promc.source.SourceFile;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlStream;

/// Says what a file is, by its content. Each kind that promc reads has one line here and one reader class beside it; kinds of later issues (Alertmanager,
/// Thanos object stores, operator objects, unit files, dashboards) join in the same way.
final class Recogniser {
    private static final Pattern RULES = Pattern.compile("(?m)^\\s*groups\\s*:");
    private static final Pattern RULE = Pattern.compile("(?m)^\\s*(- )?\\s*(expr|record|alert|rules)\\s*:");
    private static final Pattern CONFIG = Pattern.compile("(?m)^(scrape_configs|rule_files)\\s*:");
    private static final Pattern TESTS = Pattern.compile("(?m)^\\s*(- )?\\s*(input_series|alert_rule_test|promql_expr_test)\\s*:");
    private static final Pattern COMPOSE = Pattern.compile("(?m)^services\\s*:");
    private static final Pattern COMPOSE_KEY = Pattern.compile("(?m)^\\s+(image|command)\\s*:");
    /// Actions that only Helm gives a meaning: the file is YAML only once it is rendered.
    private static final Pattern HELM_ACTION = Pattern.compile(
            "\\{\\{-?\\s*\\(?\\s*(\\.Values|\\.Release|\\.Chart|include|tpl|toYaml|required)\\b|\\{\\{-?\\s*`");
    /// Lines that steer a template. An alert's own text may have them too, but then the file is YAML as it stands.
    private static final Pattern CONTROL_LINE = Pattern.compile("(?m)^\\s*(\\{\\{-?\\s*(if|range|with|end|else|define|template|/\\*)|\\{%|<%|%\\{)");
    /// A variable that envsubst and the like fill in, where YAML has a bracket.
    private static final Pattern FILLED_IN = Pattern.compile("[\\[{,]\\s*\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern TEMPLATE_NAME = Pattern.compile("(^|.*/)templates/.*|.*\\.(tpl|tmpl|gotmpl|j2|jinja2?|erb|tftpl)");

    private Recogniser() {}

    /// A cheap look before YAML is parsed: false only if no kind that promc reads can be in `text`.
    static boolean mayMatter(String text) {
        return text.contains("groups") && (text.contains("rules") || text.contains("name") || beginsWithGroups(text))
                || PrometheusConfigs.mayBe(text) || text.contains("job_name") || Dashboards.mayBe(text) || RuleTestFiles.mayBe(text) || TargetFiles.mayBe(text) || WebConfigs.mayBe(text)
                || text.contains("services") && (text.contains("image") || text.contains("build") || text.contains("command") || text.contains("extends")) || KubernetesObjects.mayBe(text) || text.contains("apiVersion") && GrafanaProvisioning.mayBe(text)
                || HelmCharts.mayBe(text) || ThanosFiles.mayBe(text);
    }

    static EstateFile read(SourceFile file, Expressions expressions) {
        if (mayBeExposition(file)) {
            Optional<ExpositionFile> exposition = ExpositionFiles.read(file, ending(file.path()).equals("prom") || ending(file.path()).equals("metrics"));
            if (exposition.isPresent()) {
                return new EstateFile(file, exposition.get().yaml(), List.of(exposition.get()), "");
            }
        }
        if (mayBeOfHost(file.path())) {
            Optional<View> plain = UnitFiles.read(file).<View>map(unit -> unit).or(() -> EnvironmentFiles.read(file));
            if (plain.isPresent()) {
                return new EstateFile(file, plain.get().yaml(), List.of(plain.get()), "", plain.get().text().text() != file.text(), "");
            }
        }
        if (!mayMatter(file.text()) && !Kustomization.isNamed(file.path()) && !ComposeProjects.isOverride(file.path())) {
            return new EstateFile(file, new YamlStream(EmbeddedText.whole(file), List.of(), List.of(), List.of()), List.of(), "");
        }
        EmbeddedText text = EmbeddedText.whole(file);
        YamlStream yaml = Yaml.parse(text);
        boolean template = isTemplate(file, yaml);
        if (template) {
            text = EmbeddedText.masked(file, TemplateMask.mask(file.text()));
            yaml = Yaml.parse(text);
        }
        if (!template && !yaml.problems().isEmpty() && FILLED_IN.matcher(file.text()).find()) {
            EmbeddedText filled = EmbeddedText.masked(file, TemplateMask.variables(file.text()));
            YamlStream read = Yaml.parse(filled);
            List<View> seen = read.problems().isEmpty() ? views(filled, read, expressions.inTemplate()) : List.of();
            // Compose fills in what stands in values only, and not before it reads the YAML.
            if (!seen.isEmpty() && seen.stream().noneMatch(ComposeFile.class::isInstance)) {
                return new EstateFile(file, read, seen, "", true, "");
            }
        }
        List<View> views = views(text, yaml, template ? expressions.inTemplate() : expressions);
        if (!views.isEmpty() && views.getFirst() instanceof Dashboard dashboard && dashboard.text() == text) {
            yaml = dashboard.yaml();
        }
        String looksLike = views.isEmpty() && !template && !yaml.problems().isEmpty() ? looksLike(file.text()) : "";
        return new EstateFile(file, yaml, views, looksLike, template, views.isEmpty() ? foreign(text, yaml) : "");
    }

    /// A cheap look by name and first characters: false for every YAML file, so that these pay nothing.
    private static boolean mayBeExposition(SourceFile file) {
        String text = file.text();
        return switch (ending(file.path())) {
            case "prom", "metrics" -> true;
            case "txt", "" -> text.contains("# TYPE ") || text.contains("\"} ");
            default -> false;
        };
    }

    /// A cheap look by name: false for a file that is neither a unit of systemd nor one of its variables.
    private static boolean mayBeOfHost(String path) {
        return path.contains(".service") || path.contains("default/") || path.contains("sysconfig/") || path.contains("conf.d/") || path.endsWith(".env") || path.endsWith(".default")
                || path.endsWith(".sysconfig");
    }

    /// What stands behind the last dot of a file's name; empty if there is none.
    private static String ending(String path) {
        int dot = path.lastIndexOf('.');
        return dot <= path.lastIndexOf('/') + 1 ? "" : path.substring(dot + 1);
    }

    /// Whose file it is, if it has the form of one that promc reads but is another program's; empty otherwise.
    private static String foreign(EmbeddedText text, YamlStream yaml) {
        return yaml.rootMapping().filter(root -> !KubernetesObjects.recognise(root) && RuleFiles.recognise(root, text.file().path())).isPresent() ? "rules of Loki" : "";
    }

    private static boolean isTemplate(SourceFile file, YamlStream yaml) {
        boolean steered = !yaml.problems().isEmpty() && (TEMPLATE_NAME.matcher(file.path()).matches() || CONTROL_LINE.matcher(file.text()).find());
        return file.text().contains("{{") && (steered || HELM_ACTION.matcher(file.text()).find());
    }

    private static List<View> views(EmbeddedText text, YamlStream yaml, Expressions expressions) {
        Optional<YamlMapping> first = yaml.rootMapping();
        if (first.isPresent() && !KubernetesObjects.recognise(first.get())) {
            YamlMapping root = first.get();
            if (RuleFiles.recognise(root, text.file().path())) {
                return RuleFiles.read(text, yaml, Origin.FILE, root, expressions).stream().<View>map(file -> file).toList();
            }
            if (RuleTestFiles.recognise(root)) {
                return List.of(RuleTestFiles.read(text, yaml, root, expressions));
            }
            if (ComposeFiles.recognise(root, text.file().path())) {
                return List.of(ComposeFiles.read(text, yaml, root));
            }
            if (PrometheusConfigs.recognise(root)) {
                return List.of(PrometheusConfigs.read(text, yaml, root, expressions));
            }
            if (WebConfigs.recognise(root)) {
                return List.of(new WebConfig(text, yaml, root));
            }
            if (GrafanaProvisioning.recognise(root)) {
                return List.of(GrafanaProvisioning.read(text, yaml, root));
            }
            if (Kustomization.isNamed(text.file().path())) {
                return Kustomization.read(text, yaml, root).stream().<View>map(made -> made).toList();
            }
            List<View> values = HelmCharts.mayBe(text.text()) ? HelmCharts.read(text, yaml, root, expressions) : List.of();
            if (!values.isEmpty()) {
                List<View> jobs = text.text().contains("job_name") && values.stream().noneMatch(PrometheusConfig.class::isInstance) ? ScrapeJobLists.find(text, yaml, expressions) : List.of();
                return Stream.concat(values.stream(), jobs.stream()).toList();
            }
            Optional<Dashboard> dashboard = Dashboards.mayBe(text.text()) ? Dashboards.read(text, yaml, root, expressions) : Optional.empty();
            if (dashboard.isPresent()) {
                return List.of(dashboard.get());
            }
        }
        Optional<TargetFile> targets = first.isEmpty() && TargetFiles.mayBe(text.text()) ? TargetFiles.recognise(text, yaml) : Optional.empty();
        if (targets.isPresent()) {
            return List.of(targets.get());
        }
        Optional<View> thanos = (first.isEmpty() || !KubernetesObjects.recognise(first.get())) && ThanosFiles.mayBe(text.text()) ? ThanosFiles.recognise(text, yaml) : Optional.empty();
        if (thanos.isPresent()) {
            return List.of(thanos.get());
        }
        List<View> views = new ArrayList<>();
        for (YamlStream.Document document : yaml.documents()) {
            Optional<YamlNode> root = document.root().map(YamlNode::resolve);
            if (root.isPresent() && root.get() instanceof YamlMapping mapping && KubernetesObjects.recognise(mapping)) {
                views.addAll(KubernetesObjects.read(text, yaml, mapping, expressions));
            }
        }
        if (views.stream().allMatch(View::isContext) && text.file().text().contains("job_name")) {
            views.addAll(ScrapeJobLists.find(text, yaml, expressions));
        }
        return views;
    }

    /// A compose file, and the files that stand in the command lines of its services.
    /// The file that a scalar of another file holds, by its content; empty if it is none that promc reads.
    static Optional<View> inside(EmbeddedText text, YamlStream yaml, YamlMapping root, Expressions expressions) {
        if (RuleFiles.recognise(root)) {
            return RuleFiles.read(text, yaml, Origin.CONFIG_MAP, root, expressions).map(file -> file);
        }
        if (PrometheusConfigs.recognise(root)) {
            return Optional.of(PrometheusConfigs.read(text, yaml, root, expressions));
        }
        return WebConfigs.recognise(root) ? Optional.of(new WebConfig(text, yaml, root)) : Dashboards.mayBe(text.text()) ? Dashboards.read(text, yaml, root, expressions).map(dashboard -> dashboard) : Optional.empty();
    }

    /// True if `groups` is the first thing in the file that is no comment.
    private static boolean beginsWithGroups(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("---")) {
                return line.startsWith("groups") && line.substring("groups".length()).stripLeading().startsWith(":");
            }
            at = end < 0 ? text.length() : end + 1;
        }
        return false;
    }

    /// What a file with broken YAML was probably meant to be, by the look of its lines.
    private static String looksLike(String text) {
        if (beginsWithGroups(text) || RULES.matcher(text).find() && RULE.matcher(text).find()) {
            return "rule file";
        }
        if (CONFIG.matcher(text).find()) {
            return "Prometheus configuration";
        }
        if (TESTS.matcher(text).find()) {
            return "file of unit tests";
        }
        return COMPOSE.matcher(text).find() && COMPOSE_KEY.matcher(text).find() ? "compose file" : "";
    }
}
