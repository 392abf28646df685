package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import promc.model.Pair;
import promc.model.PrometheusConfig;
import promc.model.RelabelList;
import promc.model.ScrapeJob;
import promc.promql.Expr.MatchOp;
import promc.regex.Language;
import promc.yaml.YamlNode.YamlScalar;

/// What the series of scrape jobs look like when they are stored: what a target exposes, with the target's own labels, after `metric_relabel_configs`. Labels of the target are in
/// [TargetLabels]. External labels are not on stored series: see [#leaving].
public final class ScrapedSeries {
    /// A job with what is the same for all its series; nothing of it is known if Prometheus refuses its rules.
    private record Job(ScrapeJob job, Optional<List<RelabelState>> targets, Optional<Relabelling> rules) {}

    private final PrometheusConfig config;
    // By identity: to compare jobs would be to compare all that they hold.
    private final Map<ScrapeJob, Job> known = Collections.synchronizedMap(new IdentityHashMap<>());

    private ScrapedSeries(PrometheusConfig config) {
        this.config = config;
    }

    /// The series of the jobs of `config`. Each job is looked at when it is first asked about.
    public static ScrapedSeries of(PrometheusConfig config) {
        return new ScrapedSeries(config);
    }

    private Job known(ScrapeJob job) {
        return known.computeIfAbsent(job, asked -> new Job(asked, TargetLabels.states(config, asked), TargetLabels.relabelling(config, asked, asked.metricRelabelRules())));
    }

    private Why why(ScrapeJob job, String reason) {
        return Why.in(config.text().file(), job.name().span(), reason);
    }

    /// The series of `metric` that the jobs can store, as long as nothing tells what their targets expose; none if it is proved that no job stores any.
    public List<Shape> of(String metric) {
        List<Shape> shapes = new ArrayList<>();
        config.jobs().forEach(job -> shapes.addAll(of(job, metric)));
        return shapes;
    }

    /// The same for one job.
    public List<Shape> of(ScrapeJob job, String metric) {
        List<Shape> shapes = new ArrayList<>(BuiltInMetrics.OF_SCRAPES.contains(metric) ? reported(job, metric) : List.of());
        shapes.addAll(exposed(job, metric));
        return shapes;
    }

    /// What the jobs store as `metric` of targets that show such series.
    List<Shape> ofExposed(String metric, Shape exposed) {
        return config.jobs().stream().flatMap(job -> of(job, metric, exposed, false).stream()).toList();
    }

    private List<Shape> exposed(ScrapeJob job, String metric) {
        Why unknown = why(job, "nothing tells which labels the targets of this job expose");
        Why there = why(job, "the targets of this job may expose it");
        List<Shape> shapes = new ArrayList<>(of(job, metric, new Shape(Map.of(Shape.NAME, LabelFact.always(Values.of(metric), there)), false, unknown, Samples.ANY), true));
        if (known(job).rules().filter(Relabelling::mayRename).isPresent()) {
            Values others = new Values.Matching(List.of(new Values.Constraint(MatchOp.NOT_EQUAL, metric, Language.literal(metric).complement())));
            shapes.addAll(of(job, metric, new Shape(Map.of(Shape.NAME, LabelFact.always(others, there)), false, unknown, Samples.ANY), true));
        }
        return shapes;
    }

    /// What is stored as `metric` of the series of a target that `exposed` describes, its name among the labels. `mayBeEmpty` tells whether the target may expose labels with empty values, as
    /// `/federate` does.
    public List<Shape> of(ScrapeJob job, String metric, Shape exposed, boolean mayBeEmpty) {
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : of(job, exposed, mayBeEmpty)) {
            LabelFact name = shape.label(Shape.NAME);
            if (name.allows(metric)) {
                shapes.add(shape.with(Shape.NAME, LabelFact.always(Values.of(metric), name.why())));
            }
        }
        return shapes;
    }

    /// What is stored of the series of a target that `exposed` describes; none if it is proved that all are dropped. Nothing is known about a job that Prometheus refuses.
    public List<Shape> of(ScrapeJob job, Shape exposed, boolean mayBeEmpty) {
        Job made = known(job);
        if (made.targets().isEmpty() || made.rules().isEmpty()) {
            return List.of(new Shape(Map.of(), false, exposed.rest(), Samples.ANY));
        }
        return made.rules().get().states(scraped(made, exposed, mayBeEmpty)).stream().map(RelabelState::shape).toList();
    }

    /// What `exposed` describes, with the labels of the targets.
    private List<RelabelState> scraped(Job made, Shape exposed, boolean mayBeEmpty) {
        boolean honor = made.job().honorLabels().value().orElse(false);
        Why clash = why(made.job(), "the target has a label of this name, so that the exposed one is renamed");
        return made.targets().get().stream().map(target -> ScrapedLabels.of(RelabelState.of(exposed), target, honor, mayBeEmpty, clash)).toList();
    }

    /// How the rules of a list of the job come to be applied, one after the other; empty if Prometheus refuses them.
    public Optional<RelabelTrace> trace(ScrapeJob job, RelabelList list) {
        Job made = known(job);
        if (made.targets().isEmpty() || made.rules().isEmpty()) {
            return Optional.empty();
        }
        if (list.subject() == RelabelList.Subject.TARGETS) {
            return TargetLabels.relabelling(config, job, list.rules()).map(rules -> RelabelTrace.of(list, rules, TargetLabels.discovered(config, job)));
        }
        Why any = why(job, "a target may expose anything");
        List<Shape> exposed = job.isFederation() && !job.matches().isEmpty() ? FederatedSeries.of(job).orElse(List.of())
                : List.of(new Shape(Map.of(Shape.NAME, LabelFact.always(Values.ANY, any)), false, any, Samples.ANY));
        List<RelabelState> all = exposed.stream().flatMap(shape -> scraped(made, shape, job.isFederation()).stream()).toList();
        return Optional.of(RelabelTrace.of(list, made.rules().get(), all));
    }

    /// The same for a list that belongs to no job of a configuration: any target, alert or series may come there, with the external labels.
    public Optional<RelabelTrace> trace(RelabelList list) {
        boolean legacy = config.nameScheme().value().filter("legacy"::equals).isPresent();
        Why any = Why.in(config.text().file(), list.key().span(), switch (list.subject()) {
            case TARGETS -> "a target may have any labels";
            case ALERTS -> "an alert may have any labels";
            case SERIES, SENT_SERIES -> "a series may have any labels";
        });
        Map<String, LabelFact> labels = switch (list.subject()) {
            case TARGETS -> Map.of(Shape.NAME, LabelFact.never(any));
            case ALERTS -> Map.of(Shape.NAME, LabelFact.never(any), "alertname", LabelFact.always(Values.ANY, any));
            case SERIES, SENT_SERIES -> Map.of(Shape.NAME, LabelFact.always(Values.ANY, any));
        };
        return Relabelling.of(list.rules(), legacy, config.text().file())
                .map(rules -> RelabelTrace.of(list, rules, List.of(RelabelState.of(leaving(new Shape(labels, false, any, Samples.ANY))))));
    }

    /// What Prometheus itself stores as `metric`, one of [BuiltInMetrics#OF_SCRAPES], for each target: it has the target's own labels and no others
    /// (`scrape.mutateReportSampleLabels`).
    public List<Shape> reported(ScrapeJob job, String metric) {
        Why why = why(job, "Prometheus reports it for each target of this job");
        List<Shape> targets = known(job).targets().map(states -> states.stream().map(RelabelState::shape).toList())
                .orElseGet(() -> List.of(new Shape(Map.of(), false, why, Samples.ANY)));
        return targets.stream().map(shape -> shape.with(Shape.NAME, LabelFact.always(Values.of(metric), why))).toList();
    }

    /// The series as they leave the server, by federation, remote write or as alerts: with the external labels that they do not have themselves.
    public Shape leaving(Shape stored) {
        Map<String, LabelFact> labels = new TreeMap<>(stored.labels());
        for (Pair pair : config.externalLabels()) {
            Why why = Why.in(config.text().file(), pair.key().span(), "`external_labels` adds it");
            String value = pair.value().value().filter(scalar -> !scalar.isNull()).map(YamlScalar::value).orElse("");
            LabelFact before = stored.label(pair.name());
            if (before.isAlways() || value.isEmpty()) {
                continue;
            }
            // Variables of the environment are filled in, and may be empty.
            boolean variable = value.indexOf('$') >= 0;
            Values added = variable ? Values.ANY : Values.of(value);
            labels.put(pair.name(), new LabelFact(variable ? Presence.MAYBE : Presence.ALWAYS, before.isNever() ? added : before.values().or(added), why));
        }
        return new Shape(labels, stored.closed(), stored.rest(), stored.samples());
    }
}
