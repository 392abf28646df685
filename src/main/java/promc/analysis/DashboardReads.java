package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import promc.model.Dashboard;
import promc.model.Dashboard.Filled;
import promc.model.Dashboard.Query;
import promc.model.Estate;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;

/// What the queries of dashboards read. A matcher whose value held a variable may accept anything, and a name that held one is not known. Queries of which a variable decides what they are,
/// are not read.
final class DashboardReads {
    /// Names times patterns that are tried; patterns behind that read nothing that is known.
    private static final long MAX_TRIALS = 2_000_000;

    private final RuleScopes scopes;
    private final List<RuleGraph.Shown> shown = new ArrayList<>();
    private List<String> names = List.of();
    private long trials;

    private DashboardReads(RuleScopes scopes) {
        this.scopes = scopes;
    }

    static List<RuleGraph.Shown> of(Estate estate, RuleScopes scopes) {
        DashboardReads reads = new DashboardReads(scopes);
        estate.dashboards().forEach(dashboard -> {
            for (Query query : dashboard.queries()) {
                if (query.filled() != Filled.SYNTAX) {
                    query.expression().valid().ifPresent(root -> RuleGraphBuilder.selectors(root, false, (selector, past) -> reads.read(selector, past, dashboard, query)));
                }
            }
        });
        return List.copyOf(reads.shown);
    }

    private void read(VectorSelector selector, boolean past, Dashboard dashboard, Query query) {
        List<Matcher> told = selector.matchers().stream().filter(matcher -> !query.isFilled(matcher.value().span())).toList();
        boolean nameHeldVariable = selector.matchers().stream().anyMatch(matcher -> matcher.label().text().equals(Shape.NAME) && !told.contains(matcher));
        if (nameHeldVariable || selector.metric().filter(RuleSeries.OF_ALERTS::contains).isPresent()) {
            return;
        }
        VectorSelector known = new VectorSelector(selector.span(), selector.name(), selector.braces(), told, selector.modifiers());
        boolean sure = selector.matchers().stream().allMatch(matcher -> matcher.label().text().equals(Shape.NAME));
        int found = 0;
        for (String name : selector.metric().map(List::of).orElseGet(() -> names(told))) {
            for (RuleScopes.Recorded recorded : scopes.makers(name)) {
                if (found < RuleGraph.MAX_PRODUCERS && Overlaps.accepts(known, recorded)) {
                    found++;
                    shown.add(new RuleGraph.Shown(dashboard, query, selector, Optional.of(recorded.node), sure, past));
                }
            }
        }
        if (selector.metric().filter(name -> !scopes.knows(name)).isPresent()) {
            shown.add(new RuleGraph.Shown(dashboard, query, selector, Optional.empty(), true, past));
        }
    }

    private List<String> names(List<Matcher> matchers) {
        List<Matcher> ofName = matchers.stream().filter(matcher -> matcher.label().text().equals(Shape.NAME)).toList();
        names = names.isEmpty() ? List.copyOf(new TreeSet<>(scopes.names())) : names;
        trials += names.size();
        return ofName.isEmpty() || trials > MAX_TRIALS ? List.of() : names.stream().filter(name -> ofName.stream().noneMatch(matcher -> MatchLanguages.refuses(matcher, name))).toList();
    }
}
