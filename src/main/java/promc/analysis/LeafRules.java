package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import promc.model.RuleFile;
import promc.model.ScrapeJob;
import promc.model.Server;
import promc.model.Server.RuleLink;

/// What the rules of a federated server make, by metric.
final class LeafRules {
    private final TreeMap<String, List<RuleNode>> made = new TreeMap<>();
    private final boolean complete;

    private LeafRules(Server server) {
        this.complete = server.hasAllJobs() && server.rules().stream().noneMatch(link -> link.files().isEmpty()) && server.jobs().stream().noneMatch(ScrapeJob::isFederation)
                && server.config().root().get("remote_read").isEmpty();
    }

    static LeafRules of(Server server, RuleGraph graph) {
        LeafRules rules = new LeafRules(server);
        Stream<RuleFile> files = server.rules().stream().map(RuleLink::files).flatMap(List::stream).distinct();
        files.flatMap(file -> file.groups().stream()).flatMap(group -> group.rules().stream()).forEach(rule -> graph.of(rule).ifPresent(node -> {
            if (rule.isRecording()) {
                rules.add(node.name(), node);
            } else if (rule.isAlert()) {
                RuleSeries.OF_ALERTS.forEach(metric -> rules.add(metric, node));
            }
        }));
        return rules;
    }

    private void add(String metric, RuleNode node) {
        made.computeIfAbsent(metric, name -> new ArrayList<>(1)).add(node);
    }

    /// The rules that make series that `selector` may select; an alert once for both of its metrics.
    List<RuleNode> selectedBy(MatchSelector selector) {
        List<RuleNode> found = new ArrayList<>();
        Stream<String> names = selector.values(Shape.NAME).map(few -> few.stream().filter(made::containsKey)).orElseGet(() -> made.keySet().stream()
                .filter(name -> selector.matchers(Shape.NAME).stream().noneMatch(matcher -> MatchLanguages.refuses(matcher, name))));
        names.forEach(name -> made.get(name).stream().filter(node -> !found.contains(node) && mayMake(node, name, selector)).forEach(found::add));
        return found;
    }

    private static boolean mayMake(RuleNode node, String metric, MatchSelector selector) {
        Map<String, LabelFact> set = node.rule().isAlert() ? RuleSeries.alertLabels(metric, node.rule(), node.group()) : RuleSeries.labels(node.rule(), node.group());
        return set.entrySet().stream().allMatch(own -> selector.matchers(own.getKey()).stream().noneMatch(matcher -> own.getValue().excludes(SelectorSeries.fact(matcher))));
    }

    /// False if the server cannot have such series: names with a colon are for what rules record, it collects from nobody, and none of its rules records them.
    boolean mayHave(MatchSelector selector) {
        boolean recorded = selector.values(Shape.NAME).filter(names -> names.stream().allMatch(name -> name.indexOf(':') >= 0)).isPresent();
        return !complete || !recorded || selector.values(Shape.NAME).orElseThrow().stream().anyMatch(made::containsKey);
    }

    /// What all of them make, by metric.
    static Map<String, List<RuleNode>> made(List<LeafRules> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst().made;
        }
        Map<String, List<RuleNode>> all = new TreeMap<>();
        leaves.forEach(leaf -> leaf.made.forEach((metric, nodes) -> {
            List<RuleNode> known = all.computeIfAbsent(metric, name -> new ArrayList<>(1));
            nodes.stream().filter(node -> !known.contains(node)).forEach(known::add);
        }));
        return all;
    }
}
