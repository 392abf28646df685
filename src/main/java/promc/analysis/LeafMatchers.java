package promc.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.analysis.FederatingJob.Leaf;
import promc.model.ExporterTable;
import promc.model.Inventory;
import promc.model.Pair;
import promc.model.RelabelRule;
import promc.promql.Expr.Matcher;
import promc.yaml.YamlNode.YamlScalar;

/// What a selector of the federating server asks of series as the federated server stores them: there `match[]` is judged, before external labels, the target's labels, `honor_labels` and
/// `metric_relabel_configs` have changed anything (Prometheus `web/federate.go`, `scrape.mutateSampleLabels`). Every series that arrives as one that the selector accepts is accepted by what this makes
/// of it; a matcher of which that is not sure is left out.
final class LeafMatchers {
    /// Labels that Prometheus and the client libraries set: no server of which nothing is in sight is taken to have them as external labels. Nor one whose name tells what it is a label of
    /// ([LabelClasses]), unless servers are usually told apart by it ([ExternalLabels]).
    private static final Set<String> OF_SERIES = Set.of("job", "instance", "le", "quantile", "alertname", "alertstate");
    private static final LabelClasses CLASSES = new LabelClasses();

    private final FederatingJob job;
    private final Inventory inventory;
    private final boolean honor;
    private final Optional<List<Shape>> targets;
    private final Map<String, SortedSet<String>> external = new LinkedHashMap<>();
    /// External labels whose values hold variables of the environment.
    private final Set<String> variable = new HashSet<>();
    private final Optional<LeafNames> names;
    /// What the targets set, and what relabelling changes, by label.
    private final Map<String, LabelFact> ofTargets = new HashMap<>();
    private final Map<String, Boolean> relabelled = new HashMap<>();

    /// What is asked: all of `selectors` together; none if nothing that the job collects can be meant, `reason` tells why. `dropped` are the labels that the leaf cannot be asked for. `known` is false
    /// where nothing can be told, and `reason` tells why.
    record Asked(List<MatchSelector> selectors, SortedSet<String> dropped, boolean known, String reason) {}

    LeafMatchers(FederatingJob job, Inventory inventory) {
        this.job = job;
        this.inventory = inventory;
        this.honor = job.job().honorLabels().value().orElse(false);
        this.targets = TargetLabels.of(job.config(), job.job()).filter(shapes -> !shapes.isEmpty());
        this.names = LeafNames.of(job.job().metricRelabelRules());
        for (Leaf leaf : job.leaves()) {
            for (Pair pair : leaf.server().config().externalLabels()) {
                String value = pair.value().value().filter(scalar -> !scalar.isNull()).map(YamlScalar::value).orElse("");
                external.computeIfAbsent(pair.name(), name -> new TreeSet<>()).add(value);
                if (value.indexOf('$') >= 0) {
                    variable.add(pair.name());
                }
            }
        }
    }

    /// True if a series may have had another name at the federated server.
    boolean renames() {
        return names.isEmpty() || names.get().any();
    }

    /// `whole` is evaluated at the top, as far as it is known.
    Asked ask(MatchSelector whole) {
        SortedSet<String> dropped = new TreeSet<>();
        if (names.isEmpty()) {
            return new Asked(List.of(), dropped, false, "`metric_relabel_configs` may give a series any name");
        }
        Optional<MatchSelector> named = names.get().before(whole);
        if (named.isEmpty()) {
            return new Asked(List.of(), dropped, false, "`metric_relabel_configs` renames metrics, and which ones this reads cannot be told back");
        }
        if (named.get().isEmpty()) {
            return new Asked(List.of(), dropped, true, "`metric_relabel_configs` leaves no series of this name");
        }
        List<MatchSelector> asked = new ArrayList<>(List.of(new MatchSelector(only(Shape.NAME, named.get()))));
        Set<String> known = labelsOf(whole);
        for (String label : whole.terms().keySet()) {
            if (label.equals(Shape.NAME)) {
                continue;
            }
            for (Matcher matcher : whole.matchers(label)) {
                Optional<List<Matcher>> weaker = weaker(matcher, known);
                if (weaker.isEmpty()) {
                    return new Asked(List.of(), dropped, true, "the job's targets set `" + label + "`, and to no such value");
                }
                if (weaker.get().isEmpty()) {
                    dropped.add(label);
                } else {
                    asked = both(asked, weaker.get());
                }
            }
        }
        return new Asked(asked.stream().filter(selector -> !selector.isEmpty()).toList(), dropped, true, "");
    }

    private static Map<String, List<MatchSelector.Term>> only(String label, MatchSelector of) {
        return of.terms().containsKey(label) ? Map.of(label, of.terms().get(label)) : Map.of();
    }

    /// Each selector, with each of the matchers in turn.
    private static List<MatchSelector> both(List<MatchSelector> selectors, List<Matcher> either) {
        List<MatchSelector> all = new ArrayList<>();
        for (MatchSelector selector : selectors) {
            for (Matcher matcher : either) {
                List<MatchSelector.Term> terms = new ArrayList<>(selector.terms().getOrDefault(matcher.label().text(), List.of()));
                terms.add(new MatchSelector.Term(matcher.op(), matcher.value().value()));
                all.add(selector.with(matcher.label().text(), terms));
            }
        }
        return all;
    }

    /// The labels that the metric is known to have of its own, wherever it is stored.
    private Set<String> labelsOf(MatchSelector selector) {
        Set<String> known = new HashSet<>(OF_SERIES);
        if (!job.complete() && selector.metric().isPresent()) {
            inventory.metric(selector.metric().get()).or(() -> ExporterTable.metric(selector.metric().get())).flatMap(Inventory.MetricFacts::labels).ifPresent(labels -> known.addAll(labels.keySet()));
        }
        return known;
    }

    /// One of these matchers is satisfied at the leaf by each series that satisfies `matcher` here: none if nothing can be asked there, empty if no series can satisfy it.
    private Optional<List<Matcher>> weaker(Matcher matcher, Set<String> known) {
        String label = matcher.label().text();
        if (relabelled.computeIfAbsent(label, this::isRelabelled) || targets.isEmpty()) {
            return Optional.of(List.of());
        }
        LabelFact own = target(label);
        boolean absentAccepted = !MatchLanguages.refuses(matcher, "");
        if (!honor && !own.isNever()) {
            return own.isAlways() && refusesAll(matcher, own.values()) ? Optional.empty() : Optional.of(List.of());
        }
        if (!honor && label.startsWith(ScrapedLabels.EXPORTED)) {
            return Optional.of(exported(matcher, label, absentAccepted, known));
        }
        if (absentAccepted) {
            return Optional.of(List.of(matcher));
        }
        boolean filled = mayBeExternal(matcher, label, known) || honor && !label.equals(TargetLabels.INSTANCE) && !own.isNever() && !refusesAll(matcher, own.values());
        return Optional.of(filled ? List.of() : List.of(matcher));
    }

    /// A label that a target sets, too, arrives as another: `exported_job` is the leaf's `job`, where a series of the leaf does not have that name already.
    private List<Matcher> exported(Matcher matcher, String label, boolean absentAccepted, Set<String> known) {
        String old = label.substring(ScrapedLabels.EXPORTED.length());
        boolean renamed = !target(old).isNever();
        if (absentAccepted) {
            return List.of(matcher);
        }
        if (old.startsWith(ScrapedLabels.EXPORTED) || mayBeExternal(matcher, label, known) || renamed && mayBeExternal(matcher, old, known)) {
            return List.of();
        }
        return renamed ? List.of(new MatchSelector.Term(matcher.op(), matcher.value().value()).of(old), matcher) : List.of(matcher);
    }

    /// True if the leaf may add the label itself, with a value that the matcher accepts.
    private boolean mayBeExternal(Matcher matcher, String label, Set<String> known) {
        return variable.contains(label) || external.getOrDefault(label, new TreeSet<>()).stream().anyMatch(value -> !MatchLanguages.refuses(matcher, value))
                || !job.complete() && !known.contains(label) && (ExternalLabels.isUsual(label) || CLASSES.of(label).kind() == LabelClasses.Kind.UNKNOWN);
    }

    private LabelFact target(String label) {
        return ofTargets.computeIfAbsent(label, key -> targets.orElseThrow().stream().map(shape -> shape.label(key)).reduce(LabelFact::or).orElseThrow());
    }

    private static boolean refusesAll(Matcher matcher, Values values) {
        return values instanceof Values.OneOf one && one.values().stream().allMatch(value -> MatchLanguages.refuses(matcher, value));
    }

    /// True if `metric_relabel_configs` may set the label or take it away.
    private boolean isRelabelled(String label) {
        for (RelabelRule rule : job.job().metricRelabelRules()) {
            boolean changes = switch (rule.actionOrDefault()) {
                case REPLACE, HASHMOD, LOWERCASE, UPPERCASE -> rule.targetLabel().value().filter(target -> !target.equals(label) && target.indexOf('$') < 0).isEmpty();
                case LABELMAP -> rule.replacement().value().filter(target -> !target.equals(label) && target.indexOf('$') < 0).isEmpty();
                case LABELDROP -> rule.regexOrDefault().filter(regex -> !regex.matches(label)).isEmpty();
                case LABELKEEP -> rule.regexOrDefault().filter(regex -> regex.matches(label)).isEmpty();
                case KEEP, DROP, KEEPEQUAL, DROPEQUAL -> false;
            };
            if (changes || !rule.isReadable()) {
                return true;
            }
        }
        return false;
    }
}
