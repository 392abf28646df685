package promc.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import promc.model.RelabelRule.Action;
import promc.promql.Expr.MatchOp;
import promc.regex.Regex;
import promc.regex.Template;
import promc.regex.Template.Part;

/// What the actions that look at values make of a [RelabelState]: `replace`, `keep`, `drop`, `keepequal`, `dropequal`, `lowercase`, `uppercase`, `hashmod`.
final class RelabelValues {
    /// Outcomes of one rule beyond these are told as one.
    private static final int MAX_OUTCOMES = 4;

    private final RelabelStep step;
    private final RelabelState state;
    private final RelabelInput input;

    private RelabelValues(RelabelStep step, RelabelState state) {
        this.step = step;
        this.state = state;
        this.input = new RelabelInput(step, state);
    }

    static List<RelabelState> of(RelabelStep step, RelabelState state) {
        RelabelValues values = new RelabelValues(step, state);
        return switch (step.action()) {
            case KEEP -> values.filtered(true);
            case DROP -> values.filtered(false);
            case KEEPEQUAL -> values.keepEqual();
            case DROPEQUAL -> values.dropEqual();
            case REPLACE -> values.replace();
            case LOWERCASE, UPPERCASE, HASHMOD -> List.of(values.computed());
            case LABELMAP, LABELDROP, LABELKEEP -> throw new IllegalArgumentException(step.action().word());
        };
    }

    /// The outcomes of a rule for `state` told as one. What it did not set is as it was.
    static List<RelabelState> joined(RelabelStep step, RelabelState state, List<RelabelState> outcomes) {
        if (outcomes.size() < 2) {
            return outcomes;
        }
        RelabelState all = outcomes.stream().reduce(RelabelState::or).orElseThrow();
        Optional<String> target = Template.parse(step.target()).constant();
        for (String source : step.sources()) {
            if (target.filter(name -> !name.equals(source)).isPresent()) {
                all = all.with(source, state.label(source));
            }
        }
        return List.of(all);
    }

    private List<RelabelState> filtered(boolean matching) {
        boolean passes = matching ? input.mayMatch() : input.mayFail();
        boolean stops = matching ? input.mayFail() : input.mayMatch();
        return !passes ? List.of() : List.of(stops ? input.narrowed(matching) : state);
    }

    /// The target label's values and absence as strings; empty if they cannot be told.
    private Optional<SortedSet<String>> targetValues() {
        LabelFact fact = state.label(step.target());
        if (!fact.isNever() && !(fact.values() instanceof Values.OneOf)) {
            return Optional.empty();
        }
        SortedSet<String> values = new TreeSet<>(fact.values() instanceof Values.OneOf oneOf && !fact.isNever() ? oneOf.values() : List.of());
        if (!fact.isAlways()) {
            values.add("");
        }
        return Optional.of(values);
    }

    private List<RelabelState> keepEqual() {
        LabelFact target = state.label(step.target());
        if (input.all().isPresent()) {
            List<Map<String, String>> kept = input.all().get().stream().filter(combination -> target.allows(input.joined(combination))).toList();
            if (kept.isEmpty()) {
                return List.of();
            }
            RelabelState narrowed = input.narrowed(kept);
            return step.sources().contains(step.target()) ? List.of(narrowed)
                    : List.of(narrowed.with(step.target(), fact(kept.stream().map(input::joined).toList(), "the rule asks for an equal value")));
        }
        if (step.sources().size() != 1) {
            return List.of(state);
        }
        LabelFact source = state.label(step.sources().getFirst());
        if (source.excludes(target)) {
            return List.of();
        }
        LabelFact both = source.and(target).because(step.why("the rule asks for an equal value"));
        return List.of(state.with(step.sources().getFirst(), both).with(step.target(), both));
    }

    private List<RelabelState> dropEqual() {
        boolean same = step.sources().size() == 1 && step.sources().getFirst().equals(step.target());
        Optional<SortedSet<String>> target = targetValues();
        boolean always = same || target.isPresent() && input.all().isPresent() && target.get().size() == 1
                && input.all().get().stream().allMatch(combination -> input.joined(combination).equals(target.get().first()));
        return always ? List.of() : List.of(state);
    }

    private LabelFact fact(List<String> values, String reason) {
        boolean empty = values.contains("");
        boolean present = values.stream().anyMatch(value -> !value.isEmpty());
        return new LabelFact(!empty ? Presence.ALWAYS : present ? Presence.MAYBE : Presence.NEVER, Values.of(values), step.why(reason));
    }

    private RelabelState computed() {
        String reason = "the rule sets it (`" + step.action().word() + "`)";
        if (input.all().isPresent()) {
            return state.with(step.target(), fact(input.all().get().stream().map(combination -> RelabelProcess.computed(step, input.joined(combination))).toList(), reason));
        }
        if (step.action() == Action.HASHMOD) {
            long modulus = step.modulus();
            Values values = modulus > 0 && modulus <= Values.MAX_VALUES ? Values.of(IntStream.range(0, (int) modulus).mapToObj(Integer::toString).toList()) : digits(modulus);
            return state.with(step.target(), LabelFact.always(values, step.why(reason)));
        }
        return state.with(step.target(), new LabelFact(input.mayBeEmpty() ? Presence.MAYBE : Presence.ALWAYS, Values.ANY, step.why(reason)));
    }

    private static Values digits(long modulus) {
        String pattern = "[0-9]{1," + Long.toUnsignedString(modulus).length() + "}";
        return Regex.parse(pattern) instanceof Regex regex
                ? new Values.Matching(List.of(new Values.Constraint(MatchOp.REGEX, pattern, regex.language()))) : Values.ANY;
    }

    private List<RelabelState> replace() {
        List<RelabelState> outcomes = input.all().isPresent() ? replaceEach(input.all().get()) : replaceAny();
        boolean apart = outcomes.size() <= MAX_OUTCOMES && outcomes.stream().noneMatch(outcome -> Template.parse(step.target()).constant().filter(target -> outcome.label(target).isUnknown()).isPresent());
        return apart ? outcomes : joined(step, state, outcomes);
    }

    /// Every value is known, and so is what becomes of it.
    private List<RelabelState> replaceEach(List<Map<String, String>> combinations) {
        List<Map<String, String>> unchanged = new ArrayList<>();
        Map<String, List<Map<String, String>>> changed = new LinkedHashMap<>();
        Map<String, List<String>> made = new LinkedHashMap<>();
        for (Map<String, String> combination : combinations) {
            Optional<RelabelProcess.Made> label = RelabelProcess.replacement(step, input.joined(combination));
            if (label.isEmpty()) {
                unchanged.add(combination);
            } else {
                changed.computeIfAbsent(label.get().name(), name -> new ArrayList<>()).add(combination);
                made.computeIfAbsent(label.get().name(), name -> new ArrayList<>()).add(label.get().value());
            }
        }
        List<RelabelState> outcomes = new ArrayList<>();
        changed.forEach((name, from) -> outcomes.add((from.size() == combinations.size() ? state : input.narrowed(from)).with(name, fact(made.get(name), reason(made.get(name))))));
        if (!unchanged.isEmpty()) {
            outcomes.add(changed.isEmpty() ? state : input.narrowed(unchanged));
        }
        return outcomes;
    }

    private static String reason(List<String> values) {
        return values.stream().allMatch(String::isEmpty) ? "the rule deletes it" : "the rule sets it";
    }

    private List<RelabelState> replaceAny() {
        List<RelabelState> outcomes = new ArrayList<>();
        if (input.mayMatch()) {
            outcomes.add(replaced(input.mayFail() ? input.narrowed(true) : state));
        }
        // A name that is none leaves everything as it is, too.
        boolean named = Template.parse(step.target()).constant().isPresent() || !step.legacyNames() && !RelabelExpansion.of(step.target(), step, ".*").mayBeEmpty();
        if (input.mayFail() || !named) {
            outcomes.add(!input.mayMatch() || !named ? state : input.narrowed(false));
        }
        return outcomes;
    }

    private RelabelState replaced(RelabelState matched) {
        Optional<String> target = Template.parse(step.target()).constant();
        LabelFact fact = result(matched);
        if (target.isPresent()) {
            return RelabelStep.isName(target.get(), step.legacyNames()) ? matched.with(target.get(), fact) : matched;
        }
        RelabelExpansion names = RelabelExpansion.of(step.target(), step, ".*");
        RelabelState changed = matched;
        for (String name : matched.labels().keySet()) {
            if (names.language().matches(name)) {
                changed = changed.with(name, matched.label(name).or(fact));
            }
        }
        return changed.with(changed.others().plus(names.language()), step.why("the rule sets labels whose names depend on values"));
    }

    /// The label that the rule makes of what matched.
    private LabelFact result(RelabelState matched) {
        Template template = Template.parse(step.replacement());
        boolean single = step.sources().size() == 1;
        LabelFact source = single ? matched.label(step.sources().getFirst()) : null;
        boolean whole = single && step.isAnchored() && template.parts().size() == 1 && template.parts().getFirst() instanceof Part.Group group
                && Template.number(group, step.groups()).filter(number -> RelabelExpansion.isWhole(step.regex(), number)).isPresent();
        if (whole) {
            return new LabelFact(source.presence(), source.values(), step.why(source.isNever() ? "the rule deletes it" : "the rule sets it"));
        }
        RelabelExpansion made = RelabelExpansion.of(step.replacement(), step, single ? RelabelInput.pattern(source) : ".*");
        if (made.values().equals(Values.NONE) && made.mayBeEmpty()) {
            return LabelFact.never(step.why("the rule deletes it"));
        }
        return new LabelFact(made.mayBeEmpty() ? Presence.MAYBE : Presence.ALWAYS, made.values(), step.why("the rule sets it"));
    }
}
