package promc.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import promc.analysis.MatchSelector.Term;
import promc.regex.Effort;
import promc.regex.Regex;

/// The list of selectors that a person would write for what is needed: as short as it can be read. Everything needed is selected by them, and each selects something needed that no other does, as far as
/// that is found out ([MatchList]); they may select more: selectors of one metric are written as one, of what all of them ask for.
public final class MatchSynthesis {
    /// As many metrics of a family as stand in lines of their own; more are names of one selector.
    static final int MAX_APART = 3;
    /// As many selectors of one metric as stand apart if nothing is asked for by all of them.
    private static final int MAX_OF_METRIC = 3;
    /// A selector of several names is no longer than this, so that a line of a file can be read and a difference be seen.
    static final int MAX_LENGTH = 120;
    /// Comparisons of patterns with names that are tried, some seconds of work; what is left may be selected twice.
    private static final long MAX_TRIALS = 200_000;
    /// What questions to automata may take together, some tenths of a second.
    private static final long MAX_STEPS = 2 * EscapeSearch.MAX_STEPS;

    private final Set<MatchSelector> needed;
    private final Effort effort = new Effort(MAX_STEPS);
    private long trials;
    private boolean minimal = true;

    private MatchSynthesis(Collection<MatchSelector> needed) {
        this.needed = new LinkedHashSet<>();
        needed.stream().filter(selector -> !selector.isEmpty()).forEach(this.needed::add);
    }

    /// The list for what is needed, in the order of its metrics; empty if nothing is.
    public static MatchList of(Collection<MatchSelector> needed) {
        MatchSynthesis synthesis = new MatchSynthesis(needed);
        List<MatchSelector> list = synthesis.list();
        boolean minimal = synthesis.minimal && synthesis.trials <= MAX_TRIALS;
        // What the list costs must not leave it without its proof.
        Escape proof = new MatchSynthesis(needed).proof(list);
        return new MatchList(list, proof, minimal);
    }

    private List<MatchSelector> list() {
        SortedMap<String, List<MatchSelector>> byMetric = new TreeMap<>();
        List<MatchSelector> patterns = new ArrayList<>();
        for (MatchSelector selector : needed) {
            Optional<SortedSet<String>> names = selector.values(Shape.NAME);
            if (names.isPresent()) {
                names.get().stream().filter(name -> !name.isEmpty())
                        .forEach(name -> byMetric.computeIfAbsent(name, key -> new ArrayList<>()).add(selector.with(Shape.NAME, List.of(MatchSelector.oneOf(new TreeSet<>(Set.of(name)))))));
            } else {
                patterns.add(selector);
            }
        }
        List<MatchSelector> wide = widest(patterns);
        Map<Map<String, List<Term>>, SortedSet<String>> alike = new LinkedHashMap<>();
        byMetric.forEach((metric, selectors) -> {
            List<MatchSelector> left = widest(selectors).stream().filter(selector -> wide.stream().noneMatch(pattern -> includes(pattern, selector))).toList();
            merged(left).forEach(one -> alike.computeIfAbsent(one.with(Shape.NAME, List.of()).terms(), key -> new TreeSet<>()).add(metric));
        });
        List<MatchSelector> list = new ArrayList<>();
        alike.forEach((terms, names) -> families(names).forEach(family -> list.add(new MatchSelector(terms).with(Shape.NAME, List.of(MatchSelector.oneOf(family))))));
        list.sort((a, b) -> first(a).compareTo(first(b)));
        list.addAll(wide);
        return necessary(list, wide, byMetric);
    }

    /// Metrics by their names, whatever stands before these.
    private static String first(MatchSelector selector) {
        return selector.values(Shape.NAME).filter(names -> !names.isEmpty()).map(SortedSet::first).orElse("") + selector.text();
    }

    private boolean includes(MatchSelector wide, MatchSelector narrow) {
        return trials++ < MAX_TRIALS && wide.includes(narrow);
    }

    /// Those that no other includes; of equals the first.
    private List<MatchSelector> widest(List<MatchSelector> selectors) {
        List<MatchSelector> kept = new ArrayList<>();
        for (MatchSelector selector : selectors) {
            if (kept.stream().noneMatch(wide -> includes(wide, selector))) {
                kept.removeIf(narrow -> includes(selector, narrow));
                kept.add(selector);
            }
        }
        return kept;
    }

    /// Selectors of one metric as one, if that asks for anything.
    private static List<MatchSelector> merged(List<MatchSelector> selectors) {
        if (selectors.size() < 2) {
            return selectors;
        }
        MatchSelector all = selectors.getFirst();
        for (String label : selectors.getFirst().terms().keySet()) {
            all = all.with(label, common(label, selectors));
        }
        return all.terms().size() > 1 || selectors.size() > MAX_OF_METRIC ? List.of(all) : selectors;
    }

    /// What all ask of a label; the values that one of them asks for, where these are few.
    private static List<Term> common(String label, List<MatchSelector> selectors) {
        List<Term> asked = selectors.getFirst().terms().get(label);
        if (selectors.stream().allMatch(selector -> asked.equals(selector.terms().get(label)))) {
            return asked;
        }
        SortedSet<String> values = new TreeSet<>();
        for (MatchSelector selector : selectors) {
            Optional<SortedSet<String>> own = selector.values(label);
            if (own.isEmpty()) {
                return List.of();
            }
            values.addAll(own.get());
        }
        return values.size() > MatchSelector.MAX_VALUES || values.contains("") ? List.of() : List.of(MatchSelector.oneOf(values));
    }

    /// Metrics that stand alone, and families of which several stand together.
    private static List<SortedSet<String>> families(SortedSet<String> names) {
        Map<String, SortedSet<String>> families = new TreeMap<>();
        names.forEach(name -> families.computeIfAbsent(family(name), key -> new TreeSet<>()).add(name));
        List<SortedSet<String>> lines = new ArrayList<>();
        for (SortedSet<String> family : families.values()) {
            if (family.size() <= MAX_APART) {
                family.forEach(name -> lines.add(new TreeSet<>(Set.of(name))));
            } else {
                lines.addAll(wrapped(family));
            }
        }
        return lines;
    }

    /// What names of a family have in common: the level of a recorded metric (`job:`), else the first word (`node_`).
    static String family(String name) {
        int colon = name.indexOf(':');
        int end = colon >= 0 ? colon : name.indexOf('_');
        return end < 0 ? name : name.substring(0, end + 1);
    }

    private static List<SortedSet<String>> wrapped(SortedSet<String> names) {
        List<SortedSet<String>> lines = new ArrayList<>();
        int length = MAX_LENGTH;
        for (String name : names) {
            int more = Regex.quote(name).length() + 1;
            if (length + more > MAX_LENGTH) {
                lines.add(new TreeSet<>());
                length = MatchSelector.named(Set.of("a", "b")).text().length();
            }
            lines.getLast().add(name);
            length += more;
        }
        return lines;
    }

    /// Without those of which all that is needed is selected by others, too. Only selectors that overlap others can be such.
    private List<MatchSelector> necessary(List<MatchSelector> list, List<MatchSelector> wide, Map<String, List<MatchSelector>> byMetric) {
        Map<String, Integer> times = new HashMap<>();
        list.forEach(selector -> selector.names().ifPresent(names -> names.forEach(metric -> times.merge(metric, 1, Integer::sum))));
        ByMetric<MatchSelector> index = new ByMetric<>(list, selector -> selector);
        Set<MatchSelector> left = new LinkedHashSet<>(list);
        for (MatchSelector selector : list) {
            boolean alone = wide.isEmpty() && selector.names().filter(names -> names.stream().anyMatch(metric -> times.get(metric) > 1)).isEmpty();
            if (alone) {
                continue;
            }
            List<MatchSelector> near = index.near(selector).filter(other -> other != selector && left.contains(other)).toList();
            trials += near.size();
            if (trials > MAX_TRIALS || effort.isSpent()) {
                minimal = false;
                break;
            }
            List<MatchSelector> others = near.stream().filter(other -> other.overlaps(selector)).toList();
            if (others.isEmpty()) {
                continue;
            }
            Escape escape = escape(neededOf(selector, byMetric), others);
            if (escape.isCovered()) {
                left.remove(selector);
            }
            minimal &= !(escape instanceof Escape.Unknown);
        }
        return List.copyOf(left);
    }

    private List<MatchSelector> neededOf(MatchSelector selector, Map<String, List<MatchSelector>> byMetric) {
        Optional<SortedSet<String>> names = selector.names();
        List<MatchSelector> own = new ArrayList<>();
        if (names.isPresent()) {
            names.get().forEach(name -> byMetric.getOrDefault(name, List.of()).stream().filter(selector::includes).forEach(own::add));
        } else {
            own.add(selector);
        }
        return own;
    }

    /// A series of one of `parts` that none of `others` selects.
    private Escape escape(List<MatchSelector> parts, List<MatchSelector> others) {
        Optional<List<SelectorSet>> union = Optional.empty();
        Escape result = new Escape.Covered();
        for (MatchSelector part : parts) {
            trials += others.size();
            if (others.stream().anyMatch(other -> other.includes(part))) {
                continue;
            }
            union = union.isPresent() ? union : sets(others);
            Optional<SelectorSet> set = set(part);
            Escape escape = set.isEmpty() || union.isEmpty() ? new Escape.Unknown() : SelectorSet.escape(set.get(), union.get(), effort);
            if (escape instanceof Escape.Witness) {
                return escape;
            }
            result = escape.isCovered() ? result : escape;
        }
        return result;
    }

    /// Whether all that is needed is selected by the list.
    private Escape proof(List<MatchSelector> list) {
        ByMetric<MatchSelector> index = new ByMetric<>(list, selector -> selector);
        Escape result = new Escape.Covered();
        for (MatchSelector need : needed) {
            if (index.near(need).noneMatch(selector -> selector.includes(need))) {
                Escape escape = escape(List.of(need), index.near(need).filter(selector -> selector.overlaps(need)).toList());
                if (escape instanceof Escape.Witness) {
                    return escape;
                }
                result = escape.isCovered() ? result : escape;
            }
        }
        return result;
    }

    static Optional<SelectorSet> set(MatchSelector selector) {
        return selector.terms().isEmpty() ? Optional.of(SelectorSet.EVERYTHING) : SelectorSet.of(selector.selector());
    }

    /// Empty if one of the patterns cannot be read.
    static Optional<List<SelectorSet>> sets(Collection<MatchSelector> selectors) {
        List<SelectorSet> sets = new ArrayList<>();
        for (MatchSelector selector : selectors) {
            Optional<SelectorSet> set = set(selector);
            if (set.isEmpty()) {
                return Optional.empty();
            }
            sets.add(set.get());
        }
        return Optional.of(sets);
    }
}
