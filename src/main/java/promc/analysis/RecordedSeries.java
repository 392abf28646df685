package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.promql.Expr;
import promc.promql.ValueType;
import promc.source.EmbeddedText;
import promc.source.Span;

/// What the recording rules of an estate write, each in terms of what the others write; rules that read each other are taken to a fixpoint.
///
/// Who reads whose records: inside the rule files that one server loads. A file that no server in sight loads reads what is recorded nearest to it: in its own folder, in the
/// one above, or in the one above that. Safe for use by several threads.
final class RecordedSeries {
    /// A cycle that has not settled after as many rounds is given up: its series may be any.
    private static final int MAX_ROUNDS = 8;
    /// Past as many evaluations, rules that other rules read are given up; more than real estates need, and an end to artful cycles.
    private static final int MAX_EVALUATIONS = 200_000;
    /// How many folders above its own a file looks into.
    private static final int MAX_ABOVE = 2;

    /// What servers are told apart by, in the documentation of Prometheus, its operator, Thanos and Mimir, and in public configurations.
    private static final List<String> USUAL_EXTERNAL_LABELS = List.of("monitor", "prometheus", "prometheus_replica", "prometheus_shard", "replica", "__replica__", "rule_replica", "ruler", "receive",
            "tenant", "tenant_id", "cluster", "cluster_id", "cluster_name", "k8s_cluster", "region", "env", "environment", "stage", "datacenter", "dc", "site", "shard", "account", "provider", "location",
            "origin_prometheus");

    private final Function<String, Inventory> inventories;
    private final Map<String, List<Recorded>> byName = new HashMap<>();
    private final Set<String> externalLabels = new TreeSet<>(USUAL_EXTERNAL_LABELS);
    private final Map<Expression, RuleFile> files = new IdentityHashMap<>();
    private final Map<RuleFile, Set<RuleFile>> loadedTogether = new IdentityHashMap<>();
    private final Map<Object, Map<String, List<Recorded>>> inScope = new HashMap<>();
    private final Map<Object, Map<String, Optional<Production>>> seen = new HashMap<>();
    private final Map<List<Recorded>, Optional<List<Shape>>> settled = new HashMap<>();
    private final Map<List<Recorded>, Optional<Bound>> bounds = new HashMap<>();
    private final Map<List<Recorded>, Open> open = new HashMap<>();
    private int evaluations;

    /// A recording rule with what is needed to evaluate it. Told apart by identity.
    private static final class Recorded {
        final Rule rule;
        final RuleGroup group;
        final RuleFile file;
        final Optional<Expression> expression;

        Recorded(Rule rule, RuleGroup group, RuleFile file, Optional<Expression> expression) {
            this.rule = rule;
            this.group = group;
            this.file = file;
            this.expression = expression;
        }
    }

    /// A set of rules that is being evaluated, `depth` evaluations deep: what it is known to write so far, and the outermost evaluation that it needed.
    private static final class Open {
        final int depth;
        List<Shape> soFar = List.of();
        int needs;
        boolean isRead;

        Open(int depth) {
            this.depth = depth;
            this.needs = depth;
        }
    }

    RecordedSeries(Estate estate, Function<String, Inventory> inventories) {
        this.inventories = inventories;
        estate.files().stream().filter(file -> !file.template()).flatMap(file -> file.views(RuleFile.class)).forEach(this::index);
        if (byName.isEmpty()) {
            return;
        }
        estate.configs().forEach(config -> config.externalLabels().forEach(label -> externalLabels.add(label.name())));
        for (Server server : estate.servers()) {
            Set<RuleFile> files = new LinkedHashSet<>();
            server.rules().forEach(link -> files.addAll(link.files()));
            files.forEach(file -> loadedTogether.computeIfAbsent(file, key -> Collections.newSetFromMap(new IdentityHashMap<>())).addAll(files));
        }
    }

    private void index(RuleFile file) {
        for (RuleGroup group : file.groups()) {
            for (Rule rule : group.rules()) {
                rule.expr().value().ifPresent(expression -> files.put(expression, file));
                if (rule.isRecording() && rule.name().value().isPresent()) {
                    byName.computeIfAbsent(rule.name().value().get(), name -> new ArrayList<>()).add(new Recorded(rule, group, file, rule.expr().value()));
                }
            }
        }
    }

    /// True if some rule of the estate records a metric of this name.
    boolean knows(String metric) {
        return byName.containsKey(metric);
    }

    /// The rule file that an expression is in; empty for one that is not a rule's.
    Optional<RuleFile> fileOf(Expression expression) {
        return Optional.ofNullable(files.get(expression));
    }

    /// The series named `metric` that are recorded where `reader` reads; empty if none are, or nothing is known about them.
    synchronized Optional<List<Shape>> of(String metric, RuleFile reader) {
        List<Recorded> rules = recordedFor(metric, reader);
        return rules.isEmpty() ? Optional.empty() : evaluate(rules);
    }

    /// How many series named `metric` are recorded where `reader` reads, at most; empty if none are, if they are recorded from themselves, or by a rule that cannot be read.
    synchronized Optional<Bound> bound(String metric, RuleFile reader) {
        List<Recorded> rules = recordedFor(metric, reader);
        if (rules.isEmpty() || rules.stream().anyMatch(recorded -> recorded.expression.flatMap(Expression::valid).isEmpty())) {
            return Optional.empty();
        }
        Optional<Bound> known = bounds.get(rules);
        if (known == null) {
            // While it is computed, whoever needs it is in a cycle.
            bounds.put(rules, Optional.empty());
            List<Bound> written = rules.stream().map(recorded -> cardinality(recorded.expression.orElseThrow(), recorded.file).ever()).toList();
            known = Optional.of(Bound.sum(written));
            bounds.put(rules, known);
        }
        return known;
    }

    /// Bounds of an expression if what is recorded here comes from nowhere else.
    Cardinality cardinality(Expression expression, RuleFile file) {
        Expr root = expression.valid().orElseThrow();
        return Cardinality.of(root, facts(expression, file), metric -> bound(metric, file));
    }

    Facts facts(Expression expression, RuleFile file) {
        return Facts.of(expression.valid().orElseThrow(), metric -> seen(metric, file));
    }

    /// Files of one scope see the same records.
    private Object scope(RuleFile reader) {
        return loadedTogether.containsKey(reader) ? reader.text().file() : folder(reader);
    }

    private List<Recorded> recordedFor(String metric, RuleFile reader) {
        return byName.containsKey(metric) ? inScope.computeIfAbsent(scope(reader), scope -> new HashMap<>()).computeIfAbsent(metric, name -> find(name, reader)) : List.of();
    }

    private List<Recorded> find(String metric, RuleFile reader) {
        List<Recorded> all = byName.get(metric);
        Set<RuleFile> together = loadedTogether.get(reader);
        if (together != null) {
            return all.stream().filter(recorded -> together.contains(recorded.file)).toList();
        }
        String folder = folder(reader);
        for (int above = 0; above <= MAX_ABOVE; above++) {
            String inside = folder;
            List<Recorded> near = all.stream().filter(recorded -> folder(recorded.file).startsWith(inside)).toList();
            if (!near.isEmpty() || folder.isEmpty()) {
                return near;
            }
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        }
        return List.of();
    }

    /// With the slash at its end; empty for the working folder.
    private static String folder(RuleFile file) {
        String path = file.text().file().path();
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private Optional<List<Shape>> evaluate(List<Recorded> rules) {
        Optional<List<Shape>> known = settled.get(rules);
        if (known != null) {
            return known;
        }
        Open again = open.get(rules);
        if (again != null) {
            again.isRead = true;
            for (Open between : open.values()) {
                if (between.depth > again.depth) {
                    between.needs = Math.min(between.needs, again.depth);
                }
            }
            return Optional.of(again.soFar);
        }
        Open own = new Open(open.size());
        open.put(rules, own);
        Optional<List<Shape>> found = settle(rules, own);
        open.remove(rules);
        if (own.needs == own.depth || found.isEmpty()) {
            settled.put(rules, found);
        }
        return found;
    }

    /// What the rules write, given what those they read write; empty if they read themselves and that does not settle, or comes to nothing.
    private Optional<List<Shape>> settle(List<Recorded> rules, Open own) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            own.isRead = false;
            List<Shape> shapes = new ArrayList<>();
            for (Recorded recorded : rules) {
                evaluations++;
                if (evaluations > MAX_EVALUATIONS && own.depth > 0) {
                    return Optional.empty();
                }
                shapes.addAll(written(recorded, round > 1));
            }
            List<Shape> merged = SeriesSet.of(ValueType.VECTOR, shapes, false, List.of()).shapes();
            if (!own.isRead || isSame(merged, own.soFar)) {
                // Rules that feed on nothing but each other have their first series from elsewhere, such as a server below.
                return own.isRead && merged.isEmpty() ? Optional.empty() : Optional.of(merged);
            }
            own.soFar = merged;
        }
        return Optional.empty();
    }

    /// The places of what is told lie in the file of the rule. `anyValue`: a sum that grows round by round is told as any.
    private List<Shape> written(Recorded recorded, boolean anyValue) {
        if (recorded.expression.flatMap(Expression::valid).isEmpty()) {
            return RuleSeries.of(recorded.rule, recorded.group, SeriesSet.of(ValueType.VECTOR, List.of(unread(recorded)), false, List.of()));
        }
        Expression expression = recorded.expression.get();
        SeriesSet result = facts(expression, recorded.file).root();
        return RuleSeries.of(recorded.rule, recorded.group, result).stream().map(shape -> shape.from(expression.text()))
                .map(shape -> anyValue ? shape.with(Samples.ANY) : shape).toList();
    }

    /// A rule whose expression is none, or is another language's, may record anything.
    private static Shape unread(Recorded recorded) {
        EmbeddedText text = recorded.expression.map(Expression::text).orElse(recorded.file.text());
        return new Shape(Map.of(), false, new Why("the rule's expression cannot be read", Optional.of(text), Span.at(0)), Samples.ANY);
    }

    /// What a file sees of a metric if those who record it here are the only ones who make it: their records, else what the inventory tells.
    Optional<Production> seen(String metric, RuleFile reader) {
        Optional<Production> recorded = knows(metric) ? records(metric, reader) : Optional.empty();
        return recorded.or(() -> InventorySeries.of(metric, inventories.apply(reader.text().file().path())));
    }

    private synchronized Optional<Production> records(String metric, RuleFile reader) {
        Map<String, Optional<Production>> known = seen.computeIfAbsent(scope(reader), scope -> new HashMap<>());
        Optional<Production> production = known.get(metric);
        if (production == null) {
            production = of(metric, reader).map(shapes -> new Production(shapes.stream().map(shape -> queried(shape, reader)).toList(), true));
            // Inside an evaluation it may be what is known so far.
            if (open.isEmpty()) {
                known.put(metric, production);
            }
        }
        return production;
    }

    /// Thanos, Mimir and a federating server see the external labels of the server that recorded a series. Only where a Prometheus of the estate loads the reader is it known that it
    /// reads its own storage, which has none.
    private Shape queried(Shape shape, RuleFile reader) {
        if (loadedTogether.containsKey(reader)) {
            return shape;
        }
        Shape queried = shape;
        for (String label : externalLabels) {
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
