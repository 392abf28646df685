package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import promc.model.RelabelRule;
import promc.model.RelabelRule.Action;
import promc.regex.Regex;

/// The metrics that the `metric_relabel_configs` of a job let through, by the names that they have at the federated server: those that a `keep` accepts by the name itself, or by a label beginning with `__`
/// that rules before it set where the name is one of some (such labels are for Prometheus' own use: no stored series is taken to have one). Every other series is dropped, whatever its labels. `rule` is the `keep`.
record KeptNames(SortedSet<String> names, RelabelRule rule) {
    /// More names than this are not told one by one.
    private static final int MAX_NAMES = 1_000;

    /// Empty if there is no such rule, or if it cannot be told which names it lets through.
    static Optional<KeptNames> of(List<RelabelRule> rules) {
        for (int at = 0; at < rules.size() && rules.get(at).isReadable(); at++) {
            RelabelRule rule = rules.get(at);
            List<String> sources = rule.sourceLabels().value().orElse(List.of());
            if (rule.actionOrDefault() == Action.KEEP && sources.size() == 1) {
                Optional<SortedSet<String>> names = sources.getFirst().equals(Shape.NAME) ? before(rule, rules.subList(0, at)) : marked(sources.getFirst(), rule, rules.subList(0, at));
                if (names.isPresent() && !names.get().isEmpty()) {
                    return Optional.of(new KeptNames(names.get(), rule));
                }
            }
        }
        return Optional.empty();
    }

    /// What the names were that the pattern of `rule` matches, before `earlier` ones renamed them.
    private static Optional<SortedSet<String>> before(RelabelRule rule, List<RelabelRule> earlier) {
        Optional<SortedSet<String>> known = rule.regexOrDefault().flatMap(regex -> regex.finiteValues(MAX_NAMES));
        Optional<LeafNames> renames = LeafNames.of(earlier);
        if (known.isEmpty() || renames.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> names = new TreeSet<>();
        for (String name : known.get()) {
            Optional<SortedSet<String>> old = renames.get().before(MatchSelector.named(List.of(name))).flatMap(MatchSelector::names);
            if (old.isEmpty()) {
                return Optional.empty();
            }
            names.addAll(old.get());
        }
        names.remove("");
        return Optional.of(names);
    }

    /// The names of what has got the label `marker` with a value that `keep` accepts.
    private static Optional<SortedSet<String>> marked(String marker, RelabelRule keep, List<RelabelRule> earlier) {
        Optional<Regex> accepted = keep.regexOrDefault();
        if (!marker.startsWith("__") || accepted.isEmpty() || accepted.get().matches("")) {
            return Optional.empty();
        }
        SortedSet<String> names = new TreeSet<>();
        List<RelabelRule> passed = new ArrayList<>();
        for (RelabelRule rule : earlier) {
            String target = rule.targetLabel().value().orElse("");
            boolean sets = rule.actionOrDefault().hasTarget() && (target.equals(marker) || target.indexOf('$') >= 0);
            if (rule.actionOrDefault() == Action.LABELMAP) {
                return Optional.empty();
            }
            if (sets) {
                boolean byName = rule.actionOrDefault() == Action.REPLACE && target.equals(marker) && rule.sourceLabels().value().equals(Optional.of(List.of(Shape.NAME)));
                Optional<SortedSet<String>> own = byName ? before(rule, passed) : Optional.empty();
                if (own.isEmpty()) {
                    return Optional.empty();
                }
                names.addAll(own.get());
            }
            passed.add(rule);
        }
        return Optional.of(names);
    }
}
