package promc.checks.cardinality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import promc.exposition.ExpositionLine.Label;
import promc.exposition.ExpositionLine.Sample;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Context;
import promc.model.ExpositionFile;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.PrometheusConfig;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.model.ScrapeJob;
import promc.source.SourceFile;
import promc.source.Span;
import promc.yaml.YamlNode.Entry;
import promc.yaml.YamlNode.YamlSequence;

/// A label of an exposition that the job which scrapes it might drop by `labeldrop`: offered only if, without it, no two series of any metric of the exposition are the same.
final class LabelDrop {
    private record Job(ScrapeJob job, PrometheusConfig config) {}

    /// Series of one metric that are the same without the label: how many, and one of them.
    record Collision(String metric, int series, Sample example) {}

    private final ExpositionFile file;
    private final Context context;
    private final Optional<Job> job;

    LabelDrop(ExpositionFile file, Context context) {
        this.file = file;
        this.context = context;
        this.job = job(file, context);
    }

    /// True if the job that scrapes it drops the label already.
    boolean isDropped(String label) {
        return job.filter(known -> known.job.metricRelabelRules().stream().anyMatch(rule -> drops(rule, label))).isPresent();
    }

    private static boolean drops(RelabelRule rule, String label) {
        return rule.actionOrDefault() == Action.LABELDROP && rule.isReadable() && rule.regexOrDefault().filter(regex -> regex.matches(label)).isPresent();
    }

    /// The collisions in the metric `preferred`, or else in the first one that has some.
    Optional<Collision> collision(String label, String preferred) {
        List<Sample> samples = file.exposition().samples();
        // What is dropped already tells nothing apart.
        Set<String> gone = new TreeSet<>();
        for (Sample sample : samples) {
            for (Label other : sample.labels()) {
                if (other.name().equals(label) || isDropped(other.name())) {
                    gone.add(other.name());
                }
            }
        }
        Map<String, Map<Map<String, String>, Set<Map<String, String>>>> series = new HashMap<>();
        List<Collision> found = new ArrayList<>();
        Map<String, Sample> examples = new HashMap<>();
        for (Sample sample : samples) {
            Map<String, String> all = sample.labelSet();
            Map<String, String> rest = sample.labelSet();
            rest.keySet().removeAll(gone);
            Set<Map<String, String>> same = series.computeIfAbsent(sample.name(), name -> new HashMap<>()).computeIfAbsent(rest, labels -> new HashSet<>());
            if (same.add(all) && same.size() == 2) {
                examples.putIfAbsent(sample.name(), sample);
            }
        }
        examples.forEach((metric, example) -> found.add(new Collision(metric,
                series.get(metric).values().stream().mapToInt(Set::size).filter(size -> size > 1).sum(), example)));
        return found.stream().filter(one -> one.metric.equals(preferred)).findFirst()
                .or(() -> found.stream().reduce((a, b) -> a.example.span().start() <= b.example.span().start() ? a : b));
    }

    /// A `labeldrop` in the job that surely scrapes it, where the label is the exposition's own and no rule asks for it. Only for a label without [#collision(String, String)].
    Optional<Fix> fix(String label) {
        if (job.isEmpty() || !label.matches("[A-Za-z_][A-Za-z0-9_]*") || !isOwn(label, job.get().job) || isRead(label)) {
            return Optional.empty();
        }
        SourceFile config = job.get().config.text().file();
        // Jobs that merge this one in would get the rule as well.
        if (config.text().contains("<<:") || job.get().job.node().own("job_name").isEmpty()) {
            return Optional.empty();
        }
        return edit(label, job.get().job, config).map(edit -> new Fix("Drop `" + label + "` in job `" + job.get().job.name().value().orElse("") + "`", Applicability.UNSAFE, List.of(edit)));
    }

    /// True if a rule, or a template of one, names the label.
    boolean isRead(String label) {
        return context.estate().expressions().anyMatch(expression -> asksFor(label, expression)) || isWritten(label);
    }

    private static boolean asksFor(String label, Expression expression) {
        return expression.valid().map(root -> KeptLabels.named(root, Inventory.NONE).contains(label)).orElseGet(() -> expression.text().text().contains(label));
    }

    /// True if a template of a rule writes the label.
    private boolean isWritten(String label) {
        return context.estate().ruleFiles().anyMatch(rules -> rules.text().file().text().contains("labels." + label));
    }

    /// False if the job gives its targets a label of this name, which would go as well, or changes names and labels of series so that what is proved of the exposition tells nothing.
    private static boolean isOwn(String label, ScrapeJob job) {
        return !label.equals("job") && !label.equals("instance")
                && job.staticConfigs().stream().flatMap(config -> config.labels().stream()).noneMatch(pair -> pair.name().equals(label))
                && job.relabelRules().stream().allMatch(rule -> rule.isReadable() && rule.actionOrDefault() != Action.LABELMAP && rule.targetLabel().value().filter(label::equals).isEmpty())
                && job.metricRelabelRules().stream().allMatch(rule -> rule.isReadable() && (rule.actionOrDefault() == Action.KEEP || rule.actionOrDefault() == Action.DROP
                        || rule.actionOrDefault() == Action.LABELDROP));
    }

    private static Optional<TextEdit> edit(String label, ScrapeJob job, SourceFile file) {
        Optional<Entry> entry = job.node().entry("metric_relabel_configs");
        int first = job.node().entries().getFirst().span().start();
        int column = first - file.lineStart(file.line(first));
        if (entry.isEmpty()) {
            String indent = file.lineEnding() + " ".repeat(column);
            return YamlEdits.append(file, job.node(), "metric_relabel_configs:" + indent + "- action: labeldrop" + indent + "  regex: " + label);
        }
        if (job.node().own("metric_relabel_configs").isEmpty() || !(entry.get().value() instanceof YamlSequence list) || list.flow() || list.items().isEmpty()) {
            return Optional.empty();
        }
        int start = list.span().start();
        String before = file.text().substring(file.lineStart(file.line(start)), start);
        if (!before.isBlank()) {
            return Optional.empty();
        }
        int end = file.lineSpan(file.line(Math.max(start, list.span().end() - 1))).end();
        return Optional.of(new TextEdit(file, Span.at(end), file.lineEnding() + before + "- action: labeldrop" + file.lineEnding() + before + "  regex: " + label));
    }

    /// The job of the only configuration beside the file that has the file's name, or that is the only one to scrape anything but its own server where the file is the only exposition.
    private static Optional<Job> job(ExpositionFile file, Context context) {
        String path = file.text().file().path();
        List<PrometheusConfig> configs = context.estate().configs().filter(config -> folder(config.text().file().path()).equals(folder(path))).toList();
        // What a server shows of its database was scraped by the jobs of that one.
        boolean stored = file.exposition().samples().stream().anyMatch(sample -> sample.label("instance").isPresent());
        if (configs.size() != 1 || stored) {
            return Optional.empty();
        }
        PrometheusConfig config = configs.getFirst();
        List<ScrapeJob> jobs = config.jobs().stream().filter(job -> !job.isFederation() && job.name().value().isPresent()).toList();
        String name = path.substring(folder(path).length()).replaceFirst("\\.[^.]*$", "");
        List<ScrapeJob> named = jobs.stream().filter(job -> job.name().value().filter(name::equals).isPresent()).toList();
        if (named.size() == 1) {
            return Optional.of(new Job(named.getFirst(), config));
        }
        List<ScrapeJob> others = jobs.stream().filter(job -> !isOfItself(job)).toList();
        long expositions = context.estate().files().stream().flatMap(one -> one.views(ExpositionFile.class)).filter(one -> folder(one.text().file().path()).equals(folder(path))).count();
        return others.size() == 1 && expositions == 1 && !config.hasMoreJobs() ? Optional.of(new Job(others.getFirst(), config)) : Optional.empty();
    }

    private static boolean isOfItself(ScrapeJob job) {
        return job.name().value().filter("prometheus"::equals).isPresent()
                || !job.targets().isEmpty() && job.discoveries().isEmpty() && job.targets().stream().allMatch(target -> target.value().equals("localhost:9090"));
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
