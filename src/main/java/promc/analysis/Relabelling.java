package promc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import promc.model.RelabelRule;
import promc.source.SourceFile;

/// The rules of one `relabel_configs` or `metric_relabel_configs`, as Prometheus 3.14 applies them (`model/relabel`): to one label set, exactly, or to all the label sets that a
/// shape describes.
public final class Relabelling {
    private final List<RelabelStep> steps;

    private Relabelling(List<RelabelStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /// The rules as they stand in `file`; empty if Prometheus refuses one of them. `legacyNames` tells that the configuration allows no other names of labels than the old ones.
    public static Optional<Relabelling> of(List<RelabelRule> rules, boolean legacyNames, SourceFile file) {
        List<RelabelStep> steps = new ArrayList<>();
        for (RelabelRule rule : rules) {
            Optional<RelabelStep> step = RelabelStep.of(rule, legacyNames, file);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(new Relabelling(steps));
    }

    /// What becomes of one label set; empty if it is dropped. A label with the empty value is none.
    public Optional<Map<String, String>> apply(Map<String, String> labels) {
        RelabelBuilder builder = new RelabelBuilder(labels);
        return RelabelProcess.apply(steps, builder) ? Optional.of(builder.labels()) : Optional.empty();
    }

    /// What each rule makes of `labels`, which are changed as Prometheus changes them, up to the rule that drops them.
    List<RelabelRun.Step> run(RelabelBuilder labels) {
        List<RelabelRun.Step> run = new ArrayList<>();
        for (int i = 0; i < steps.size() && (run.isEmpty() || run.getLast().kept()); i++) {
            RelabelStep step = steps.get(i);
            Map<String, String> before = labels.labels();
            String input = RelabelProcess.input(step, labels);
            boolean kept = RelabelProcess.apply(step, labels);
            run.add(new RelabelRun.Step(i, input, !isOnPattern(step) || step.regex().matches(input), kept, before, labels.labels()));
        }
        return run;
    }

    /// What becomes of the label sets that `shape` describes: each that is not dropped is described by one of the shapes. None if it is proved that all are dropped.
    public List<Shape> apply(Shape shape) {
        return states(List.of(RelabelState.of(shape))).stream().map(RelabelState::shape).toList();
    }

    List<RelabelStep> steps() {
        return steps;
    }

    /// What `step` alone makes of these label sets.
    static List<RelabelState> states(RelabelStep step, List<RelabelState> from) {
        return new Relabelling(List.of(step)).states(from);
    }

    /// True if what the rule does depends on whether its pattern matches values of source labels.
    private static boolean isOnPattern(RelabelStep step) {
        return switch (step.action()) {
            case KEEP, DROP, REPLACE -> true;
            case KEEPEQUAL, DROPEQUAL, HASHMOD, LABELMAP, LABELDROP, LABELKEEP, LOWERCASE, UPPERCASE -> false;
        };
    }

    List<RelabelState> states(List<RelabelState> from) {
        List<RelabelState> states = RelabelState.merged(from);
        for (RelabelStep step : steps) {
            List<RelabelState> next = new ArrayList<>();
            List<RelabelState> joined = new ArrayList<>();
            for (RelabelState state : states) {
                List<RelabelState> outcomes = step.action().isOnNames() ? List.of(RelabelLabels.of(step, state)) : RelabelValues.of(step, state);
                next.addAll(outcomes);
                joined.addAll(RelabelValues.joined(step, state, outcomes));
            }
            // Better to tell the outcomes of this rule as one than all that was told apart before it.
            states = RelabelState.merged(next.size() > SeriesSet.MAX_SHAPES ? joined : next);
        }
        return states;
    }

    /// True if a rule may give a series another metric name.
    boolean mayRename() {
        return steps.stream().anyMatch(step -> switch (step.action()) {
            case REPLACE -> step.target().equals(Shape.NAME) || step.target().contains("$");
            case LOWERCASE, UPPERCASE, HASHMOD -> step.target().equals(Shape.NAME);
            case LABELMAP -> true;
            case KEEP, DROP, KEEPEQUAL, DROPEQUAL, LABELDROP, LABELKEEP -> false;
        });
    }
}
