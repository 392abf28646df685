package promc.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A rule as it was, and the same rule as it is.
///
/// Rules are the same if file, group, kind and name are. Of several of one name those with equal labels belong together, the others in their order. What is then left
/// over was perhaps moved: a rule whose kind and name nothing else that is left over has, neither before nor now, is the same in whatever file and group it stands.
public record RuleMatch(Placed before, Placed now) {
    /// A rule and where it stands.
    public record Placed(Rule rule, RuleGroup group, RuleFile file) {
        private String path() {
            return file.text().file().path();
        }
    }

    private record Key(String path, String group, Rule.Kind kind, String name) {}

    private record Name(Rule.Kind kind, String name) {}

    /// The rules of `now` that were there `before`, in the order of `now`. `pathThen` gives the path that a file of `now` had.
    public static List<RuleMatch> between(Estate before, Estate now, UnaryOperator<String> pathThen) {
        List<Placed> then = placed(before);
        List<Placed> today = placed(now);
        Map<Placed, Placed> partners = new IdentityHashMap<>();
        pair(by(then, rule -> key(rule, rule.path())), by(today, rule -> key(rule, pathThen.apply(rule.path()))), partners);
        Map<Placed, Placed> taken = new IdentityHashMap<>();
        partners.forEach((one, other) -> taken.put(other, one));
        Map<Name, List<Placed>> leftThen = by(then.stream().filter(rule -> !taken.containsKey(rule)).toList(), RuleMatch::name);
        Map<Name, List<Placed>> leftToday = by(today.stream().filter(rule -> !partners.containsKey(rule)).toList(), RuleMatch::name);
        leftThen.values().removeIf(several -> several.size() > 1);
        leftToday.values().removeIf(several -> several.size() > 1);
        pair(leftThen, leftToday, partners);
        return today.stream().filter(partners::containsKey).map(rule -> new RuleMatch(partners.get(rule), rule)).toList();
    }

    private static List<Placed> placed(Estate estate) {
        List<Placed> rules = new ArrayList<>();
        estate.ruleFiles().forEach(file -> file.groups().forEach(group -> group.rules().forEach(rule -> rules.add(new Placed(rule, group, file)))));
        return rules;
    }

    private static Key key(Placed at, String path) {
        return new Key(path, at.group.name().value().orElse(""), at.rule.kind(), at.rule.name().value().orElse(""));
    }

    private static Name name(Placed at) {
        return new Name(at.rule.kind(), at.rule.name().value().orElse(""));
    }

    private static <K> Map<K, List<Placed>> by(List<Placed> rules, Function<Placed, K> key) {
        Map<K, List<Placed>> groups = new LinkedHashMap<>();
        rules.forEach(rule -> groups.computeIfAbsent(key.apply(rule), unseen -> new ArrayList<>()).add(rule));
        return groups;
    }

    /// Puts into `partners` what each rule of `today` was.
    private static <K> void pair(Map<K, List<Placed>> then, Map<K, List<Placed>> today, Map<Placed, Placed> partners) {
        today.forEach((key, rules) -> {
            List<Placed> candidates = then.getOrDefault(key, List.of());
            Map<Set<String>, List<Placed>> byLabels = by(candidates, rule -> labels(rule.rule));
            List<Placed> others = new ArrayList<>();
            for (Placed rule : rules) {
                List<Placed> alike = byLabels.getOrDefault(labels(rule.rule), List.of());
                if (alike.isEmpty()) {
                    others.add(rule);
                } else {
                    partners.put(rule, alike.removeFirst());
                }
            }
            List<Placed> free = byLabels.values().stream().flatMap(List::stream).toList();
            List<Placed> inOrder = free.size() < 2 ? free : candidates.stream().filter(identities(free)::contains).toList();
            for (int i = 0; i < Math.min(others.size(), inOrder.size()); i++) {
                partners.put(others.get(i), inOrder.get(i));
            }
        });
    }

    private static Set<Placed> identities(List<Placed> rules) {
        Set<Placed> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.addAll(rules);
        return identities;
    }

    private static Set<String> labels(Rule rule) {
        Set<String> labels = new TreeSet<>();
        rule.labels().forEach(label -> labels.add(label.name() + '\0' + label.value().value().map(value -> value.value()).orElse("")));
        return labels;
    }
}
