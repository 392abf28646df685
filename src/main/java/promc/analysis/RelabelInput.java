package promc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import promc.model.RelabelRule.Action;
import promc.promql.Expr.MatchOp;
import promc.regex.Answer;
import promc.regex.Decision;
import promc.regex.Language;
import promc.regex.Regex;
import promc.regex.RegexUse;

/// The values of a rule's source labels, joined, as far as they are known: all of them, or languages they are in.
final class RelabelInput {
    /// More combinations of values than this are not gone through one by one.
    private static final int MAX_COMBINATIONS = 2 * Values.MAX_VALUES;

    private final RelabelStep step;
    private final RelabelState state;
    /// The values of each source label by name; null where there are too many.
    private final List<Map<String, String>> combinations;

    RelabelInput(RelabelStep step, RelabelState state) {
        this.step = step;
        this.state = state;
        this.combinations = combinations();
    }

    private List<Map<String, String>> combinations() {
        List<Map<String, String>> all = List.of(Map.of());
        for (String source : new TreeSet<>(step.sources())) {
            LabelFact fact = state.label(source);
            SortedSet<String> values = new TreeSet<>();
            if (!fact.isAlways()) {
                values.add("");
            }
            if (!fact.isNever()) {
                if (!(fact.values() instanceof Values.OneOf oneOf)) {
                    return null;
                }
                values.addAll(oneOf.values());
            }
            if ((long) all.size() * values.size() > MAX_COMBINATIONS) {
                return null;
            }
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> before : all) {
                for (String value : values) {
                    Map<String, String> with = new LinkedHashMap<>(before);
                    with.put(source, value);
                    longer.add(with);
                }
            }
            all = longer;
        }
        return all;
    }

    /// Each value there can be, with the values of the source labels that make it; empty if they cannot be told one by one.
    Optional<List<Map<String, String>>> all() {
        return Optional.ofNullable(combinations);
    }

    String joined(Map<String, String> combination) {
        return step.sources().stream().map(combination::get).collect(Collectors.joining(step.separator()));
    }

    /// False if it is proved that the rule's pattern never matches.
    boolean mayMatch() {
        return mayBe(true);
    }

    /// False if it is proved that the rule's pattern always matches.
    boolean mayFail() {
        return mayBe(false);
    }

    private boolean mayBe(boolean matching) {
        Predicate<String> wanted = value -> step.regex().matches(value) == matching;
        if (combinations != null) {
            return combinations.stream().map(this::joined).anyMatch(wanted);
        }
        if (step.regex().matchesEverything()) {
            return matching;
        }
        Optional<SortedSet<String>> finite = step.sources().size() == 1 ? step.regex().finiteValues(Values.MAX_VALUES) : Optional.empty();
        if (finite.isPresent()) {
            // Values that are told by a pattern are more than a few, as good as always.
            return !matching || finite.get().stream().anyMatch(state.label(step.sources().getFirst())::allows);
        }
        Language language = matching ? step.regex().language() : step.regex().language().complement();
        if (step.sources().size() == 1) {
            LabelFact fact = state.label(step.sources().getFirst());
            List<Language> present = new ArrayList<>(List.of(language, Language.literal("").complement()));
            if (fact.values() instanceof Values.Matching constrained) {
                constrained.constraints().forEach(constraint -> present.add(constraint.language()));
            }
            return !fact.isAlways() && wanted.test("") || !(Decision.disjoint(present) instanceof Answer.Yes);
        }
        return pattern().map(approximate -> !(Decision.disjoint(List.of(approximate.language(), language)) instanceof Answer.Yes)).orElse(true);
    }

    /// A pattern that every possible value matches.
    private Optional<Regex> pattern() {
        String pattern = step.sources().stream().map(source -> pattern(state.label(source))).collect(Collectors.joining(Regex.quote(step.separator())));
        return Regex.parse(pattern, RegexUse.RELABEL) instanceof Regex regex ? Optional.of(regex) : Optional.empty();
    }

    static String pattern(LabelFact fact) {
        if (fact.isNever()) {
            return "";
        }
        String present = switch (fact.values()) {
            case Values.Any ignored -> ".+";
            case Values.OneOf oneOf -> oneOf.values().stream().map(Regex::quote).collect(Collectors.joining("|"));
            // A quotation that is not closed would run on into what follows.
            case Values.Matching matching -> matching.pattern().filter(pattern -> !pattern.contains("\\Q")).orElse(".+");
        };
        return "(?:" + present + ")" + (fact.isAlways() ? "" : "?");
    }

    /// False if the joined value is never empty.
    boolean mayBeEmpty() {
        if (combinations != null) {
            return combinations.stream().map(this::joined).anyMatch(String::isEmpty);
        }
        boolean separated = step.sources().size() > 1 && !step.separator().isEmpty();
        return !separated && step.sources().stream().map(state::label).noneMatch(LabelFact::isAlways);
    }

    /// The series whose values the pattern matches, or those whose it does not.
    RelabelState narrowed(boolean matching) {
        if (combinations != null) {
            return narrowed(combinations.stream().filter(combination -> step.regex().matches(joined(combination)) == matching).toList());
        }
        return step.sources().size() == 1 ? state.with(step.sources().getFirst(), narrow(state.label(step.sources().getFirst()), matching)) : state;
    }

    /// The series whose source labels have one of these combinations of values.
    RelabelState narrowed(List<Map<String, String>> kept) {
        RelabelState narrowed = state;
        for (String source : new TreeSet<>(step.sources())) {
            SortedSet<String> values = kept.stream().map(combination -> combination.get(source)).collect(Collectors.toCollection(TreeSet::new));
            LabelFact before = state.label(source);
            boolean absent = values.remove("");
            Presence presence = !absent ? Presence.ALWAYS : values.isEmpty() ? Presence.NEVER : Presence.MAYBE;
            LabelFact fact = new LabelFact(presence, Values.of(values), before.why());
            narrowed = before.saysTheSame(fact) ? narrowed : narrowed.with(source, fact.because(because(before, "only series with such a value pass")));
        }
        return narrowed;
    }

    private LabelFact narrow(LabelFact fact, boolean matching) {
        Regex regex = step.regex();
        boolean absent = !fact.isAlways() && regex.matches("") == matching;
        if (regex.matchesEverything() || regex.matchesAllButEmpty()) {
            return absent ? matching ? fact : LabelFact.never(because(fact, "only series without it pass"))
                    : LabelFact.always(fact.values(), fact.isAlways() ? fact.why() : because(fact, "only series with it pass"));
        }
        boolean vacuous = !matching && regex.finiteValues(1).filter(values -> values.contains("")).isPresent();
        Values values = vacuous ? fact.values() : fact.values().and(values(regex, matching));
        Presence presence = !absent ? Presence.ALWAYS : values.equals(Values.NONE) ? Presence.NEVER : Presence.MAYBE;
        return new LabelFact(presence, values, because(fact, matching ? "only series whose value matches pass" : "only series whose value does not match pass"));
    }

    /// A rule that replaces lets everything pass: its outcomes are told apart, no more.
    private Why because(LabelFact before, String reason) {
        return step.action() == Action.REPLACE ? before.why() : step.why(reason);
    }

    private static Values values(Regex regex, boolean matching) {
        if (matching) {
            Optional<SortedSet<String>> finite = regex.finiteValues(Values.MAX_VALUES);
            if (finite.isPresent()) {
                return Values.of(finite.get());
            }
        }
        // What matchers read in another way than relabelling does is no constraint.
        return Regex.parse(regex.pattern()) instanceof Regex same
                ? new Values.Matching(List.of(new Values.Constraint(matching ? MatchOp.REGEX : MatchOp.NOT_REGEX, regex.pattern(), matching ? same.language() : same.language().complement())))
                : Values.ANY;
    }
}
