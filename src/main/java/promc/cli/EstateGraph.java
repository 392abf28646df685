package promc.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import promc.analysis.EstateFacts;
import promc.analysis.RuleGraph;
import promc.analysis.RuleGraph.Shown;
import promc.analysis.RuleNode;
import promc.analysis.RuleNode.Reading;
import promc.model.Dashboard;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Inventory;
import promc.model.PrometheusConfig;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.VectorSelector;
import promc.report.GraphReport;
import promc.report.GraphReport.Edge;
import promc.report.GraphReport.Group;
import promc.report.GraphReport.Kind;
import promc.report.GraphReport.Node;
import promc.report.GraphReport.Place;
import promc.source.SourceFile;
import promc.source.Span;

/// Makes of an estate what `promc graph` draws: the rules and who reads whom, the metrics that no rule makes, the jobs as far as selectors name them by `job="..."`, or federate, and the
/// dashboards that read any of that.
final class EstateGraph {
    /// A selector that reads more rules than this is drawn as one node: edges from all of them would cover everything else.
    private static final int MANY = 16;

    private final Estate estate;
    private final RuleGraph graph;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Long, Edge> edges = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<RuleNode, Integer> rules = new IdentityHashMap<>();
    private final Map<ScrapeJob, Integer> jobs = new IdentityHashMap<>();
    private final Map<String, List<Integer>> scrapeJobs = new HashMap<>();
    private final Map<String, Integer> metrics = new HashMap<>();
    private final Map<Expression, Integer> collected = new IdentityHashMap<>();
    private final Map<Dashboard, Integer> dashboards = new IdentityHashMap<>();

    private EstateGraph(Estate estate) {
        this.estate = estate;
        this.graph = new EstateFacts(estate, path -> Inventory.NONE).graph();
    }

    /// The graph of all files; with `named`, the rules and jobs of files that it accepts and what is one step from them.
    static GraphReport of(Estate estate, Predicate<String> named) {
        GraphReport all = new EstateGraph(estate).build();
        boolean[] start = new boolean[all.nodes().size()];
        boolean every = true;
        for (int i = 0; i < start.length; i++) {
            Optional<Place> place = all.nodes().get(i).place();
            start[i] = place.filter(at -> named.test(at.file())).isPresent();
            every &= start[i] || place.isEmpty();
        }
        return every ? all : all.around(start, 1);
    }

    private GraphReport build() {
        estate.configs().forEach(this::jobs);
        TreeSet<String> read = new TreeSet<>();
        for (RuleNode rule : graph.nodes()) {
            rule.fromElsewhere().forEach(selector -> read.add(selector.metric().orElse("")));
            many(rule).forEach(selector -> read.add(text(selector, rule)));
        }
        graph.collected().stream().filter(collected -> isMany(collected.match())).forEach(collected -> read.add(text(collected.match())));
        read.forEach(metric -> {
            metrics.put(metric, nodes.size());
            nodes.add(new Node("metric/" + metric, Kind.METRIC, metric, Optional.empty(), Optional.empty(), ""));
        });
        rules();
        for (RuleNode rule : graph.nodes()) {
            List<VectorSelector> many = many(rule);
            rule.reads().stream().filter(reading -> many.stream().noneMatch(selector -> selector == reading.selector())).forEach(this::reading);
            many.forEach(selector -> join(metrics.get(text(selector, rule)), rules.get(rule), true, false, false, selector, rule));
            rule.fromElsewhere().forEach(selector -> fromElsewhere(selector, rule));
        }
        for (RuleGraph.Collected collected : graph.collected()) {
            int from = isMany(collected.match()) ? metrics.get(text(collected.match())) : rules.get(collected.producer());
            join(from, jobs.get(collected.job()), false, false, false, text(collected.match()), place(collected.match()));
        }
        federated();
        graph.shown().forEach(this::shown);
        return new GraphReport(groups, nodes, List.copyOf(edges.values())).withoutIdleJobs();
    }

    /// The selectors of a rule that are drawn as one node, for what they read is many rules: those of `ALERTS` as a whole, and of names by a pattern.
    private static List<VectorSelector> many(RuleNode rule) {
        Map<VectorSelector, Integer> counts = new IdentityHashMap<>();
        rule.reads().forEach(reading -> counts.merge(reading.selector(), 1, Integer::sum));
        List<VectorSelector> many = new ArrayList<>(rule.wide());
        VectorSelector last = null;
        for (Reading reading : rule.reads()) {
            if (reading.selector() != last && counts.get(reading.selector()) > MANY) {
                many.add(reading.selector());
            }
            last = reading.selector();
        }
        return many;
    }

    private boolean isMany(Expression match) {
        if (collected.isEmpty()) {
            graph.collected().forEach(one -> collected.merge(one.match(), 1, Integer::sum));
        }
        return collected.getOrDefault(match, 0) > MANY;
    }

    private static String text(VectorSelector selector, RuleNode rule) {
        return rule.rule().validExpr().map(expression -> selector.span().of(expression.text().text())).orElse("");
    }

    private static String text(Expression match) {
        return match.text().text().strip();
    }

    private void jobs(PrometheusConfig config) {
        for (ScrapeJob job : config.jobs()) {
            String path = config.text().file().path();
            String name = job.name().value().orElse("");
            jobs.put(job, nodes.size());
            if (!job.isFederation()) {
                scrapeJobs.computeIfAbsent(name, key -> new ArrayList<>(1)).add(nodes.size());
            }
            nodes.add(new Node("job/" + path + "/" + nodes.size() + "/" + name, job.isFederation() ? Kind.FEDERATION : Kind.JOB, name, Optional.empty(),
                    Optional.of(place(config.text().file(), job.node().span())), ""));
        }
    }

    private void rules() {
        RuleGroup last = null;
        Map<String, Integer> numbered = new HashMap<>();
        String prefix = "";
        for (RuleNode rule : graph.nodes()) {
            SourceFile file = rule.file().text().file();
            if (rule.group() != last) {
                last = rule.group();
                String name = last.name().value().orElse("");
                groups.add(new Group(name, file.path(), file.line(last.node().span().start()), last.interval().value().map(interval -> interval.toSeconds())));
                prefix = "rule/" + file.path() + "/" + name;
                int same = numbered.merge(prefix, 1, Integer::sum);
                prefix += same > 1 ? "~" + same : "";
            }
            rules.put(rule, nodes.size());
            nodes.add(new Node(prefix + "/" + rule.position(), rule.rule().isAlert() ? Kind.ALERT : Kind.RECORDING, rule.name(), Optional.of(groups.size() - 1),
                    Optional.of(place(file, rule.rule().name().span())), rule.rule().expr().value().map(expr -> expr.text().text().strip()).orElse("")));
        }
    }

    private void reading(Reading reading) {
        boolean late = reading.inGroup() && !reading.past() && reading.sure() && reading.producer().position() >= reading.reader().position();
        join(rules.get(reading.producer()), rules.get(reading.reader()), reading.sure(), reading.past(), late, reading.selector(), reading.reader());
    }

    private void fromElsewhere(VectorSelector selector, RuleNode rule) {
        int metric = metrics.get(selector.metric().orElse(""));
        join(metric, rules.get(rule), true, false, false, selector, rule);
        selector.matchers().stream().filter(matcher -> matcher.label().text().equals("job") && matcher.op() == MatchOp.EQUAL)
                .forEach(matcher -> scrapeJobs.getOrDefault(matcher.value().value(), List.of()).stream().filter(job -> scrapes(job, rule))
                        .forEach(job -> join(job, metric, true, false, false, selector, rule)));
    }

    /// True if the server of the job loads the rule, or nobody in sight does.
    private boolean scrapes(int job, RuleNode rule) {
        String config = nodes.get(job).place().map(Place::file).orElse("");
        return !graph.isLoaded(rule.file()) || estate.servers().stream().filter(server -> server.configs().stream().anyMatch(part -> part.text().file().path().equals(config))).flatMap(server -> server.rules().stream())
                .map(Server.RuleLink::files).anyMatch(files -> files.contains(rule.file()));
    }

    /// Metrics that a federation job brings: those that no rule of the own server makes and its selectors ask for.
    private void federated() {
        estate.configs().flatMap(config -> config.jobs().stream()).filter(ScrapeJob::isFederation).forEach(job -> {
            for (Expression match : job.matches()) {
                match.valid().filter(VectorSelector.class::isInstance).flatMap(selector -> ((VectorSelector) selector).metric()).filter(metrics::containsKey).ifPresent(metric ->
                        join(jobs.get(job), metrics.get(metric), false, false, false, text(match), place(match)));
            }
        });
    }

    /// A dashboard is drawn if it reads a rule, or a metric that a rule reads too: those that read nothing else say nothing of the rules.
    private void shown(Shown reading) {
        Integer from = reading.producer().map(rules::get).orElseGet(() -> metrics.get(reading.selector().metric().orElse("")));
        if (from == null) {
            return;
        }
        Dashboard dashboard = reading.dashboard();
        SourceFile file = dashboard.text().file();
        int to = dashboards.computeIfAbsent(dashboard, first -> {
            String title = dashboard.title().value().filter(name -> !name.isBlank()).orElse(file.path().substring(file.path().lastIndexOf('/') + 1));
            nodes.add(new Node("dashboard/" + file.path() + "/" + dashboards.size(), Kind.DASHBOARD, title, Optional.empty(), Optional.of(place(file, dashboard.title().span())), ""));
            return nodes.size() - 1;
        });
        join(from, to, reading.sure(), reading.past(), false, reading.query().written(reading.selector().span()).replace("\\\"", "\""),
                place(file, reading.query().expression().text().toFile(reading.selector().span())));
    }

    private void join(int from, int to, boolean sure, boolean past, boolean late, VectorSelector selector, RuleNode reader) {
        reader.rule().validExpr().ifPresent(expression -> join(from, to, sure, past, late, selector.span().of(expression.text().text()),
                place(expression.text().file(), expression.text().toFile(selector.span()))));
    }

    /// Of several selectors that read the same, the first is shown; it is in the past only if all are.
    private void join(int from, int to, boolean sure, boolean past, boolean late, String selector, Place place) {
        edges.merge((long) from << 32 | to, new Edge(from, to, sure, past, late, selector, place), (a, b) ->
                new Edge(from, to, a.sure() || b.sure(), a.past() && b.past(), a.late() || b.late(), a.selector(), a.place()));
    }

    private static Place place(Expression match) {
        return place(match.text().file(), match.text().toFile(match.text().span()));
    }

    private static Place place(SourceFile file, Span span) {
        return new Place(file.path(), file.line(span.start()));
    }
}
