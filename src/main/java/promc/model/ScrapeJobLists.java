package promc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import promc.source.EmbeddedText;
import promc.source.Span;
import promc.yaml.Yaml;
import promc.yaml.YamlNode;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlMapping;
import promc.yaml.YamlNode.YamlScalar;
import promc.yaml.YamlNode.YamlSequence;
import promc.yaml.YamlStream;

/// Finds lists of scrape jobs in files that are no `prometheus.yml`: a part that something else pastes into one, the `additionalScrapeConfigs` of an operator's object or of a chart's
/// values, be it YAML or text that holds YAML. Of the configuration around them nothing is known.
final class ScrapeJobLists {
    /// Lists lie a few levels deep in values and objects; what nests deeper is somebody else's data.
    private static final int MAX_DEPTH = 24;
    /// What a scrape job has besides its name.
    private static final Set<String> TELLING = Set.of("static_configs", "metrics_path", "honor_labels", "relabel_configs", "metric_relabel_configs", "scrape_interval");
    /// A target of Promtail is a path of files.
    private static final String PROMTAIL_TARGET = "__path__";

    private final List<View> found = new ArrayList<>();
    private final Expressions expressions;

    private ScrapeJobLists(Expressions expressions) {
        this.expressions = expressions;
    }

    static List<View> find(EmbeddedText text, YamlStream yaml, Expressions expressions) {
        ScrapeJobLists lists = new ScrapeJobLists(expressions);
        yaml.documents().forEach(document -> document.root().ifPresent(root -> lists.visit(root, text, yaml, 0)));
        return lists.found;
    }

    private void visit(YamlNode node, EmbeddedText text, YamlStream yaml, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        switch (node) {
            case YamlSequence list when isJobs(list) -> found.add(config(list, text, yaml));
            case YamlSequence list -> list.items().forEach(item -> visit(item, text, yaml, depth + 1));
            case YamlMapping mapping when mapping.entries().stream().flatMap(entry -> entry.name().stream()).noneMatch(PrometheusConfigs.FOREIGN::contains) ->
                    mapping.entries().forEach(entry -> visit(entry.value(), text, yaml, depth + 1));
            case YamlScalar scalar when scalar.value().contains("job_name") && scalar.value().indexOf('\n') >= 0 -> {
                YamlStream inner = Yaml.parse(scalar.text());
                inner.documents().forEach(document -> document.root().ifPresent(root -> visit(root, scalar.text(), inner, depth + 1)));
            }
            default -> { }
        }
    }

    private PrometheusConfig config(YamlSequence list, EmbeddedText text, YamlStream yaml) {
        Span start = Span.at(list.span().start());
        List<ScrapeJob> jobs = jobs(list).stream().map(job -> PrometheusConfigs.job(job, expressions)).toList();
        return new PrometheusConfig(text, yaml, new YamlMapping(list.span(), List.of(), false, Optional.empty()), new Field.Absent<>(start), new Field.Absent<>(start), List.of(), List.of(), jobs,
                List.of(), List.of());
    }

    private static List<YamlMapping> jobs(YamlSequence list) {
        return list.items().stream().map(YamlNode::resolve).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast).toList();
    }

    private static boolean isJobs(YamlSequence list) {
        List<YamlMapping> jobs = jobs(list);
        return !jobs.isEmpty() && jobs.size() == list.items().size() && jobs.stream().allMatch(ScrapeJobLists::isJob);
    }

    private static boolean isJob(YamlMapping job) {
        List<String> names = job.effective().stream().map(Entry::name).flatMap(Optional::stream).toList();
        return names.contains("job_name") && names.stream().anyMatch(name -> TELLING.contains(name) || name.endsWith(ServiceDiscovery.SUFFIX))
                && names.stream().noneMatch(PrometheusConfigs.FOREIGN_IN_JOBS::contains)
                && Fields.mappings(job, "static_configs").stream().flatMap(config -> Fields.pairs(config, "labels").stream()).noneMatch(label -> label.name().equals(PROMTAIL_TARGET));
    }
}
