package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import promc.analysis.FederatingJob.Leaf;
import promc.analysis.FederatingJob.Target;
import promc.model.Expression;
import promc.model.Pair;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.StaticTargets;
import promc.promql.Expr.MatchOp;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.yaml.YamlNode.YamlScalar;

/// One series that a leaf sends to a federating job, as witness of how the series of several leaves look side by side: `stored` has its labels at the leaf, `arriving` those under which the job stores
/// it; a value that no file tells is [#ANY]. `sure`: the leaf has it as soon as it runs, since Prometheus itself makes it of a target that its configuration names. Others are there if the target
/// exposes such a metric, or the rule returns anything. `why` points at the target or the rule.
public record LeafSeries(Map<String, String> stored, Map<String, String> arriving, boolean sure, Why why) {
    /// Some value, the same for all servers.
    public static final String ANY = "...";
    /// What a leaf's first targets and rules show, its others would not refute: more are not tried.
    private static final int MAX_TARGETS = 500;
    private static final int MAX_SERIES = 20_000;
    /// Rules times targets that are tried for one server, some tenths of a second of work.
    private static final int MAX_TRIALS = 100_000;

    /// Under which name it arrives.
    public String name() {
        return arriving.getOrDefault(Shape.NAME, "");
    }

    /// Series of one leaf, those that are sure first. None if the leaf's external labels are filled in from the environment, or a configuration is refused.
    static List<LeafSeries> of(FederatingJob job, Target target, Leaf leaf) {
        Optional<ScrapeProcess> process = ScrapeProcess.of(job.top().config(), job.job());
        Optional<Map<String, String>> external = external(leaf.server());
        Optional<Map<String, String>> labels = process.flatMap(known -> known.target(Map.of(TargetLabels.ADDRESS, target.address().value()), labels(target.group())));
        if (external.isEmpty() || labels.isEmpty()) {
            return List.of();
        }
        Collector found = new Collector(process.get(), external.get(), labels.get());
        List<Own> own = targets(leaf.server());
        Set<String> recorded = new HashSet<>();
        rules(leaf.server(), (rule, group, file) -> rule.name().value().ifPresent(recorded::add));
        for (Expression match : job.job().matches()) {
            match.valid().filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast).ifPresent(selector -> exposed(selector, own, recorded, found));
        }
        List<VectorSelector> selectors = job.job().matches().stream().flatMap(match -> match.valid().stream()).filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast).toList();
        int[] trials = new int[1];
        rules(leaf.server(), (rule, group, file) -> {
            if (rule.isRecording() && trials[0] < MAX_TRIALS && rule.name().value().filter(name -> selectors.stream().anyMatch(selector -> acceptsName(selector, name))).isPresent()) {
                trials[0] += own.size() + 1;
                recorded(rule, group, file, own, selectors, found);
            }
        });
        return Stream.concat(found.series.stream().filter(LeafSeries::sure), found.series.stream().filter(one -> !one.sure)).toList();
    }

    /// The external labels of a server; empty if one of them is filled in from the environment.
    private static Optional<Map<String, String>> external(Server server) {
        Map<String, String> labels = new TreeMap<>();
        for (Pair pair : server.config().externalLabels()) {
            String value = pair.value().value().filter(scalar -> !scalar.isNull()).map(YamlScalar::value).orElse("");
            if (value.indexOf('$') >= 0) {
                return Optional.empty();
            }
            labels.put(pair.name(), value);
        }
        return Optional.of(labels);
    }

    private static Map<String, String> labels(StaticTargets group) {
        Map<String, String> labels = new TreeMap<>();
        group.labels().forEach(pair -> labels.put(pair.name(), pair.value().value().filter(scalar -> !scalar.isNull()).map(YamlScalar::value).orElse("")));
        return labels;
    }

    /// A target of the leaf; `exact` is false for the targets of a discovery, of which the job alone is known.
    private record Own(Map<String, String> labels, boolean exact, Why why) {}

    private static List<Own> targets(Server leaf) {
        List<Own> found = new ArrayList<>();
        for (ScrapeJob job : leaf.jobs()) {
            Optional<ScrapeProcess> process = ScrapeProcess.of(leaf.config(), job);
            List<StaticTargets> groups = Stream.concat(job.staticConfigs().stream(), leaf.targetFiles(job).flatMap(file -> file.groups().stream())).toList();
            for (StaticTargets group : process.isPresent() ? groups : List.<StaticTargets>of()) {
                for (YamlScalar address : group.targets()) {
                    if (found.size() < MAX_TARGETS) {
                        process.get().target(Map.of(TargetLabels.ADDRESS, address.value()), labels(group)).ifPresent(labels ->
                                found.add(new Own(labels, true, new Why("`" + address.value() + "` is a target of this server", Optional.of(address.text()), address.text().span()))));
                    }
                }
            }
            if (!job.discoveries().isEmpty() && job.relabelRules().isEmpty()) {
                job.name().value().ifPresent(name -> found.add(new Own(Map.of(TargetLabels.JOB, name), false, Why.in(leaf.configOf(job).text().file(), job.name().span(), "this job finds its targets"))));
            }
        }
        return found;
    }

    private interface Each {
        void rule(Rule rule, RuleGroup group, RuleFile file);
    }

    private static void rules(Server leaf, Each each) {
        leaf.rules().forEach(link -> link.files().forEach(file -> file.groups().forEach(group -> group.rules().forEach(rule -> each.rule(rule, group, file)))));
    }

    private static boolean acceptsName(VectorSelector selector, String name) {
        return selector.name().filter(own -> !own.text().equals(name)).isEmpty()
                && selector.matchers().stream().noneMatch(matcher -> matcher.label().text().equals(Shape.NAME) && MatchLanguages.refuses(matcher, name));
    }

    /// What the leaf's targets expose and the selector asks for.
    private static void exposed(VectorSelector selector, List<Own> own, Set<String> recorded, Collector found) {
        Set<String> names = new LinkedHashSet<>(SelectorSeries.names(selector));
        if (names.isEmpty()) {
            new TreeSet<>(BuiltInMetrics.OF_SCRAPES).descendingSet().stream().filter(name -> acceptsName(selector, name)).limit(1).forEach(names::add);
        }
        names.removeIf(name -> recorded.contains(name) || name.indexOf(':') >= 0 || RuleSeries.OF_ALERTS.contains(name));
        for (Own target : own) {
            for (String name : target.exact ? names : Set.<String>of()) {
                Map<String, String> series = new TreeMap<>(target.labels);
                series.put(Shape.NAME, name);
                boolean plain = BuiltInMetrics.OF_SCRAPES.contains(name);
                fill(selector, series).filter(filled -> !plain || filled.equals(series)).ifPresent(filled -> found.add(filled, plain, target.why));
            }
        }
    }

    /// The series with labels that the selector asks for and nothing is known of; empty if it does not select it.
    private static Optional<Map<String, String>> fill(VectorSelector selector, Map<String, String> series) {
        Map<String, String> filled = new TreeMap<>(series);
        for (Matcher matcher : selector.matchers()) {
            String label = matcher.label().text();
            String value = filled.getOrDefault(label, "");
            if (!value.equals(ANY) && !MatchLanguages.refuses(matcher, value)) {
                continue;
            }
            if (!value.isEmpty() && !value.equals(ANY) || label.equals(TargetLabels.JOB) || label.equals(TargetLabels.INSTANCE)) {
                return Optional.empty();
            }
            if (matcher.op() == MatchOp.EQUAL) {
                filled.put(label, matcher.value().value());
            } else {
                filled.putIfAbsent(label, ANY);
            }
        }
        return acceptsName(selector, series.get(Shape.NAME)) ? Optional.of(filled) : Optional.empty();
    }

    /// Series that a server makes of its own targets and of what it collects: `collected` is what federated servers send to it. Each with what shows that.
    public static Map<Map<String, String>, Why> own(Server server, List<LeafSeries> collected) {
        Map<Map<String, String>, Why> found = new HashMap<>();
        Map<String, List<LeafSeries>> byName = new HashMap<>();
        collected.forEach(series -> byName.computeIfAbsent(series.name(), name -> new ArrayList<>()).add(series));
        List<Own> own = targets(server);
        int[] trials = new int[1];
        for (Own target : own) {
            Map<String, String> up = new TreeMap<>(target.labels);
            up.put(Shape.NAME, "up");
            if (target.exact) {
                found.putIfAbsent(up, target.why);
            }
        }
        rules(server, (rule, group, file) -> {
            if (rule.isRecording() && rule.validExpr().isPresent() && rule.name().value().filter(byName::containsKey).isPresent() && trials[0] < MAX_TRIALS) {
                Set<String> read = new HashSet<>();
                rule.validExpr().get().valid().orElseThrow().forEach(node -> {
                    if (node instanceof VectorSelector selector) {
                        read.addAll(SelectorSeries.names(selector));
                    }
                });
                List<Own> all = new ArrayList<>(own);
                read.stream().flatMap(name -> byName.getOrDefault(name, List.of()).stream()).limit(MAX_TARGETS).forEach(series -> all.add(new Own(nameless(series.arriving), true, series.why)));
                trials[0] += all.size();
                written(rule, group, all).forEach(series -> found.putIfAbsent(series, why(rule, file)));
            }
        });
        return found;
    }

    private static Map<String, String> nameless(Map<String, String> labels) {
        Map<String, String> kept = new TreeMap<>(labels);
        kept.remove(Shape.NAME);
        return kept;
    }

    private static Why why(Rule rule, RuleFile file) {
        return Why.in(file.text().file(), rule.name().span(), "this server records it");
    }

    /// What a rule of the leaf may write, as far as one of the selectors selects it.
    private static void recorded(Rule rule, RuleGroup group, RuleFile file, List<Own> own, List<VectorSelector> selectors, Collector found) {
        written(rule, group, own).forEach(series -> selectors.stream().map(selector -> fill(selector, series)).flatMap(Optional::stream).findFirst()
                .ifPresent(filled -> found.add(filled, false, why(rule, file))));
    }

    /// What a rule may write for each of the targets that it may have read.
    private static Set<Map<String, String>> written(Rule rule, RuleGroup group, List<Own> own) {
        Set<Map<String, String>> told = new LinkedHashSet<>();
        rule.validExpr().flatMap(Expression::valid).ifPresent(root -> {
            for (Shape shape : RuleSeries.of(rule, group, Facts.of(root, Producers.UNKNOWN).root())) {
                for (Own target : own.isEmpty() ? List.of(new Own(Map.of(), false, shape.rest())) : own) {
                    written(shape, target).ifPresent(told::add);
                }
            }
        });
        return told;
    }

    private static Optional<Map<String, String>> written(Shape shape, Own target) {
        Map<String, String> series = new TreeMap<>(shape.closed() ? Map.of() : target.labels);
        for (Map.Entry<String, LabelFact> known : shape.labels().entrySet()) {
            LabelFact fact = known.getValue();
            String label = known.getKey();
            String there = target.labels.getOrDefault(label, "");
            if (fact.isNever()) {
                series.remove(label);
            } else if (fact.isAlways() && fact.values() instanceof Values.OneOf one && one.values().size() == 1 && (there.isEmpty() || one.values().contains(there) || label.equals(Shape.NAME))) {
                series.put(label, one.values().first());
            } else if (!there.isEmpty() && fact.allows(there)) {
                series.put(label, there);
            } else if (!there.isEmpty() || label.equals(TargetLabels.JOB) || label.equals(TargetLabels.INSTANCE)) {
                return Optional.empty();
            } else {
                series.put(label, ANY);
            }
        }
        boolean identified = target.exact || shape.closed();
        return identified ? Optional.of(series) : Optional.empty();
    }

    private static final class Collector {
        final ScrapeProcess process;
        final Map<String, String> external;
        final Map<String, String> target;
        final List<LeafSeries> series = new ArrayList<>();
        final Set<Map<String, String>> seen = new HashSet<>();

        Collector(ScrapeProcess process, Map<String, String> external, Map<String, String> target) {
            this.process = process;
            this.external = external;
            this.target = target;
        }

        /// Sends it as `web/federate.go` does: with the external labels it lacks, and `instance` empty where it has none.
        void add(Map<String, String> stored, boolean sure, Why why) {
            if (series.size() < MAX_SERIES && seen.add(stored)) {
                Map<String, String> sent = new TreeMap<>(external);
                sent.putIfAbsent(TargetLabels.INSTANCE, "");
                sent.putAll(stored);
                process.series(sent, target).ifPresent(arriving -> series.add(new LeafSeries(stored, arriving, sure, why)));
            }
        }
    }

    /// As PromQL writes it.
    public static String words(Map<String, String> labels) {
        String words = labels.getOrDefault(Shape.NAME, "");
        List<String> pairs = labels.entrySet().stream().filter(label -> !label.getKey().equals(Shape.NAME)).map(label -> label.getKey() + "=\"" + label.getValue() + "\"").toList();
        return words + (pairs.isEmpty() ? "" : "{" + String.join(", ", pairs) + "}");
    }
}
