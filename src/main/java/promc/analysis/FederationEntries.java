package promc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import promc.analysis.FederationPlan.Entry;
import promc.analysis.FederationPlan.Need;
import promc.model.Expression;
import promc.model.ScrapeJob;
import promc.promql.Expr.VectorSelector;
import promc.regex.Effort;

/// The `match[]` of a job as they stand: what they select, and what of it is needed.
final class FederationEntries {
    /// Where nothing is collected.
    static final FederationEntries NONE = new FederationEntries(List.of(), List.of());

    private record Selected(Expression match, MatchSelector selector) {}

    private final List<Expression> matches;
    private final List<LeafRules> leaves;
    private final List<Selected> selected = new ArrayList<>();
    private final ByMetric<Selected> index;
    private final Effort effort = new Effort(EscapeSearch.MAX_STEPS);

    FederationEntries(ScrapeJob job, List<LeafRules> leaves) {
        this(job.matches(), leaves);
    }

    private FederationEntries(List<Expression> matches, List<LeafRules> leaves) {
        this.matches = matches;
        this.leaves = leaves;
        matches.forEach(match -> selector(match).ifPresent(selector -> selected.add(new Selected(match, selector))));
        this.index = new ByMetric<>(selected, Selected::selector);
    }

    /// Empty for what is no selector, and for `{}`, which selects nothing.
    private static Optional<MatchSelector> selector(Expression match) {
        return match.valid().filter(VectorSelector.class::isInstance).map(VectorSelector.class::cast).filter(selector -> selector.name().isPresent() || !selector.matchers().isEmpty())
                .map(MatchSelector::of).filter(selector -> !selector.isEmpty());
    }

    /// False if it is proved that none of them selects any metric that `read` may name.
    boolean shareName(MatchSelector read) {
        return index.near(read).anyMatch(one -> one.selector.sharesName(read));
    }

    /// What they select of what `read` asks for.
    List<MatchSelector> parts(MatchSelector read) {
        List<MatchSelector> parts = new ArrayList<>();
        for (Selected one : index.near(read).toList()) {
            if (one.selector.includes(read)) {
                return List.of(read);
            }
            if (one.selector.overlaps(read)) {
                parts.add(one.selector.and(read));
            }
        }
        return parts;
    }

    /// A series of `need` that none of them selects; none if it is not sure that there is one.
    Optional<Escape.Witness> missing(MatchSelector need) {
        List<Selected> near = index.near(need).toList();
        return near.stream().anyMatch(one -> one.selector.includes(need)) ? Optional.empty()
                : escape(need, near.stream().map(Selected::selector).filter(selector -> selector.overlaps(need)).toList(), effort);
    }

    /// A series of `part` that none of `union` selects; none if it is not found out that there is one.
    static Optional<Escape.Witness> escape(MatchSelector part, List<MatchSelector> union, Effort effort) {
        Optional<SelectorSet> set = MatchSynthesis.set(part);
        if (set.isEmpty()) {
            return Optional.empty();
        }
        // Mostly the first series that comes to mind is one.
        Optional<Escape.Witness> first = witness(SelectorSet.escape(set.get(), List.of(), effort));
        if (first.isEmpty() || union.stream().noneMatch(selector -> selector.selects(first.get().labels()))) {
            return first;
        }
        return MatchSynthesis.sets(union).flatMap(sets -> witness(SelectorSet.escape(set.get(), sets, effort)));
    }

    private static Optional<Escape.Witness> witness(Escape escape) {
        return escape instanceof Escape.Witness witness ? Optional.of(witness) : Optional.empty();
    }

    /// Each of them, in order, given all that is needed.
    List<Entry> of(List<Need> needs) {
        ByMetric<Need> byMetric = new ByMetric<>(needs, Need::selector);
        List<Entry> entries = new ArrayList<>();
        for (Expression match : matches) {
            Optional<MatchSelector> selector = selector(match);
            if (selector.isEmpty()) {
                entries.add(new Entry(match, selector, List.of(), List.of(), List.of()));
                continue;
            }
            List<Need> read = byMetric.near(selector.get()).filter(need -> need.selector().overlaps(selector.get())).toList();
            List<RuleNode> rules = rules(selector.get());
            Set<RuleNode> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
            read.forEach(need -> wanted.addAll(rules(need.selector())));
            entries.add(new Entry(match, selector, rules, rules.stream().filter(rule -> !wanted.contains(rule)).toList(), read));
        }
        return entries;
    }

    private List<RuleNode> rules(MatchSelector selector) {
        return leaves.stream().map(leaf -> leaf.selectedBy(selector)).flatMap(List::stream).distinct().toList();
    }
}
