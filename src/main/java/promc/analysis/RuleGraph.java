package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import promc.analysis.RuleNode.Reading;
import promc.model.Dashboard;
import promc.model.Dashboard.Query;
import promc.model.Estate;
import promc.model.Expression;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.ScrapeJob;
import promc.promql.Expr.VectorSelector;

/// Which rules of an estate read which: there is an edge from a rule to each that reads what it makes, unless the matchers of the selector exclude all that it can write.
/// A rule reads those that are loaded with it: by the same servers, or, where no server in sight loads it, those of its own folder and the two above.
///
/// A selector that reads more than [#MAX_PRODUCERS] rules has no edges; [RuleNode#wide()] has it.
public final class RuleGraph {
    /// More rules than this are not read one by one but all together: edges to each would say nothing more, and grow with the square of the estate.
    public static final int MAX_PRODUCERS = 256;

    private final Estate estate;
    private final RuleScopes scopes;
    private final List<RuleNode> nodes;
    private final List<Collected> collected;
    private final Map<Rule, RuleNode> byRule = new IdentityHashMap<>();
    private final Set<RuleNode> readAtAll;
    /// Null until somebody asks.
    private List<Shown> shown;
    private SiblingNames siblings;
    private TemplateRecords templates;
    private List<List<RuleNode>> cycles;
    private Map<RuleNode, List<RuleNode>> cycleOf;

    /// A federation selector that collects what a rule of another server makes.
    public record Collected(RuleNode producer, ScrapeJob job, Expression match) {}

    /// A selector in a query of a dashboard that reads what a rule makes; or, without a producer, a named metric that no rule of the estate makes. `sure` and `past` as in [RuleNode.Reading].
    public record Shown(Dashboard dashboard, Query query, VectorSelector selector, Optional<RuleNode> producer, boolean sure, boolean past) {}

    RuleGraph(Estate estate, RuleScopes scopes, List<Collected> collected, Set<RuleNode> readAtAll) {
        this.estate = estate;
        this.scopes = scopes;
        this.nodes = scopes.nodes();
        this.collected = List.copyOf(collected);
        this.readAtAll = readAtAll;
        nodes.forEach(node -> byRule.put(node.rule(), node));
    }

    /// All rules that are not in a template, file by file.
    public List<RuleNode> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /// What federation jobs collect of the rules, in the order of the jobs.
    public List<Collected> collected() {
        return collected;
    }

    /// What the dashboards of the estate read, in their order, whichever server they ask.
    public synchronized List<Shown> shown() {
        if (shown == null) {
            shown = DashboardReads.of(estate, scopes);
        }
        return shown;
    }

    /// The rule's node; empty for a rule of a template.
    public Optional<RuleNode> of(Rule rule) {
        return Optional.ofNullable(byRule.get(rule));
    }

    /// True if some selector of a rule or of a federation job reads what the rule makes, were it one that reads everything.
    public boolean isRead(RuleNode node) {
        return !node.readers().isEmpty() || readAtAll.contains(node);
    }

    /// True if a server of the estate loads the file.
    public boolean isLoadedByConfiguration(RuleFile file) {
        return scopes.isLoaded(file) && !scopes.isSelected(file);
    }

    /// True if some server of the estate loads the file.
    public boolean isLoaded(RuleFile file) {
        return scopes.isLoaded(file);
    }

    /// True if some server of the estate loads both files.
    public boolean areTogether(RuleFile a, RuleFile b) {
        return scopes.areTogether(a, b);
    }

    /// True if a server of the estate loads the file and none that does gets series of others, by federation or by remote read.
    public boolean isLoadedAlone(RuleFile file) {
        return scopes.isLoaded(file) && scopes.isAlone(file);
    }

    /// The rules of the estate that make a metric of this name, whoever loads them.
    public List<RuleNode> makersAnywhere(String metric) {
        return scopes.makers(metric).stream().map(recorded -> recorded.node).toList();
    }

    /// A rule that `reader` reads whose name differs from `name` in one word only, by a word more, or a word less; the first one in the order of their names.
    public synchronized Optional<RuleNode> sibling(String name, RuleFile reader) {
        if (siblings == null) {
            siblings = new SiblingNames(scopes.names());
        }
        return siblings.of(name).stream().map(known -> recordedFor(known, reader)).flatMap(Optional::stream).findFirst();
    }

    /// True if a template among the files has a rule that may record a metric of this name, once it is rendered.
    public synchronized boolean mayBeRendered(String name) {
        if (templates == null) {
            templates = TemplateRecords.of(estate);
        }
        return templates.mayRecord(name);
    }

    private synchronized Optional<RuleNode> recordedFor(String name, RuleFile reader) {
        return scopes.recording(name, reader).map(records -> records.rules.getFirst().node).filter(node -> node.rule().isRecording());
    }

    /// Rules that feed on each other: each set of two and more, in the order of the estate, of which every one reads every other, directly or through others. Only readings of
    /// present values count, by selectors that name what they read and accept all of it.
    public synchronized List<List<RuleNode>> cycles() {
        if (cycles == null) {
            cycles = new ArrayList<>();
            cycleOf = new IdentityHashMap<>();
            Map<RuleNode, Integer> order = new IdentityHashMap<>();
            nodes.forEach(node -> order.put(node, order.size()));
            for (List<RuleNode> component : Components.of(nodes, RuleGraph::feeding)) {
                if (component.size() > 1) {
                    List<RuleNode> members = component.stream().sorted((a, b) -> Integer.compare(order.get(a), order.get(b))).toList();
                    cycles.add(members);
                    members.forEach(member -> cycleOf.put(member, members));
                }
            }
            cycles.sort((a, b) -> Integer.compare(order.get(a.getFirst()), order.get(b.getFirst())));
        }
        return Collections.unmodifiableList(cycles);
    }

    /// True if both feed on each other.
    public synchronized boolean isCycle(RuleNode a, RuleNode b) {
        cycles();
        return cycleOf.containsKey(a) && cycleOf.get(a) == cycleOf.get(b);
    }

    private static List<RuleNode> feeding(RuleNode node) {
        return node.reads().stream().filter(RuleGraph::feeds).map(Reading::producer).toList();
    }

    private static boolean feeds(Reading reading) {
        return reading.named() && reading.sure() && !reading.past();
    }

    /// A shortest way from `first` through what it reads back to itself, as readings: `first` reads the producer of the first one, that reads the producer of the second one, and so on;
    /// the last one's producer is `first`. Empty if there is none. Only through rules that `within` accepts.
    public List<Reading> loop(RuleNode first, Predicate<RuleNode> within) {
        Map<RuleNode, Reading> from = new IdentityHashMap<>();
        List<RuleNode> reached = new ArrayList<>(List.of(first));
        for (int i = 0; i < reached.size(); i++) {
            for (Reading reading : reached.get(i).reads()) {
                RuleNode next = reading.producer();
                if (feeds(reading) && next == first && reading.reader() != first) {
                    return back(reading, first, from);
                }
                if (feeds(reading) && next != first && within.test(next) && from.putIfAbsent(next, reading) == null) {
                    reached.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<Reading> back(Reading last, RuleNode first, Map<RuleNode, Reading> from) {
        List<Reading> loop = new ArrayList<>(List.of(last));
        for (RuleNode at = last.reader(); at != first; at = from.get(at).reader()) {
            loop.add(from.get(at));
        }
        return loop.reversed();
    }

    /// Names by what is left of them when a word is taken out: two that differ in one word have such a rest in common.
    private static final class SiblingNames {
        /// Fewer words than this are too few to tell that two names are about the same.
        private static final int MIN_WORDS = 4;
        private final Map<String, List<String>> byRest = new HashMap<>();

        SiblingNames(Set<String> names) {
            names.stream().sorted().forEach(name -> rests(name).forEach(rest -> byRest.computeIfAbsent(rest, key -> new ArrayList<>(1)).add(name)));
        }

        List<String> of(String name) {
            return rests(name).stream().flatMap(rest -> byRest.getOrDefault(rest, List.of()).stream()).distinct().sorted().toList();
        }

        /// The words of a name, and those words without each of them in turn; whatever stands between the words, but as many colons.
        private static List<String> rests(String name) {
            String[] words = name.split("[:_]");
            long colons = name.chars().filter(c -> c == ':').count();
            if (words.length < MIN_WORDS || colons == 0) {
                return List.of();
            }
            List<String> rests = new ArrayList<>(List.of(colons + " " + String.join(" ", words)));
            for (int skipped = 0; skipped < words.length; skipped++) {
                StringBuilder rest = new StringBuilder(name.length()).append(colons);
                for (int i = 0; i < words.length; i++) {
                    if (i != skipped) {
                        rest.append(' ').append(words[i]);
                    }
                }
                rests.add(rest.toString());
            }
            return rests;
        }
    }
}
