package promc.checks.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import promc.promql.Expr;
import promc.promql.NamedLabels;

/// What stands before the first colon of a recorded name: the labels that it names, and whether it has `others`, that is words that are no label known here.
record Level(List<String> labels, boolean others) {
    /// What every scraped series has.
    private static final Set<String> OF_TARGETS = Set.of("instance", "job");

    /// Of the level of a rule that records `root`: a word counts as a label if the expression uses it as one, or if every target has it. The longest known label first, where several begin
    /// at a word.
    static Level of(String level, Expr root) {
        Set<String> known = new HashSet<>(OF_TARGETS);
        known.addAll(NamedLabels.of(root));
        List<String> parts = List.of(level.split("_"));
        List<String> labels = new ArrayList<>();
        boolean others = false;
        int at = 0;
        while (at < parts.size()) {
            int end = parts.size();
            while (end > at && !known.contains(String.join("_", parts.subList(at, end)))) {
                end--;
            }
            if (end > at) {
                labels.add(String.join("_", parts.subList(at, end)));
            }
            others |= end == at;
            at = Math.max(end, at + 1);
        }
        return new Level(labels, others);
    }
}
