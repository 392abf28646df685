package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import promc.model.RelabelList;
import promc.model.RelabelRule;
import promc.regex.Regex;
import promc.regex.RegexUse;
import promc.regex.Template;

/// How the rules of one list come to be applied, one after the other: what is known of the label sets before each and after the last.
public final class RelabelTrace {
    private final RelabelList list;
    private final List<Turn> turns;
    private final List<RelabelState> end;

    private RelabelTrace(RelabelList list, List<Turn> turns, List<RelabelState> end) {
        this.list = list;
        this.turns = List.copyOf(turns);
        this.end = end;
    }

    static RelabelTrace of(RelabelList list, Relabelling rules, List<RelabelState> from) {
        List<Turn> turns = new ArrayList<>();
        List<RelabelState> states = RelabelState.merged(from);
        for (int i = 0; i < rules.steps().size(); i++) {
            RelabelStep step = rules.steps().get(i);
            List<RelabelState> after = Relabelling.states(step, states);
            turns.add(new Turn(list.rules().get(i), step, states, after));
            states = after;
        }
        return new RelabelTrace(list, turns, states);
    }

    public RelabelList list() {
        return list;
    }

    /// One for each rule, in order.
    public List<Turn> turns() {
        return turns;
    }

    /// True if a label set may be left at the end.
    public boolean mayPass() {
        return !end.isEmpty();
    }

    /// True if it is proved that what is left at the end has no label `name`; of nothing, anything is proved.
    public boolean endsWithout(String name) {
        return end.stream().allMatch(state -> state.label(name).isNever());
    }

    /// One rule when its turn comes.
    public static final class Turn {
        private final RelabelRule rule;
        private final RelabelStep step;
        private final List<RelabelState> before;
        private final List<RelabelState> after;

        private Turn(RelabelRule rule, RelabelStep step, List<RelabelState> before, List<RelabelState> after) {
            this.rule = rule;
            this.step = step;
            this.before = before;
            this.after = after;
        }

        public RelabelRule rule() {
            return rule;
        }

        /// False if it is proved that no label set comes this far.
        public boolean isReached() {
            return !before.isEmpty();
        }

        /// True if it is proved that none passes this rule, though some may reach it.
        public boolean dropsAll() {
            return !before.isEmpty() && after.isEmpty();
        }

        /// False if it is proved that the pattern matches the joined source labels of none of those that come this far; for a rule on names, the name of none of their labels.
        public boolean mayMatch() {
            return before.stream().anyMatch(state -> step.action().isOnNames() ? mayMatchName(state) : new RelabelInput(step, state).mayMatch());
        }

        private boolean mayMatchName(RelabelState state) {
            return state.labels().entrySet().stream().anyMatch(label -> !label.getValue().isNever() && step.regex().matches(label.getKey()))
                    || !state.others().within(step.regex().language()).isNone();
        }

        /// True if several source labels are joined, and the pattern matches no text that has the separator in it, as every joined text has.
        public boolean ignoresSeparator() {
            return step.sources().size() > 1 && !step.separator().isEmpty() && Regex.parse(".*" + Regex.quote(step.separator()) + ".*", RegexUse.RELABEL) instanceof Regex separated
                    && step.regex().language().disjointFrom(separated.language()).isYes();
        }

        /// True if it is proved that none of those that come this far has the label.
        public boolean isNever(String label) {
            return before.stream().allMatch(state -> state.label(label).isNever());
        }

        /// True if all that is known of the label is that a target may have it.
        public boolean isUnknown(String label) {
            return before.stream().anyMatch(state -> state.label(label).isUnknown());
        }

        /// The values that the label can have where it is looked at, the empty one if it can be absent; empty if they cannot be told one by one.
        public Optional<SortedSet<String>> values(String label) {
            SortedSet<String> values = new TreeSet<>();
            for (RelabelState state : before) {
                LabelFact fact = state.label(label);
                if (!fact.isAlways()) {
                    values.add("");
                }
                if (!fact.isNever()) {
                    if (!(fact.values() instanceof Values.OneOf oneOf)) {
                        return Optional.empty();
                    }
                    values.addAll(oneOf.values());
                }
            }
            return Optional.of(values);
        }

        /// Evidence for a label that none has.
        public Optional<Why> why(String label) {
            return before.stream().findFirst().map(state -> state.label(label).why());
        }

        /// True if the rule takes the label from all that had it or could have had it.
        public boolean removes(String label) {
            return isReached() && !isNever(label) && after.stream().allMatch(state -> state.label(label).isNever());
        }

        /// References in the replacement to groups that the pattern does not have, as they are written; always empty, then.
        public List<String> missingGroups() {
            return missing(step.replacement(), group -> Template.number(group, step.groups()).isEmpty());
        }

        /// The same for the target label.
        public List<String> missingGroupsOfTarget() {
            return missing(step.target(), group -> Template.number(group, step.groups()).isEmpty());
        }

        private static List<String> missing(String template, Predicate<Template.Part.Group> test) {
            List<String> missing = new ArrayList<>();
            for (Template.Part part : Template.parse(template).parts()) {
                if (part instanceof Template.Part.Group group && test.test(group)) {
                    missing.add(group.name());
                }
            }
            return missing;
        }

        /// True if the replacement depends on what the pattern matched.
        public boolean hasReferences() {
            return !missing(step.replacement(), group -> true).isEmpty();
        }

        /// How many groups the pattern has.
        public int groups() {
            return step.groups().groups();
        }
    }
}
