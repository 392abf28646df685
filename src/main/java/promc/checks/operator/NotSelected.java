package promc.checks.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import promc.fix.Fix;
import promc.fix.Fix.Applicability;
import promc.fix.TextEdit;
import promc.fix.YamlEdits;
import promc.lint.Context;
import promc.lint.Draft;
import promc.model.LabelSelector.Condition;
import promc.model.OperatorObject;
import promc.model.OperatorSelection;
import promc.model.OperatorSelection.Choice;
import promc.source.Span;
import promc.yaml.YamlNode.YamlMapping;

/// Objects that no server in sight selects, though one is near whose selector is in sight. Where any server may select an object, be it of another cluster, nothing is said.
final class NotSelected {
    private NotSelected() {}

    static void check(String kind, String effect, Context context) {
        OperatorSelection selection = context.estate().operatorSelection();
        List<OperatorObject> objects = context.estate().operatorObjects(kind);
        if (objects.isEmpty()) {
            return;
        }
        ReleaseLabel release = new ReleaseLabel(kind, context.estate());
        for (OperatorObject object : objects) {
            List<Choice> choices = selection.choices(object);
            if (choices.isEmpty()) {
                release.judge(object, effect, context);
            } else if (choices.stream().noneMatch(Choice::selects) && !release.selects(object)) {
                judge(object, choices, effect, context);
            }
        }
    }

    private static void judge(OperatorObject object, List<Choice> choices, String effect, Context context) {
        List<Choice> near = choices.stream().filter(choice -> OperatorSelection.areNear(choice.server(), object)).toList();
        List<Choice> refusing = near.stream().filter(choice -> choice.selector().isPresent() && !choice.labels() && choice.namespace()).toList();
        boolean laidOver = context.estate().isLaidOver(object) || near.stream().anyMatch(choice -> context.estate().isLaidOver(choice.server()));
        if (refusing.isEmpty() || laidOver) {
            return;
        }
        Choice first = refusing.getFirst();
        String field = OperatorSelection.field(object.kind()).orElseThrow();
        List<Condition> unmet = first.selector().orElseThrow().unmet(object.meta().labels());
        Draft draft = context.report(object.text(), object.meta().place(), object.what() + " is selected by no server in sight: " + first.server().what() + " wants "
                + String.join(" and ", unmet.stream().map(condition -> "`" + condition + "`").toList()) + " among its labels; " + effect);
        Span place = first.server().spec().entry(field).map(entry -> entry.key().span()).orElse(first.server().meta().place());
        draft.note(first.server().text().file(), place, "its `" + field + "`").fix(refusing.size() == 1 ? fix(object, unmet) : Optional.empty());
    }

    /// Adds what is missing, if that is said without a choice and no label stands there with another value.
    private static Optional<Fix> fix(OperatorObject object, List<Condition> unmet) {
        boolean clear = unmet.size() == 1 && unmet.getFirst().operator().equals("In") && unmet.getFirst().values().size() == 1 && !object.meta().labels().containsKey(unmet.getFirst().label());
        Optional<YamlMapping> metadata = object.meta().node();
        if (!clear || metadata.isEmpty()) {
            return Optional.empty();
        }
        String value = unmet.getFirst().values().iterator().next();
        String label = unmet.getFirst().label() + ": " + (value.matches("[a-zA-Z][a-zA-Z0-9.-]*") && !value.matches("(?i)true|false|yes|no|on|off|null|y|n") ? value : "\"" + value + "\"");
        Optional<YamlMapping> labels = object.meta().labelsNode();
        Optional<TextEdit> edit = labels.isPresent() ? YamlEdits.append(object.text().file(), labels.get(), label)
                : metadata.get().entry("labels").isPresent() ? Optional.empty() : YamlEdits.append(object.text().file(), metadata.get(), "labels: {" + label + "}");
        List<TextEdit> edits = new ArrayList<>();
        edit.ifPresent(edits::add);
        return edits.isEmpty() ? Optional.empty() : Optional.of(new Fix("Add the label `" + label + "`", Applicability.UNSAFE, edits));
    }
}
