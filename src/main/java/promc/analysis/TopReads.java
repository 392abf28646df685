package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import promc.analysis.TopRead.Kind;
import promc.analysis.TopRead.Reader;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Glob;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.Server;
import promc.model.ServerProcess;
import promc.promql.Expr;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.VectorSelector;

/// What is read on a server: by the rules that it loads and the templates of their alerts, and by servers that collect from it in turn; and, if they ask this one, by the dashboards of the estate. What its
/// own rules make is not among it.
public final class TopReads {
    /// More rules than that are hardly loaded by one server.
    private static final int MAX_GUESSED_RULES = 2_000;

    private final Server top;
    private final List<RuleFile> loaded = new ArrayList<>();
    private final Map<MatchSelector, Set<Reader>> reads = new LinkedHashMap<>();
    private final List<TopRead> elsewhere = new ArrayList<>();
    private final Map<String, List<RuleNode>> made = new HashMap<>();
    private final List<Reader> untold = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();

    private TopReads(Server top) {
        this.top = top;
    }

    static TopReads of(Server top, Estate estate, RuleGraph graph, Federation federation, DashboardSelectors dashboards) {
        TopReads found = new TopReads(top);
        Set<RuleFile> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Server.RuleLink link : top.rules()) {
            link.files().stream().filter(seen::add).forEach(found.loaded::add);
            if (link.files().isEmpty()) {
                found.missing.add(link.pattern().value());
            }
        }
        found.loaded.addAll(unloaded(found.missing, estate, graph));
        found.read(graph);
        if (top.config().root().entries().isEmpty()) {
            TopReads guessed = new TopReads(top);
            guessed.loaded.addAll(guessed(estate, graph));
            guessed.read(graph);
            found.elsewhere.addAll(guessed.reads());
            found.loaded.addAll(guessed.loaded);
        }
        Predicate<Reader> asks = mayAsk(top, estate);
        for (TopRead read : dashboards.reads()) {
            List<Reader> readers = read.readers().stream().filter(asks).toList();
            if (!readers.isEmpty() && !found.isMade(read.selector())) {
                found.elsewhere.add(new TopRead(read.selector(), readers));
            }
        }
        dashboards.untold().stream().filter(asks).forEach(found.untold::add);
        federation.from(top).forEach(found::federation);
        return found;
    }

    /// False for dashboards beside, or below, a compose file that runs a Prometheus of its own, where another compose file runs this server, and does not lie above them.
    private static Predicate<Reader> mayAsk(Server top, Estate estate) {
        Optional<String> own = top.runs().map(Server.Run::process).flatMap(ServerProcess::compose).map(compose -> folder(compose.file().text().file().path()));
        if (own.isEmpty()) {
            return reader -> true;
        }
        Set<String> others = new HashSet<>();
        estate.processes().stream().filter(process -> process.runs("prometheus")).forEach(process -> process.compose().ifPresent(compose -> others.add(folder(compose.file().text().file().path()))));
        return reader -> {
            String path = reader.file().path();
            if (!path.startsWith(own.get())) {
                for (String folder = folder(path); !folder.isEmpty(); folder = folder(folder.substring(0, folder.length() - 1))) {
                    if (others.contains(folder)) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    /// With the slash behind it; empty for the one in which the estate lies.
    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /// Rule files that no server in sight loads and whose names fit what the server loads from a place out of sight: they are most likely those.
    private static List<RuleFile> unloaded(Set<String> patterns, Estate estate, RuleGraph graph) {
        if (patterns.isEmpty()) {
            return List.of();
        }
        List<RuleFile> found = new ArrayList<>();
        estate.ruleFiles().filter(file -> !graph.isLoadedByConfiguration(file)).forEach(file -> {
            String path = file.text().file().path();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (patterns.stream().anyMatch(pattern -> fits(pattern.substring(pattern.lastIndexOf('/') + 1), name))) {
                found.add(file);
            }
        });
        return found;
    }

    /// A list of jobs becomes a part of a configuration that is not in sight, and the rules of that one are most likely among those that no server in sight loads. None if those are too many to be of one server.
    private static List<RuleFile> guessed(Estate estate, RuleGraph graph) {
        List<RuleFile> free = estate.ruleFiles().filter(file -> !graph.isLoadedByConfiguration(file)).toList();
        return free.stream().flatMap(file -> file.groups().stream()).mapToInt(group -> group.rules().size()).sum() > MAX_GUESSED_RULES ? List.of() : free;
    }

    private void read(RuleGraph graph) {
        for (RuleFile file : loaded) {
            for (RuleGroup group : file.groups()) {
                group.rules().forEach(rule -> graph.of(rule).ifPresent(this::makes));
            }
        }
        loaded.forEach(file -> file.groups().forEach(group -> group.rules().forEach(this::rule)));
    }

    private static boolean fits(String pattern, String name) {
        try {
            return pattern.equals(name) || Glob.of(pattern).matches(java.nio.file.Path.of(name));
        } catch (java.nio.file.InvalidPathException | java.util.regex.PatternSyntaxException none) {
            return false;
        }
    }

    private void makes(RuleNode node) {
        if (node.rule().isRecording()) {
            made.computeIfAbsent(node.name(), name -> new ArrayList<>(1)).add(node);
        } else if (node.rule().isAlert()) {
            RuleSeries.OF_ALERTS.forEach(metric -> made.computeIfAbsent(metric, name -> new ArrayList<>()).add(node));
        }
    }

    private void rule(Rule rule) {
        rule.validExpr().flatMap(Expression::valid).ifPresent(root -> selectors(root, reader(rule, rule.isAlert() ? Kind.ALERT : Kind.RECORDING)));
        for (AlertTemplate template : AlertTemplate.of(rule)) {
            template.facts().queries().forEach(query -> Expression.query(query.in(template.text())).valid().ifPresent(root -> selectors(root, reader(rule, Kind.TEMPLATE))));
        }
    }

    private static Reader reader(Rule rule, Kind kind) {
        Expression expression = rule.expr().value().orElseThrow();
        return new Reader(kind, rule.name().value().orElse(""), expression.text().file(), rule.name().span());
    }

    private void selectors(Expr root, Reader reader) {
        RuleGraphBuilder.selectors(root, false, (selector, past) -> add(MatchSelector.of(selector), reader));
    }

    private void add(MatchSelector selector, Reader reader) {
        if (!isMade(selector)) {
            reads.computeIfAbsent(selector, key -> new LinkedHashSet<>()).add(reader);
        }
    }

    /// True if rules that the server loads make what the selector reads; by its labels they must not be excluded.
    private boolean isMade(MatchSelector selector) {
        Optional<String> metric = selector.metric();
        if (metric.isEmpty() || !made.containsKey(metric.get())) {
            return false;
        }
        boolean alerts = RuleSeries.OF_ALERTS.contains(metric.get());
        boolean named = selector.matchers("alertname").stream().anyMatch(matcher -> matcher.op() == MatchOp.EQUAL);
        return (!alerts || named) && made.get(metric.get()).stream().anyMatch(node -> mayMake(node, metric.get(), selector));
    }

    private static boolean mayMake(RuleNode node, String metric, MatchSelector selector) {
        Map<String, LabelFact> set = node.rule().isAlert() ? RuleSeries.alertLabels(metric, node.rule(), node.group()) : RuleSeries.labels(node.rule(), node.group());
        return set.entrySet().stream().allMatch(own -> selector.matchers(own.getKey()).stream().noneMatch(matcher -> own.getValue().excludes(SelectorSeries.fact(matcher))));
    }

    /// A server that collects from this one reads what it selects.
    private void federation(FederatingJob above) {
        for (Expression match : above.job().matches()) {
            match.valid().filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast).filter(selector -> selector.name().isPresent() || !selector.matchers().isEmpty())
                    .ifPresent(selector -> reads.computeIfAbsent(MatchSelector.of(selector), key -> new LinkedHashSet<>())
                            .add(new Reader(Kind.FEDERATION, above.job().name().value().orElse(""), match.text().file(), match.text().toFile(selector.span()))));
        }
    }

    /// What is read by dashboards, and by rules of which it is not known who loads them, and rules of the server itself do not make: if it is this server that they ask.
    public List<TopRead> elsewhere() {
        return Collections.unmodifiableList(elsewhere);
    }

    /// What rules, and servers that collect from this one, read and rules of the server itself do not make, in the order of the files.
    public List<TopRead> reads() {
        return reads.entrySet().stream().map(read -> new TopRead(read.getKey(), List.copyOf(read.getValue()))).toList();
    }

    /// Readers of which variables hide what they read.
    public List<Reader> untold() {
        return Collections.unmodifiableList(untold);
    }

    /// The `rule_files` that lead to no file in sight.
    public Set<String> missing() {
        return Collections.unmodifiableSet(missing);
    }

    public Server top() {
        return top;
    }
}
