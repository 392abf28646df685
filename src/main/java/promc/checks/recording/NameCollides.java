package promc.checks.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import promc.fix.Fix.Applicability;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.LoadedTogether;
import promc.lint.Severity;
import promc.model.Estate;
import promc.model.Rule;
import promc.model.RuleFile;
import promc.model.RuleGroup;
import promc.source.SourceFile;

/// Two rules that write the same series. In one group the second sample of a time is refused (Prometheus `rules/group.go`, "different value but same timestamp"); in different
/// groups the values of both alternate. Only rules that one server loads are compared: those of one file, and of the files of one configuration. Rules that share out the
/// series of a name, by what they select or by labels they set, are fine.
public final class NameCollides implements Check.EstateCheck {
    private static final CheckInfo INFO = CheckInfo.proved("recording/name-collides", Severity.WARNING, "Two rules record the same series").fixable(Applicability.UNSAFE);
    /// Each rule is compared with as many before it; more of one name share it out.
    private static final int MAX_BEFORE = 64;

    /// What two rules have in common.
    private enum Overlap { NONE, SAME, SINGLE, OTHER_METRIC, SAME_METRIC }

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(Estate estate, Context context) {
        Set<Rule> told = Collections.newSetFromMap(new IdentityHashMap<>());
        Copies copies = new Copies();
        LoadedTogether.of(estate).forEach(set -> compareFiles(set, told, copies, context));
        copies.offerFixes(estate);
    }

    private static void compareFiles(LoadedTogether set, Set<Rule> told, Copies copies, Context context) {
        Map<String, List<RecordedRule>> byName = new LinkedHashMap<>();
        for (Map.Entry<String, List<Candidate>> entry : candidates(set.files()).entrySet()) {
            if (entry.getValue().size() > 1) {
                List<RecordedRule> records = new ArrayList<>();
                entry.getValue().forEach(found -> RecordedRule.of(found.rule, found.group, found.file, context::facts).ifPresent(records::add));
                byName.put(entry.getKey(), records);
            }
        }
        byName.values().forEach(records -> compare(records, set, told, copies, context));
    }

    private record Candidate(Rule rule, RuleGroup group, RuleFile file) {}

    private static Map<String, List<Candidate>> candidates(List<RuleFile> files) {
        Map<String, List<Candidate>> byName = new LinkedHashMap<>();
        for (RuleFile file : files) {
            for (RuleGroup group : file.groups()) {
                for (Rule rule : group.rules()) {
                    if (rule.isRecording()) {
                        rule.name().value().ifPresent(name -> byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(new Candidate(rule, group, file)));
                    }
                }
            }
        }
        return byName;
    }

    private static void compare(List<RecordedRule> records, LoadedTogether set, Set<Rule> told, Copies copies, Context context) {
        for (int i = 1; i < records.size(); i++) {
            RecordedRule later = records.get(i);
            for (int j = Math.max(0, i - MAX_BEFORE); j < i && !told.contains(later.rule()); j++) {
                Overlap overlap = overlap(records.get(j), later, context);
                if (overlap != Overlap.NONE) {
                    told.add(later.rule());
                    Draft draft = report(records.get(j), later, overlap, set.where(), context);
                    if (overlap == Overlap.SAME && set.surely()) {
                        copies.add(records.get(j), later, draft);
                    }
                    if (!set.surely() || overlap != Overlap.SAME && overlap != Overlap.SINGLE) {
                        draft.likely();
                    }
                }
            }
        }
    }

    private static Overlap overlap(RecordedRule first, RecordedRule second, Context context) {
        if (first.isDisjointFrom(second)) {
            return Overlap.NONE;
        }
        if (first.hasLabelsOf(second) && context.form(first.expression()).equals(context.form(second.expression()))) {
            return Overlap.SAME;
        }
        if (first.filters() || second.filters()) {
            return Overlap.NONE;
        }
        if (first.isSameSingleSeriesAs(second)) {
            return Overlap.SINGLE;
        }
        if (!first.hasLabelsOf(second)) {
            return Overlap.NONE;
        }
        return first.readsTheSameAs(second) ? Overlap.SAME_METRIC : first.isWrittenAsForOtherMetric(second) ? Overlap.OTHER_METRIC : Overlap.NONE;
    }

    private static Draft report(RecordedRule first, RecordedRule second, Overlap overlap, String where, Context context) {
        SourceFile file = second.file().text().file();
        String name = "`" + second.rule().name().value().orElse("") + "`";
        boolean together = first.group() == second.group();
        String effect = together ? "Prometheus refuses the second value" : "their values alternate";
        Draft draft = context.report(file, second.place(), switch (overlap) {
            case SAME -> name + " is recorded twice by " + (first.isWrittenAs(second) ? "the same expression" : "expressions that return the same") + (together ? "" : ", in two groups");
            case SINGLE -> name + " is one series, and two rules of this " + where + " write it: " + effect;
            case SAME_METRIC -> name + " is recorded from the same series by two rules of this " + where + ": " + effect;
            default -> name + " is recorded from two metrics with the same labels: where both have a series, " + effect;
        });
        return draft.note(first.file().text().file(), first.place(), "the first one").in(second.about());
    }
}
