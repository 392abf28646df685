package promc.checks.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import promc.analysis.SelectorSet;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.PrometheusConfig;
import promc.model.ScrapeJob;
import promc.regex.Effort;

/// A `match[]` that selects nothing that others do not select already, alone or together. Proved by the languages of the matchers, for every database.
public final class SubsumedSelector implements Check.ScrapeJobCheck {
    private static final CheckInfo INFO = CheckInfo.proved("federation/subsumed-selector", Severity.WARNING, "A selector of a federation job selects nothing that others do not")
            .fixable(Applicability.SAFE);
    /// For all selectors of one job together: some tenths of a second, which a list of hundreds of patterns may need. What is not settled by then is not reported.
    private static final long MAX_STEPS = 10_000_000;
    /// More are not named in a message.
    private static final int MAX_NAMED = 3;

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ScrapeJob job, PrometheusConfig config, Context context) {
        List<Selected> kept = different(Selected.of(job));
        // Beside one that selects everything every other one is superfluous; that one is the fault.
        if (kept.size() < 2 || kept.size() > Selected.MOST_COMPARED || kept.stream().anyMatch(selected -> SelectorSet.escape(SelectorSet.EVERYTHING, List.of(selected.set())).isCovered())) {
            return;
        }
        Effort effort = new Effort(MAX_STEPS);
        List<Selected> covered = covered(kept, effort);
        List<Selected> gone = new ArrayList<>();
        // One that another covers goes first, else of `a`, `b` and `a or b` the last one would.
        for (boolean together : new boolean[] {false, true}) {
            for (Selected selected : covered.reversed()) {
                List<Selected> others = without(kept, selected);
                if (others.size() < kept.size() && (together ? SelectorSet.escape(selected.set(), Selected.sets(others), effort).isCovered()
                        : others.stream().anyMatch(other -> SelectorSet.escape(selected.set(), List.of(other.set()), effort).isCovered()))) {
                    kept = others;
                    gone.addFirst(selected);
                }
            }
        }
        for (Selected selected : gone) {
            report(selected, kept, effort, job, context);
        }
    }

    /// Those that all the others together cover. Only selectors that can have a name in common are compared.
    private static List<Selected> covered(List<Selected> all, Effort effort) {
        Map<String, List<Selected>> byName = new HashMap<>();
        List<Selected> open = new ArrayList<>();
        for (Selected selected : all) {
            selected.set().names().ifPresentOrElse(names -> names.forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(selected)), () -> open.add(selected));
        }
        List<Selected> covered = new ArrayList<>();
        for (Selected selected : all) {
            Set<Selected> near = Collections.newSetFromMap(new IdentityHashMap<>());
            near.addAll(open);
            selected.set().names().ifPresentOrElse(names -> names.forEach(name -> near.addAll(byName.get(name))), () -> near.addAll(all));
            near.remove(selected);
            if (!near.isEmpty() && SelectorSet.escape(selected.set(), all.stream().filter(near::contains).map(Selected::set).toList(), effort).isCovered()) {
                covered.add(selected);
            }
        }
        return covered;
    }

    private static void report(Selected selected, List<Selected> kept, Effort effort, ScrapeJob job, Context context) {
        List<SelectorSet> cover = SelectorSet.cover(selected.set(), Selected.sets(kept), effort).orElse(Selected.sets(kept));
        List<Selected> by = kept.stream().filter(other -> cover.stream().anyMatch(set -> set == other.set())).toList();
        String names = by.stream().limit(MAX_NAMED).map(other -> "`" + other.text() + "`").collect(Collectors.joining(" and ")) + (by.size() > MAX_NAMED ? " and others" : "");
        Draft draft = context.report(selected.expression().text(), selected.expression().text().span(), names
                + (by.size() == 1 ? " selects all that this does" : " together select all that this does"));
        by.stream().limit(MAX_NAMED).forEach(other -> draft.note(other.expression().text(), other.expression().text().span(), by.size() == 1 ? "the wider one" : "one of those together wider"));
        draft.fix(selected.removal("Remove the selector", job, context.file()));
    }

    /// Without those that select nothing and those that are written twice, of which other checks tell.
    private static List<Selected> different(List<Selected> all) {
        Set<SelectorSet> seen = new HashSet<>();
        return all.stream().filter(selected -> !selected.set().isEmpty() && seen.add(selected.set())).toList();
    }

    private static List<Selected> without(List<Selected> all, Selected one) {
        return all.stream().filter(other -> other != one).toList();
    }
}
