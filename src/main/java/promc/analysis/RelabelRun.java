package promc.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What becomes of one target, or of one of its series, rule by rule. `given` are the labels before the first rule; `steps` end with the rule that drops it, if one does. `outcome` are the labels
/// in the end; it is empty where there is no such target or series, and `lost` says why.
public record RelabelRun(Map<String, String> given, List<Step> steps, Optional<Map<String, String>> outcome, String lost) {
    public RelabelRun {
        steps = List.copyOf(steps);
    }

    static final String DROPPED = "a rule drops it";

    /// Of a series: what `steps` left is in `labels`.
    static RelabelRun of(Map<String, String> given, List<Step> steps, RelabelBuilder labels) {
        boolean kept = steps.isEmpty() || steps.getLast().kept();
        Optional<Map<String, String>> left = kept ? Optional.of(labels.labels()).filter(some -> !some.isEmpty()) : Optional.empty();
        return new RelabelRun(given, steps, left, left.isPresent() ? "" : kept ? "it has no labels left" : DROPPED);
    }

    /// What the rule of this number, counted from 0, does. `input` are the joined values of its source labels; `matches` tells whether its pattern matches them, and is true of rules
    /// that do not ask that.
    public record Step(int rule, String input, boolean matches, boolean kept, Map<String, String> before, Map<String, String> after) {}
}
