package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import promc.analysis.RuleScopes.Recorded;
import promc.analysis.RuleScopes.Records;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.PrometheusConfig;
import promc.model.RuleFile;
import promc.promql.Expr.VectorSelector;
import promc.promql.ValueType;
import promc.source.EmbeddedText;
import promc.source.Span;

/// What the recording rules of an estate write, each in terms of what the others write; rules that read each other are taken to a fixpoint together, so that it does not matter who
/// asks first. Safe for use by several threads.
final class RecordedSeries {
    /// A cycle that has not settled after as many rounds is given up: its series may be any.
    private static final int MAX_ROUNDS = 8;
    /// From this round on, a value that grows round by round is told as any.
    private static final int GROWS = 2;

    private final Function<String, Inventory> inventories;
    private final RuleScopes scopes;
    private final Estate estate;
    /// Null until a reader needs them.
    private Set<String> externalLabels;
    /// By identity: to compare configurations would be to compare all that they hold.
    private final Map<PrometheusConfig, ScrapedSeries> scraped = new IdentityHashMap<>();
    private final Map<Object, Map<String, Optional<Production>>> seen = new HashMap<>();
    /// Null until somebody asks.
    private RuleGraph graph;

    RecordedSeries(Estate estate, Function<String, Inventory> inventories) {
        this.inventories = inventories;
        this.estate = estate;
        this.scopes = new RuleScopes(estate);
    }

    /// The external labels that rule files mention: nobody asks about others.
    private Set<String> externalLabels() {
        if (externalLabels == null) {
            Set<String> labels = new TreeSet<>(ExternalLabels.USUAL);
            estate.configs().forEach(config -> config.externalLabels().forEach(label -> labels.add(label.name())));
            List<String> texts = estate.ruleFiles().map(file -> file.text().file().text()).distinct().toList();
            labels.removeIf(label -> texts.stream().noneMatch(text -> text.contains(label)));
            externalLabels = labels;
        }
        return externalLabels;
    }

    /// True if some rule of the estate records a metric of this name.
    boolean knows(String metric) {
        return scopes.knows(metric);
    }

    /// True if a recording rule of the estate writes a metric of this name.
    boolean records(String metric) {
        return scopes.records(metric);
    }

    /// The rule file that an expression is in; empty for one that is not a rule's.
    Optional<RuleFile> fileOf(Expression expression) {
        return scopes.fileOf(expression);
    }

    /// The series named `metric` that are recorded where `reader` reads; empty if none are, or nothing is known about them.
    synchronized Optional<List<Shape>> of(String metric, RuleFile reader) {
        return scopes.recording(metric, reader).flatMap(this::written);
    }

    /// What one rule writes as its readers in `reader` see it.
    synchronized List<Shape> of(Recorded recorded, RuleFile reader) {
        if (recorded.shapes == null) {
            recorded.shapes = written(recorded, false);
        }
        return scopes.isLoaded(reader) ? recorded.shapes : recorded.shapes.stream().map(shape -> queried(shape, reader)).toList();
    }

    /// Who reads whom. Built when first asked for.
    synchronized RuleGraph graph() {
        if (graph == null) {
            graph = RuleGraphBuilder.build(estate, scopes, this);
        }
        return graph;
    }

    /// How many series named `metric` are recorded where `reader` reads, at most; empty if none are, if they are recorded from themselves, or by a rule that cannot be read.
    synchronized Optional<Bound> bound(String metric, RuleFile reader) {
        return scopes.recording(metric, reader).flatMap(this::bounded);
    }

    Facts facts(Expression expression, RuleFile file) {
        return Facts.of(expression.valid().orElseThrow(), metric -> seen(metric, file));
    }

    /// What a file sees of a metric if those who record it here are the only ones who make it: their records, else what the inventory tells.
    Optional<Production> seen(String metric, RuleFile reader) {
        Optional<Production> recorded = knows(metric) ? production(metric, reader) : Optional.empty();
        return recorded.or(() -> InventorySeries.of(metric, inventories.apply(reader.text().file().path()), scraped(reader)));
    }

    /// The scrape jobs of the servers that load the file.
    synchronized List<ScrapedSeries> scraped(RuleFile reader) {
        return scopes.loading(reader).stream().map(config -> scraped.computeIfAbsent(config, ScrapedSeries::of)).toList();
    }

    private synchronized Optional<Production> production(String metric, RuleFile reader) {
        Map<String, Optional<Production>> known = seen.computeIfAbsent(scopes.scope(reader), scope -> new HashMap<>());
        Optional<Production> production = known.get(metric);
        if (production == null) {
            Optional<Records> records = scopes.recording(metric, reader);
            production = records.flatMap(this::written).map(shapes -> new Production(shapes.stream().map(shape -> queried(shape, reader)).toList(), !RuleSeries.OF_ALERTS.contains(metric) || scopes.isAlone(reader)));
            // What is known so far is not to be kept.
            if (records.isEmpty() || records.get().written != null) {
                known.put(metric, production);
            }
        }
        return production;
    }

    private Optional<List<Shape>> written(Records records) {
        if (records.written == null && records.soFar.isEmpty()) {
            Components.below(records, unsettled -> unsettled.written == null ? reads(unsettled) : List.<Records>of()).forEach(this::settle);
        }
        return records.written != null ? records.written : records.soFar;
    }

    private Optional<Bound> bounded(Records records) {
        if (records.bound == null) {
            Components.below(records, unbounded -> unbounded.bound == null ? reads(unbounded) : List.<Records>of()).forEach(this::bind);
        }
        return records.bound;
    }

    /// What kind of metric the rules make that record `metric` where `reader` reads; empty if none do, if they disagree, or if that cannot be told. `unrecorded` tells the kinds of other metrics.
    synchronized Optional<MetricKind.Known> kind(String metric, RuleFile reader, BiFunction<String, RuleFile, Optional<MetricKind.Known>> unrecorded) {
        Optional<Records> records = scopes.recording(metric, reader);
        if (records.isPresent() && records.get().kind == null) {
            Components.below(records.get(), untold -> untold.kind == null ? reads(untold) : List.<Records>of()).forEach(component -> tell(component, unrecorded));
        }
        return records.flatMap(told -> told.kind);
    }

    private void tell(List<Records> component, BiFunction<String, RuleFile, Optional<MetricKind.Known>> unrecorded) {
        // What is recorded from itself may be an accumulator, or anything.
        boolean cyclic = component.size() > 1 || isCyclic(component);
        for (Records member : component) {
            if (member.kind == null) {
                member.kind = cyclic ? Optional.empty() : told(member, unrecorded);
            }
        }
    }

    private Optional<MetricKind.Known> told(Records records, BiFunction<String, RuleFile, Optional<MetricKind.Known>> unrecorded) {
        MetricKind.Known all = null;
        for (Recorded recorded : records.rules) {
            Optional<Expression> expression = recorded.rule.isAlert() ? Optional.empty() : recorded.valid();
            Optional<MetricKind.Known> one = expression.flatMap(known -> RecordedKinds.of(known.valid().orElseThrow(),
                    metric -> told(metric, recorded.file).or(() -> unrecorded.apply(metric, recorded.file)))
                    .map(kind -> new MetricKind.Known(kind.kind(), kind.source(), kind.because(), kind.evidence().map(why -> why.from(known.text())), kind.summed())));
            if (one.isEmpty() || all != null && all.kind() != one.get().kind()) {
                return Optional.empty();
            }
            all = all == null || one.get().summed() && !all.summed() ? one.get() : all;
        }
        return Optional.ofNullable(all);
    }

    private Optional<MetricKind.Known> told(String metric, RuleFile reader) {
        return scopes.recording(metric, reader).flatMap(records -> records.kind);
    }

    /// The configurations of the servers of the estate that load the file.
    List<PrometheusConfig> loading(RuleFile file) {
        return scopes.loading(file);
    }

    private void bind(List<Records> component) {
        if (component.getFirst().bound != null) {
            return;
        }
        boolean told = !isCyclic(component) && component.getFirst().rules.stream().allMatch(rule -> rule.valid().isPresent());
        Optional<Bound> bound = told ? Optional.of(Bound.sum(component.getFirst().rules.stream().map(this::ever).toList())) : Optional.empty();
        component.forEach(member -> member.bound = bound);
    }

    private Bound ever(Recorded recorded) {
        Expression expression = recorded.valid().orElseThrow();
        return Cardinality.of(expression.valid().orElseThrow(), facts(expression, recorded.file), metric -> bound(metric, recorded.file)).ever();
    }

    /// The records that the expressions of these rules read.
    private List<Records> reads(Records records) {
        if (records.reads == null) {
            records.reads = find(records);
        }
        return records.reads;
    }

    private List<Records> find(Records records) {
        Set<Records> read = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Records> inOrder = new ArrayList<>();
        for (Recorded recorded : records.rules) {
            recorded.valid().flatMap(Expression::valid).ifPresent(root -> root.forEach(node -> {
                if (node instanceof VectorSelector selector) {
                    for (String name : SelectorSeries.names(selector)) {
                        scopes.recording(name, recorded.file).filter(read::add).ifPresent(inOrder::add);
                    }
                }
            }));
        }
        return inOrder;
    }

    private boolean isCyclic(List<Records> component) {
        return component.size() > 1 || reads(component.getFirst()).contains(component.getFirst());
    }

    /// Finds out what rules write that read each other, given all else they read. In a cycle each round is computed from the one before. Rules that do not settle may write
    /// anything, and so may those that come to nothing: they have their first series from elsewhere, such as a server below.
    private void settle(List<Records> component) {
        if (component.getFirst().written != null) {
            return;
        }
        if (!isCyclic(component)) {
            component.getFirst().written = Optional.of(written(component.getFirst(), 0));
            return;
        }
        component.forEach(member -> member.soFar = Optional.of(List.of()));
        boolean settled = false;
        for (int round = 0; round < MAX_ROUNDS && !settled; round++) {
            int now = round;
            List<List<Shape>> next = component.stream().map(member -> written(member, now)).toList();
            settled = true;
            for (int i = 0; i < next.size(); i++) {
                settled &= isSame(next.get(i), component.get(i).soFar.orElseThrow());
                component.get(i).soFar = Optional.of(next.get(i));
            }
        }
        for (Records member : component) {
            member.written = settled ? member.soFar.filter(shapes -> !shapes.isEmpty()) : Optional.empty();
            member.soFar = Optional.empty();
        }
    }

    private List<Shape> written(Records records, int round) {
        List<Shape> shapes = new ArrayList<>();
        records.rules.forEach(recorded -> shapes.addAll(written(recorded, round >= GROWS)));
        return SeriesSet.of(ValueType.VECTOR, shapes, false, List.of()).shapes();
    }

    /// The places of what is told lie in the file of the rule.
    private List<Shape> written(Recorded recorded, boolean anyValue) {
        if (recorded.valid().isEmpty()) {
            return labelled(recorded, SeriesSet.of(ValueType.VECTOR, List.of(unread(recorded)), false, List.of()));
        }
        Expression expression = recorded.valid().get();
        return labelled(recorded, facts(expression, recorded.file).root()).stream().map(shape -> shape.from(expression.text()))
                .map(shape -> anyValue ? shape.with(Samples.ANY) : shape).toList();
    }

    private static List<Shape> labelled(Recorded recorded, SeriesSet result) {
        return recorded.rule.isAlert() ? RuleSeries.ofAlert(recorded.metric, recorded.rule, recorded.group, result) : RuleSeries.of(recorded.rule, recorded.group, result);
    }

    /// A rule whose expression is none, or is another language's, may record anything.
    private static Shape unread(Recorded recorded) {
        EmbeddedText text = recorded.expression.map(Expression::text).orElse(recorded.file.text());
        return new Shape(Map.of(), false, new Why("the rule's expression cannot be read", Optional.of(text), Span.at(0)), Samples.ANY);
    }

    /// Thanos, Mimir and a federating server see the external labels of the server that recorded a series. Only where a Prometheus of the estate loads the reader is it known that it
    /// reads its own storage, which has none.
    private Shape queried(Shape shape, RuleFile reader) {
        if (scopes.isLoaded(reader)) {
            return shape;
        }
        Shape queried = shape;
        for (String label : externalLabels()) {
            LabelFact fact = shape.label(label);
            if (fact.isNever()) {
                queried = queried.with(label, LabelFact.maybe(Values.ANY, fact.why()));
            }
        }
        return queried;
    }

    private static boolean isSame(List<Shape> a, List<Shape> b) {
        return a.size() == b.size() && a.stream().allMatch(shape -> b.stream().anyMatch(other -> shape.hasSameLabels(other) && shape.samples().saysTheSame(other.samples())));
    }
}
