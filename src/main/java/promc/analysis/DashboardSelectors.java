package promc.analysis;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import promc.analysis.TopRead.Kind;
import promc.analysis.TopRead.Reader;
import promc.model.Dashboard;
import promc.model.Estate;
import promc.promql.Expr;
import promc.promql.Expr.Matcher;
import promc.promql.Expr.VectorSelector;
import promc.source.Span;

/// What the dashboards of an estate read, whichever server they ask: each selector once, with all that read it. `untold` are those of which variables hide what they read.
record DashboardSelectors(List<TopRead> reads, List<Reader> untold) {
    DashboardSelectors {
        reads = List.copyOf(reads);
        untold = List.copyOf(untold);
    }

    static DashboardSelectors of(Estate estate) {
        Map<MatchSelector, Set<Reader>> reads = new LinkedHashMap<>();
        Set<Reader> untold = new LinkedHashSet<>();
        for (Dashboard dashboard : estate.dashboards().toList()) {
            String title = dashboard.title().value().orElseGet(() -> dashboard.text().file().path());
            for (Dashboard.Query query : dashboard.queries()) {
                Span span = query.expression().text().toFile(query.expression().valid().map(Expr::span).orElse(Span.at(0)));
                Reader reader = new Reader(Kind.DASHBOARD, title, dashboard.text().file(), span);
                if (query.filled() == Dashboard.Filled.SYNTAX || query.expression().valid().isEmpty()) {
                    untold.add(reader);
                    continue;
                }
                RuleGraphBuilder.selectors(query.expression().valid().get(), false, (selector, past) -> {
                    List<Matcher> known = selector.matchers().stream().filter(matcher -> !query.isFilled(matcher.value().span())).toList();
                    if (isHidden(selector, known)) {
                        untold.add(reader);
                    } else {
                        reads.computeIfAbsent(MatchSelector.of(selector.name().map(Expr.Name::text), known), key -> new LinkedHashSet<>()).add(reader);
                    }
                });
            }
        }
        return new DashboardSelectors(reads.entrySet().stream().map(read -> new TopRead(read.getKey(), List.copyOf(read.getValue()))).toList(), List.copyOf(untold));
    }

    private static boolean isHidden(VectorSelector selector, List<Matcher> known) {
        return selector.name().isEmpty() && known.stream().noneMatch(matcher -> matcher.label().text().equals(Shape.NAME));
    }
}
