package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.TreeSet;
import promc.analysis.Overlaps.Found;
import promc.analysis.RuleNode.Reading;
import promc.analysis.RuleScopes.Records;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.PrometheusConfig;
import promc.model.RuleFile;
import promc.model.ScrapeJob;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.MatrixSelector;
import promc.promql.Expr.Modifiers;
import promc.promql.Expr.Subquery;
import promc.promql.Expr.VectorSelector;

/// Finds the edges of a [RuleGraph], in time that grows with the number of selectors and of what they read.
final class RuleGraphBuilder {
    /// Names times patterns that are tried, some seconds of work; patterns behind that count as reading everything.
    private static final long MAX_TRIALS = 2_000_000;

    private final Estate estate;
    private final RuleScopes scopes;
    private final Overlaps overlaps;
    private final Map<String, Optional<List<String>>> matching = new HashMap<>();
    private final Set<RuleNode> readAtAll = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> readWidely = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<RuleGraph.Collected> collected = new ArrayList<>();
    private List<String> names;
    private long trials;

    private RuleGraphBuilder(Estate estate, RuleScopes scopes, RecordedSeries series) {
        this.estate = estate;
        this.scopes = scopes;
        this.overlaps = new Overlaps(series);
    }

    static RuleGraph build(Estate estate, RuleScopes scopes, RecordedSeries series) {
        RuleGraphBuilder builder = new RuleGraphBuilder(estate, scopes, series);
        for (RuleNode node : scopes.nodes()) {
            node.rule().validExpr().flatMap(Expression::valid).ifPresent(root -> selectors(root, false, (selector, past) -> builder.read(selector, past, node)));
        }
        estate.configs().forEach(builder::federation);
        return new RuleGraph(estate, scopes, builder.collected, builder.readAtAll);
    }

    /// Shows each selector of an expression, and whether it reads samples of another time than that of the evaluation alone.
    static void selectors(Expr expr, boolean past, BiConsumer<VectorSelector, Boolean> reader) {
        if (expr instanceof VectorSelector selector) {
            reader.accept(selector, past || isPast(selector.modifiers()));
        } else {
            boolean earlier = past || expr instanceof MatrixSelector || expr instanceof Subquery;
            for (Expr child : expr.children()) {
                selectors(child, earlier, reader);
            }
        }
    }

    private static boolean isPast(Modifiers modifiers) {
        return modifiers.offset().isPresent() || modifiers.at().isPresent();
    }

    private void read(VectorSelector selector, boolean past, RuleNode reader) {
        Optional<String> metric = selector.metric();
        Optional<List<String>> means = metric.isPresent() ? Optional.of(List.of(metric.get())) : names(selector);
        if (means.isEmpty()) {
            widely(selector, reader);
            return;
        }
        boolean alerts = metric.filter(RuleSeries.OF_ALERTS::contains).isPresent();
        boolean named = metric.isPresent() && (!alerts || selector.matchers().stream().anyMatch(matcher -> matcher.label().text().equals("alertname") && matcher.op() == MatchOp.EQUAL));
        List<Found> found = new ArrayList<>();
        boolean any = false;
        for (String name : means.get()) {
            Optional<Records> records = alerts ? scopes.alerts(name, reader.file()) : scopes.recording(name, reader.file());
            any |= records.isPresent();
            if (records.isPresent()) {
                Optional<List<Found>> here = overlaps.of(selector, records.get(), reader.file(), RuleGraph.MAX_PRODUCERS - found.size());
                if (here.isEmpty()) {
                    reader.readsWidely(selector);
                    records.get().rules.forEach(recorded -> readAtAll.add(recorded.node));
                    return;
                }
                found.addAll(here.get());
            }
        }
        if (!any && metric.isPresent()) {
            reader.readsElsewhere(selector);
        }
        for (Found one : found) {
            reader.reads(new Reading(one.recorded().node, reader, selector, one.sure(), past, named));
        }
    }

    /// The selector may read all that its scope has.
    private void widely(VectorSelector selector, RuleNode reader) {
        reader.readsWidely(selector);
        if (readAtAll.size() < scopes.nodes().size() && readWidely.add(scopes.scope(reader.file()))) {
            for (String name : scopes.names()) {
                scopes.recording(name, reader.file()).ifPresent(records -> records.rules.forEach(recorded -> readAtAll.add(recorded.node)));
            }
        }
    }

    /// The names of what rules make that a selector without a name of its own accepts; empty if they are too many.
    private Optional<List<String>> names(VectorSelector selector) {
        List<Matcher> matchers = selector.matchers().stream().filter(matcher -> matcher.label().text().equals(Shape.NAME)).toList();
        if (matchers.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder();
        matchers.forEach(matcher -> key.append(matcher.op().symbol()).append(matcher.value().value()).append('\n'));
        return matching.computeIfAbsent(key.toString(), asked -> match(matchers));
    }

    private Optional<List<String>> match(List<Matcher> matchers) {
        if (names == null) {
            names = List.copyOf(new TreeSet<>(scopes.names()));
        }
        trials += names.size();
        List<String> accepted = new ArrayList<>();
        for (String name : trials > MAX_TRIALS ? List.<String>of() : names) {
            if (matchers.stream().noneMatch(matcher -> MatchLanguages.refuses(matcher, name))) {
                accepted.add(name);
            }
        }
        return trials > MAX_TRIALS || accepted.size() > RuleGraph.MAX_PRODUCERS ? Optional.empty() : Optional.of(accepted);
    }

    /// A federation job collects from other servers: from all rules that its own server does not load.
    private void federation(PrometheusConfig config) {
        Set<RuleFile> own = Collections.newSetFromMap(new IdentityHashMap<>());
        estate.servers().stream().filter(server -> server.configs().stream().anyMatch(part -> part == config)).forEach(server -> server.rules().forEach(link -> own.addAll(link.files())));
        for (ScrapeJob job : config.jobs()) {
            if (job.isFederation()) {
                job.matches().forEach(match -> match.valid().filter(VectorSelector.class::isInstance).ifPresent(selector -> collect((VectorSelector) selector, match, job, own)));
            }
        }
    }

    private void collect(VectorSelector selector, Expression match, ScrapeJob job, Set<RuleFile> own) {
        List<String> all = selector.metric().map(List::of).or(() -> names(selector)).orElseGet(() -> List.copyOf(scopes.names()));
        int edges = 0;
        for (String name : all) {
            for (RuleScopes.Recorded recorded : scopes.makers(name)) {
                if (!own.contains(recorded.file) && Overlaps.accepts(selector, recorded)) {
                    readAtAll.add(recorded.node);
                    if (edges++ < RuleGraph.MAX_PRODUCERS) {
                        collected.add(new RuleGraph.Collected(recorded.node, job, match));
                    }
                }
            }
        }
    }
}
